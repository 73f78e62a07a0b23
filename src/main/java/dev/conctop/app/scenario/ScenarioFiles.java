package dev.conctop.app.scenario;

import dev.conctop.app.settings.Utf8File;
import dev.conctop.catalog.BadInput;
import dev.conctop.catalog.Nearest;
import dev.conctop.catalog.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The scenarios that are packaged with the program, {@code config/scenarios/NAME.toml}. */
public final class ScenarioFiles {
  private static final String FOLDER = "config/scenarios";
  private static final String ENDING = ".toml";

  private ScenarioFiles() {}

  /** All of them by name. */
  public static List<Scenario> all() {
    List<Scenario> scenarios = new ArrayList<>();
    texts().forEach((name, text) -> scenarios.add(ScenarioFile.parse(name, text)));
    return scenarios;
  }

  /**
   * Finds one.
   *
   * @throws BadInput with the nearest right name
   */
  public static Scenario named(String name) {
    Map<String, String> texts = texts();
    String text = texts.get(name);
    if (text == null) {
      throw new BadInput("unknown scenario '" + name + "'" + Nearest.hint(name, texts.keySet()));
    }
    return ScenarioFile.parse(name, text);
  }

  private static Map<String, String> texts() {
    URL folder = ScenarioFiles.class.getClassLoader().getResource(FOLDER);
    if (folder == null) {
      throw new IllegalStateException("this build has no scenarios");
    }
    try {
      URI uri = folder.toURI();
      if (uri.getScheme().equals("file")) {
        return read(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return read(jar.getPath(FOLDER));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(ENDING)).toList();
    }
    Map<String, String> texts = new TreeMap<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      texts.put(name.substring(0, name.length() - ENDING.length()), Utf8File.read(file));
    }
    return texts;
  }
}
