package dev.conctop.probe.python;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A program of somebody else's, on a CPython of this machine. */
final class PythonTarget implements AutoCloseable {
  private final Process process;
  private final BufferedReader said;
  private final Writer heard;
  final Path script;

  PythonTarget(Path python, Path folder, String source) throws IOException {
    this(python, folder, source, Map.of());
  }

  PythonTarget(Path python, Path folder, String source, Map<String, String> environment)
      throws IOException {
    script = Files.writeString(folder.resolve("work.py"), source);
    ProcessBuilder builder =
        new ProcessBuilder(python.toString(), "-u", script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    process = builder.start();
    said = process.inputReader(StandardCharsets.UTF_8);
    heard = process.outputWriter(StandardCharsets.UTF_8);
  }

  int pid() {
    return (int) process.pid();
  }

  /** The next line that it prints; waits for it. */
  String line() throws IOException {
    String line = said.readLine();
    if (line == null) {
      throw new IOException("the program has ended");
    }
    return line;
  }

  int number() throws IOException {
    return Integer.parseInt(line());
  }

  void tell(String line) throws IOException {
    heard.write(line + "\n");
    heard.flush();
  }

  void end() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    end();
  }

  /** Every CPython found: of pyenv, and in the usual places; by its version, 3.9 as 9. */
  static Map<String, Path> found(int from, int to) throws IOException {
    Map<String, Path> found = new TreeMap<>();
    List<Path> folders = new ArrayList<>(List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin")));
    String root = System.getenv("PYENV_ROOT");
    Path versions =
        Path.of(root == null ? System.getProperty("user.home") + "/.pyenv" : root, "versions");
    if (Files.isDirectory(versions)) {
      try (DirectoryStream<Path> each = Files.newDirectoryStream(versions)) {
        each.forEach(version -> folders.add(version.resolve("bin")));
      }
    }
    for (Path folder : folders) {
      for (int minor = from; minor <= to; minor++) {
        Path python = folder.resolve("python3." + minor);
        if (Files.isExecutable(python)) {
          found.put(minor + " " + python.toString().replace(File.separator, " "), python);
        }
      }
    }
    return found;
  }
}
