package dev.conctop.export.html.chart;

import dev.conctop.export.html.story.VerdictLine;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.TaskWait;
import java.util.List;

/** What each colour means: a class of the style sheet, and words. */
public final class Kinds {
  /** Work first, then waits, then nothing to do: as they are laid on each other. */
  static final List<Part> PARTS =
      List.of(
          Part.ON_CPU,
          Part.RUN_QUEUE,
          Part.DISK,
          Part.NETWORK,
          Part.LOCK,
          Part.IPC,
          Part.SLEEP,
          Part.UNKNOWN,
          Part.IDLE);

  static final List<TaskWait> STATES =
      List.of(
          TaskWait.RUNNING,
          TaskWait.READY,
          TaskWait.DISK,
          TaskWait.NETWORK,
          TaskWait.IPC,
          TaskWait.LOCK,
          TaskWait.GIL,
          TaskWait.TIMER);

  private Kinds() {}

  public static String of(Part part) {
    return "k-" + part.key().replace('_', '-');
  }

  public static String of(TaskWait state) {
    return switch (state) {
      case READY -> "k-run-queue";
      case RUNNING -> "k-on-cpu";
      case NETWORK -> "k-network";
      case DISK -> "k-disk";
      case TIMER -> "k-sleep";
      case IPC -> "k-ipc";
      case LOCK -> "k-lock";
      case GIL -> "k-gil";
    };
  }

  /** A task's state in words. */
  public static String words(TaskWait state) {
    return state == TaskWait.GIL ? "interpreter lock" : state.key();
  }

  /** Of a letter of {@link VerdictLine}. */
  public static String of(char letter) {
    return switch (letter) {
      case 'c' -> "k-on-cpu";
      case 'd' -> "k-disk";
      case 'n' -> "k-network";
      case 'p' -> "k-ipc";
      case 'l' -> "k-lock";
      case 't' -> "k-run-queue";
      case 'm' -> "k-mixed";
      case '.' -> "k-idle";
      case VerdictLine.GAP -> "k-gap";
      default -> "k-unknown";
    };
  }

  /** A letter in words. */
  public static String words(char letter) {
    return switch (letter) {
      case 'c' -> "cpu-saturated";
      case 'd' -> "waiting: disk";
      case 'n' -> "waiting: network";
      case 'p' -> "waiting: ipc";
      case 'l' -> "lock-bound";
      case 't' -> "throttled";
      case 'm' -> "mixed";
      case '.' -> "idle";
      case VerdictLine.GAP -> "a gap";
      default -> "cannot tell";
    };
  }
}
