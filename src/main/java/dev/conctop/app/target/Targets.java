package dev.conctop.app.target;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Pid;
import dev.conctop.state.seen.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** From a process's number or name, as written by a person, to the process. */
public final class Targets {
  private static final int NAME_LENGTH = 40;
  private static final int MOST_LISTED = 20;

  private Targets() {}

  /**
   * The process that is meant.
   *
   * @param written its number, or its name when no other process has the same
   * @throws BadInput when there is none, or more than one; it lists those
   */
  public static Target find(String written) {
    return find(written, "");
  }

  /**
   * The same.
   *
   * @param otherwise what else it may be, said when there is no process of that name
   */
  public static Target find(String written, String otherwise) {
    if (written.matches("[0-9]+")) {
      return byNumber(written);
    }
    List<Target> all = ProcessHandle.allProcesses().map(Targets::of).toList();
    return one(written, all, (int) ProcessHandle.current().pid(), otherwise);
  }

  /** The only one of these with this name; conctop itself is never meant. */
  static Target one(String name, List<Target> all, int self) {
    return one(name, all, self, "");
  }

  private static Target one(String name, List<Target> all, int self, String otherwise) {
    List<Target> found =
        all.stream()
            .filter(target -> target.name().equals(name) && target.pid().value() != self)
            .toList();
    if (found.isEmpty()) {
      throw new BadInput(
          "there is no process called '" + CleanText.clean(name, NAME_LENGTH) + "'" + otherwise);
    }
    if (found.size() > 1) {
      String numbers =
          found.stream()
              .limit(MOST_LISTED)
              .map(target -> target.pid().toString())
              .collect(Collectors.joining(", ", "", found.size() > MOST_LISTED ? ", …" : ""));
      throw new BadInput(
          found.size()
              + " processes are called '"
              + name
              + "'; say which one by its number: "
              + numbers);
    }
    return found.getFirst();
  }

  private static Target byNumber(String written) {
    Pid pid;
    try {
      pid = new Pid(Integer.parseInt(written));
    } catch (IllegalArgumentException e) {
      throw new BadInput("'" + written + "' is not the number of a process");
    }
    int process = processOf(pid);
    if (process > 0 && process != pid.value()) {
      throw new BadInput(
          pid + " is a thread of process " + process + " (" + name(process) + "), not a process");
    }
    return ProcessHandle.of(pid.value())
        .map(Targets::of)
        .orElseThrow(() -> new BadInput("there is no process " + pid + hint()));
  }

  /** Whose thread this is; 0 when it is not told. {@code /proc/TID} is there for any thread. */
  private static int processOf(Pid tid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", tid.toString(), "status"))) {
        if (line.startsWith("Tgid:")) {
          return Integer.parseInt(line.substring("Tgid:".length()).strip());
        }
      }
    } catch (IOException | RuntimeException e) {
      // There is no such thread, or no /proc here: then it is said of the process.
      return 0;
    }
    return 0;
  }

  private static String name(int pid) {
    return ProcessHandle.of(pid).map(Targets::of).map(Target::name).orElse("it has ended");
  }

  /** Process 1 is always there: where it is not shown, others may not be shown either. */
  private static String hint() {
    boolean hides = Files.exists(Path.of("/proc/self")) && Files.notExists(Path.of("/proc/1"));
    return hides ? ", or /proc does not show it to this user (hidepid)" : "";
  }

  private static Target of(ProcessHandle handle) {
    return new Target(new Pid((int) handle.pid()), CleanText.clean(name(handle), NAME_LENGTH));
  }

  private static String name(ProcessHandle handle) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(handle.pid()), "comm")).strip();
    } catch (IOException e) {
      // No /proc here, or it has just ended.
      String command = handle.info().command().orElse("process");
      return command.substring(command.lastIndexOf('/') + 1);
    }
  }
}
