package dev.conctop.app.target;

import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.thread.ProcessLife;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Processes that have ended and are listed only because nobody has asked for their end. */
public final class Zombies {
  private static final Path PROC = Path.of("/proc");
  private static final int NAME_LENGTH = 40;

  /** Fields of proc_pid_stat(5) behind the name. */
  private static final int STATE = 0;

  private static final int PPID = 1;
  private static final int THREADS = 17;

  private Zombies() {}

  /** What there is to say of a process that is one; empty when it is none, or cannot be read. */
  public static Optional<String> words(Pid pid) {
    return words(PROC, pid);
  }

  public static Optional<String> words(Path proc, Pid pid) {
    try {
      Path folder = proc.resolve(pid.toString());
      String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
      if (fields.length <= THREADS || !isZombie(fields)) {
        return Optional.empty();
      }
      String parent = fields[PPID];
      String what = "process " + pid + " is a zombie: it has ended";
      return Optional.of(
          parent.equals("0")
              ? what + " and nobody has asked for its end"
              : what
                  + " and its parent "
                  + parent
                  + name(proc.resolve(parent))
                  + " has not asked for its end");
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isZombie(String[] fields) {
    try {
      int threads = Integer.parseInt(fields[THREADS]);
      return ProcessLife.of(fields[STATE].charAt(0), threads) == ProcessLife.ZOMBIE;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String name(Path folder) {
    try {
      byte[] comm = Files.readAllBytes(folder.resolve("comm"));
      String name = new String(comm, StandardCharsets.UTF_8).strip();
      return " (" + CleanText.named(CleanText.clean(name, NAME_LENGTH)) + ")";
    } catch (IOException e) {
      return "";
    }
  }
}
