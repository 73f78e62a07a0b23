package dev.conctop.launch.runtime;

import dev.conctop.catalog.Engine;
import dev.conctop.catalog.Engines;
import dev.conctop.sample.figure.CleanText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the machine has of what the Rust subject is made with. */
public final class RustTools {
  /** Where Debian's packages put the sources of Rust's libraries. */
  static final Path REGISTRY = Path.of("/usr/share/cargo/registry");

  private static final Duration TIME_OUT = Duration.ofSeconds(10);
  private static final Pattern VERSION = Pattern.compile("\\w+ (\\d[\\w.-]*).*");
  private static final Pattern RAYON = Pattern.compile("rayon-(\\d[\\w.]*)");

  private RustTools() {}

  /** Both tools, as they are here. */
  public static List<Engine.Found> find(Map<String, String> env) {
    return find(env, REGISTRY);
  }

  static List<Engine.Found> find(Map<String, String> env, Path registry) {
    List<Engine.Found> found = new ArrayList<>();
    for (Engine tool : Engines.RUST) {
      String version =
          tool.name().equals("rayon")
              ? rayon(registry)
              : version(tool.name(), env.getOrDefault("PATH", "")).orElse("");
      found.add(new Engine.Found(tool, version));
    }
    return found;
  }

  /** A program's path; empty when PATH has none. */
  static Optional<Path> inPath(String name, Map<String, String> env) {
    return PythonInterpreter.inPath(name, env.getOrDefault("PATH", ""));
  }

  /** What a tool says of itself, so that one that is there and does not work is found out. */
  static Optional<String> version(String name, String path) {
    Optional<Path> program = PythonInterpreter.inPath(name, path);
    if (program.isEmpty()) {
      return Optional.empty();
    }
    try {
      Process process =
          new ProcessBuilder(program.get().toString(), "--version")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        process.getOutputStream().close();
        if (!process.waitFor(TIME_OUT.toMillis(), TimeUnit.MILLISECONDS)) {
          return Optional.empty();
        }
        byte[] answer = process.getInputStream().readNBytes(200);
        Matcher words = VERSION.matcher(new String(answer, StandardCharsets.UTF_8).strip());
        return process.exitValue() == 0 && words.matches()
            ? Optional.of(CleanText.clean(words.group(1), 40))
            : Optional.empty();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String rayon(Path registry) {
    String newest = "";
    try (DirectoryStream<Path> all = Files.newDirectoryStream(registry, "rayon-*")) {
      for (Path each : all) {
        Matcher name = RAYON.matcher(String.valueOf(each.getFileName()));
        if (name.matches()) {
          newest = name.group(1);
        }
      }
    } catch (IOException e) {
      return "";
    }
    return newest;
  }
}
