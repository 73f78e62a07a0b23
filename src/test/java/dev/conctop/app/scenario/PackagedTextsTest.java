package dev.conctop.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedTextsTest {
  @TempDir Path home;

  @Test
  void theTomlFilesOfAJarsFolderAreRead() throws IOException {
    Path file = home.resolve("a b.jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (String name :
          new String[] {
            "config/", "config/tour/", "config/tour/2-b.toml", "config/tour/1-ä.toml"
          }) {
        put(jar, name, name.endsWith("/") ? "" : "title = 'ü'");
      }
      put(jar, "config/tour/notes.txt", "no lesson");
      put(jar, "config/tours/3.toml", "another folder's");
    }
    for (String end : new String[] {"", "/"}) {
      URI folder = URI.create("jar:" + file.toUri() + "!/config/tour" + end);
      assertEquals(
          Map.of("1-ä", "title = 'ü'", "2-b", "title = 'ü'"), PackagedTexts.inJar(folder.toURL()));
    }
    assertTrue(Files.deleteIfExists(file));
  }

  private static void put(JarOutputStream jar, String name, String text) throws IOException {
    jar.putNextEntry(new ZipEntry(name));
    jar.write(text.getBytes(StandardCharsets.UTF_8));
    jar.closeEntry();
  }

  @Test
  void thisBuildHasItsOwn() {
    assertTrue(PackagedTexts.read("config/scenarios").containsKey("gil"));
    assertEquals(10, PackagedTexts.read("config/tour").size());
  }
}
