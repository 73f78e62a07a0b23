package dev.conctop.launch.runtime;

import dev.conctop.catalog.Engine;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds the CPython that a command or a path means, and the engines that it has. */
public final class PythonInterpreter {
  private static final Duration TIME_OUT = Duration.ofSeconds(10);
  private static final int LONGEST_ANSWER = 4096;

  /** What is written where nobody named one. */
  private static final String ANY = "python3";

  /** A version manager's shim is a script: the interpreter behind it is what must be started. */
  private static final String QUESTION =
      "import sys; print(sys.implementation.name); print('%d.%d.%d' % sys.version_info[:3]);"
          + " print(sys.executable)";

  /**
   * Whether modules are there and of which version, a line each; nothing is imported, which is for
   * the subject alone and takes a second for some.
   */
  private static final String QUESTION_OF_ENGINES =
      QUESTION
          + "\nimport importlib.util, importlib.metadata"
          + "\nfor words in sys.argv[1:]:"
          + "\n  module, _, name = words.partition('=')"
          + "\n  try: found = importlib.util.find_spec(module) is not None"
          + "\n  except Exception: found = False"
          + "\n  try: version = importlib.metadata.version(name)"
          + "\n  except Exception: version = '?'"
          + "\n  print(version if found else '')";

  /** The fork that went before the free-threaded builds. */
  private static final String WITHOUT_LOCK = "nogil";

  /** What free-threaded builds are called, the newest first. */
  private static final List<String> FREE_THREADED =
      List.of("python3.15t", "python3.14t", "python3.13t");

  private PythonInterpreter() {}

  /**
   * An interpreter and what it has of the engines that were asked for, in their order.
   *
   * @param executable what is to be started
   */
  public record Equipped(Path executable, List<Engine.Found> engines) {
    public Equipped {
      engines = List.copyOf(engines);
    }
  }

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
          spec.parameters().text("python"),
          spec.model().id().equals("cpython-free-threaded"),
          List.of(),
          env);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Finds the interpreter; where none was named and one without an interpreter lock is wanted, a
   * free-threaded build goes before {@code python3}.
   *
   * @throws IOException as {@link #find(String, List, Map)}
   */
  public static Equipped find(
      String written, boolean freeThreaded, List<Engine> engines, Map<String, String> env)
      throws IOException {
    if (freeThreaded && written.equals(ANY)) {
      String path = env.getOrDefault("PATH", "");
      for (String name : FREE_THREADED) {
        Optional<Path> command = inPath(name, path);
        if (command.isPresent() && answers(command.get())) {
          return find(command.get().toString(), engines, env);
        }
      }
    }
    return find(written, engines, env);
  }

  /** A version manager's shim is there for versions that are not chosen, and then fails. */
  private static boolean answers(Path command) {
    try {
      return ask(command, List.of()).size() >= 3;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Finds the interpreter and asks it once what it is.
   *
   * @param written a command to be looked for in PATH, or a path
   * @param engines what is looked for in it; that it has them is not required
   * @throws IOException one line: not found, not CPython, too old, does not answer
   */
  public static Equipped find(String written, List<Engine> engines, Map<String, String> env)
      throws IOException {
    Path command = locate(written, env.getOrDefault("PATH", ""));
    List<String> answer = ask(command, engines);
    if (answer.size() < 3 || answer.get(2).isBlank()) {
      throw new IOException(command + " does not answer as a Python does");
    }
    String name = CleanText.clean(answer.get(0), 40);
    String version = CleanText.clean(answer.get(1), 40);
    if (!name.equals("cpython") && !name.equals(WITHOUT_LOCK)) {
      throw new IOException(command + " is " + name + " " + version + ", not CPython");
    }
    if (!recent(version)) {
      throw new IOException(
          command + " is CPython " + version + "; conctop needs 3.9 or newer (--python PATH)");
    }
    List<Engine.Found> found = new ArrayList<>();
    for (int i = 0; i < engines.size(); i++) {
      String has = i + 3 < answer.size() ? CleanText.clean(answer.get(i + 3), 40) : "";
      found.add(new Engine.Found(engines.get(i), has));
    }
    return new Equipped(Path.of(answer.get(2)), found);
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

  /** A program that PATH has. */
  static Optional<Path> inPath(String name, String path) {
    for (String folder : path.split(File.pathSeparator, -1)) {
      // An empty entry means the working directory, from which nothing is run.
      Path file = Path.of(folder, name);
      if (folder.startsWith("/") && Files.isExecutable(file) && !Files.isDirectory(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static List<String> ask(Path command, List<Engine> engines) throws IOException {
    List<String> words = new ArrayList<>(List.of(command.toString(), "-I", "-c"));
    words.add(engines.isEmpty() ? QUESTION : QUESTION_OF_ENGINES);
    engines.forEach(engine -> words.add(engine.module() + "=" + engine.pip()));
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
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
