package dev.conctop.export.html.chart;

import dev.conctop.diagnosis.Verdict;
import java.util.Locale;

/** What a verdict says to somebody who has not read the manual. */
public final class Words {
  private Words() {}

  /** A verdict as a headline. */
  public static String headline(Verdict verdict) {
    String cause = verdict.cause();
    return switch (verdict.kind()) {
      case CPU_SATURATED -> "Out of CPU";
      case IO_WAITING ->
          switch (cause) {
            case "network" -> "Waiting for the network";
            case "disk" -> "Waiting for the disk";
            case "ipc" -> "Waiting for other processes";
            default -> "Waiting for input and output";
          };
      case LOCK_BOUND ->
          cause.equals("gil") ? "Waiting for the interpreter lock" : "Waiting for locks";
      case THROTTLED -> "Held back by a CPU quota";
      case IDLE -> cause.equals("timer") ? "Idle: it sleeps" : "Idle";
      case MIXED -> "No one thing limits it";
      case CANNOT_TELL -> "It cannot be told";
    };
  }

  /** With a capital at its beginning and a stop at its end. */
  public static String sentence(String words) {
    String text = words.strip();
    if (text.isEmpty()) {
      return "";
    }
    String begun = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return begun.endsWith(".") ? begun : begun + ".";
  }
}
