package dev.conctop.app.scenario;

import dev.conctop.app.settings.Utf8File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The TOML files of a folder, of those packaged with the program or of a user's own. */
public final class PackagedTexts {
  private static final String ENDING = ".toml";

  private PackagedTexts() {}

  /**
   * Those that are packaged.
   *
   * @param name of the folder, {@code config/scenarios}
   * @return a file's name without its ending → its text, in the order of the names
   */
  public static Map<String, String> read(String name) {
    URL folder = PackagedTexts.class.getClassLoader().getResource(name);
    if (folder == null) {
      throw new IllegalStateException("this build has no " + name);
    }
    try {
      return folder.getProtocol().equals("file") ? read(Path.of(folder.toURI())) : inJar(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * By what every runtime has: the file system of a jar is in a module that the archive's has not.
   */
  static Map<String, String> inJar(URL folder) throws IOException {
    JarURLConnection connection = (JarURLConnection) folder.openConnection();
    connection.setUseCaches(false);
    String prefix =
        connection.getEntryName() + (connection.getEntryName().endsWith("/") ? "" : "/");
    Map<String, String> texts = new TreeMap<>();
    try (JarFile jar = connection.getJarFile()) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        if (name.startsWith(prefix) && name.endsWith(ENDING)) {
          byte[] bytes = jar.getInputStream(entry).readAllBytes();
          texts.put(
              name.substring(prefix.length(), name.length() - ENDING.length()),
              new String(bytes, StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }

  /** Those of a folder, likewise. */
  public static Map<String, String> read(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (Path file : files(folder)) {
      String name = String.valueOf(file.getFileName());
      texts.put(name.substring(0, name.length() - ENDING.length()), Utf8File.read(file));
    }
    return texts;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(ENDING)).toList();
    }
  }
}
