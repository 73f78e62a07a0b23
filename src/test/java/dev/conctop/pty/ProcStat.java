package dev.conctop.pty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code /proc} says of a process. */
final class ProcStat {
  private ProcStat() {}

  /** A process's session; −1 if it is gone or only waits to be collected. */
  static long session(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return fields[0].equals("Z") ? -1 : Long.parseLong(fields[3]);
    } catch (IOException e) {
      return -1;
    }
  }

  /**
   * The kernel function that a process sleeps in; empty if it runs, is gone or may not be asked.
   */
  static String waitsIn(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/wchan"));
    } catch (IOException e) {
      return "";
    }
  }
}
