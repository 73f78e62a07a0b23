package dev.conctop.app.scenario;

import dev.conctop.app.settings.Utf8File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
      URI uri = folder.toURI();
      if (uri.getScheme().equals("file")) {
        return read(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return read(jar.getPath(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
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
