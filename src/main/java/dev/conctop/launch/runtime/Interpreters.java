package dev.conctop.launch.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Which CPython a command means. */
public final class Interpreters {
  private Interpreters() {}

  /**
   * What names the interpreters that run CPython's models, so that others have another name: their
   * files, with size and time; "none" when there is none. Starts each of them once.
   *
   * @param written a command to be looked for in PATH, or a path
   */
  public static String identity(String written, Map<String, String> env) {
    String usual = name(written, false, env);
    String free = name(written, true, env);
    return usual.equals(free) ? usual : usual + ", " + free;
  }

  private static String name(String written, boolean freeThreaded, Map<String, String> env) {
    try {
      Path file =
          PythonInterpreter.find(written, freeThreaded, List.of(), env).executable().toRealPath();
      return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return "none";
    }
  }
}
