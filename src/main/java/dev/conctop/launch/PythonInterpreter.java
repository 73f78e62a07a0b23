package dev.conctop.launch;

import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.sample.figure.CleanText;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds the CPython that a command or a path means. */
public final class PythonInterpreter {
  private static final Duration TIME_OUT = Duration.ofSeconds(10);
  private static final int LONGEST_ANSWER = 4096;

  /** What is written where nobody named one. */
  private static final String ANY = "python3";

  /** A version manager's shim is a script: the interpreter behind it is what must be started. */
  private static final String QUESTION =
      "import sys; print(sys.implementation.name); print('%d.%d.%d' % sys.version_info[:3]);"
          + " print(sys.executable)";

  /** What free-threaded builds are called, the newest first. */
  private static final List<String> FREE_THREADED =
      List.of("python3.15t", "python3.14t", "python3.13t");

  private PythonInterpreter() {}

  /**
   * Why a run under CPython cannot be started, by its interpreter alone; empty when it can, and for
   * runs that need none. Starts the interpreter once, which takes some 30 ms.
   */
  public static Optional<String> missing(RunSpec spec, Map<String, String> env) {
    if (spec.model().runtime() != ModelSpec.Runtime.CPYTHON) {
      return Optional.empty();
    }
    try {
      find(
          spec.parameters().text("python"), spec.model().id().equals("cpython-free-threaded"), env);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Finds the interpreter; where none was named and one without an interpreter lock is wanted, a
   * free-threaded build goes before {@code python3}.
   *
   * @throws IOException as {@link #find(String, Map)}
   */
  static Path find(String written, boolean freeThreaded, Map<String, String> env)
      throws IOException {
    if (freeThreaded && written.equals(ANY)) {
      String path = env.getOrDefault("PATH", "");
      for (String name : FREE_THREADED) {
        Optional<Path> command = inPath(name, path);
        if (command.isPresent() && answers(command.get())) {
          return find(command.get().toString(), env);
        }
      }
    }
    return find(written, env);
  }

  /** A version manager's shim is there for versions that are not chosen, and then fails. */
  private static boolean answers(Path command) {
    try {
      return ask(command).size() >= 3;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Finds the interpreter and asks it once what it is.
   *
   * @param written a command to be looked for in PATH, or a path
   * @throws IOException one line: not found, not CPython, too old, does not answer
   */
  static Path find(String written, Map<String, String> env) throws IOException {
    Path command = locate(written, env.getOrDefault("PATH", ""));
    List<String> answer = ask(command);
    if (answer.size() < 3 || answer.get(2).isBlank()) {
      throw new IOException(command + " does not answer as a Python does");
    }
    String name = CleanText.clean(answer.get(0), 40);
    String version = CleanText.clean(answer.get(1), 40);
    if (!name.equals("cpython")) {
      throw new IOException(command + " is " + name + " " + version + ", not CPython");
    }
    if (!recent(version)) {
      throw new IOException(
          command + " is CPython " + version + "; conctop needs 3.9 or newer (--python PATH)");
    }
    return Path.of(answer.get(2));
  }

  private static boolean recent(String version) {
    String[] parts = version.split("\\.", 3);
    try {
      int major = Integer.parseInt(parts[0]);
      return major > 3 || (major == 3 && parts.length > 1 && Integer.parseInt(parts[1]) >= 9);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static Path locate(String written, String path) throws IOException {
    if (written.contains("/")) {
      Path file = Path.of(written);
      if (Files.isExecutable(file) && !Files.isDirectory(file)) {
        return file.toAbsolutePath();
      }
      throw new IOException("no Python: " + written + " is not a program (--python PATH)");
    }
    return inPath(written, path)
        .orElseThrow(
            () ->
                new IOException(
                    "no Python: "
                        + written
                        + " is not in PATH; install CPython 3.9 or newer, or --python PATH"));
  }

  private static Optional<Path> inPath(String name, String path) {
    for (String folder : path.split(File.pathSeparator, -1)) {
      // An empty entry means the working directory, from which nothing is run.
      Path file = Path.of(folder, name);
      if (folder.startsWith("/") && Files.isExecutable(file) && !Files.isDirectory(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static List<String> ask(Path command) throws IOException {
    Process process =
        new ProcessBuilder(command.toString(), "-I", "-c", QUESTION)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(TIME_OUT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(
            command + " did not say its version in " + TIME_OUT.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            command
                + " does not start as CPython 3.9 or newer does (exit "
                + process.exitValue()
                + ")");
      }
      try (InputStream in = process.getInputStream()) {
        return new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8).lines().toList();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + command, e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
