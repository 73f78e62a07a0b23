package dev.conctop.remote;

import dev.conctop.catalog.RunRequest;
import java.util.Locale;
import java.util.Optional;

/** What is asked of a feed while it runs: a line each on its standard input. */
public sealed interface FeedOrder {
  /** The longest line that is read, without its end; a longer one is passed over. */
  int LONGEST_LINE = 16 << 10;

  /** Look this often from now on. */
  record Interval(long nanos) implements FeedOrder {}

  /**
   * Watch a process, and tell all of its threads.
   *
   * @param target its number or its name, without line ends
   * @param tree its descendants, too
   */
  record Watch(String target, boolean tree) implements FeedOrder {}

  /** Watch the machine alone. */
  record Machine() implements FeedOrder {}

  /** Run a workload and watch it; what ran before ends. Only of a feed that was begun for that. */
  record Run(RunRequest request) implements FeedOrder {}

  /** Turn a knob of the run under way. */
  record Turn(Knob knob, double value) implements FeedOrder {}

  /** What can be turned. */
  enum Knob {
    WORKERS,
    IN_FLIGHT,
    RATE,
    /** Of interpreter locks, ns. */
    SWITCH_INTERVAL;

    /** In the words of the command line. */
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Knob of(String word) {
      for (Knob knob : values()) {
        if (knob.word().equals(word)) {
          return knob;
        }
      }
      throw new IllegalArgumentException("no knob");
    }
  }

  /** Say what time it is; the answer has the asker's own, ns. */
  record Clock(long nanos) implements FeedOrder {}

  /** Ask the JVM that is watched for its threads now. */
  record Dump() implements FeedOrder {}

  /** Count the virtual threads of the JVM that is watched, once. */
  record Count() implements FeedOrder {}

  /** Read one thread's stack. */
  record Stack(int pid, int tid, long askedNanos) implements FeedOrder {}

  /** End when nothing has been asked for so long: who asks may have vanished with the network. */
  record Lease(long nanos) implements FeedOrder {}

  /** As a line, without its end. */
  default String line() {
    return switch (this) {
      case Interval(long nanos) -> "interval " + nanos;
      case Watch(String target, boolean tree) -> (tree ? "tree " : "watch ") + target;
      case Machine _ -> "machine";
      case Run(RunRequest request) -> "run " + RunLine.of(request);
      case Turn(Knob knob, double value) -> "turn " + knob.word() + " " + value;
      case Clock(long nanos) -> "clock " + nanos;
      case Dump _ -> "dump";
      case Count _ -> "count";
      case Stack(int pid, int tid, long asked) -> "stack " + pid + " " + tid + " " + asked;
      case Lease(long nanos) -> "lease " + nanos;
    };
  }

  /** Reads a line; empty: it is of a later version, or nobody's. */
  static Optional<FeedOrder> parse(String line) {
    int blank = line.indexOf(' ');
    String word = blank < 0 ? line : line.substring(0, blank);
    String rest = blank < 0 ? "" : line.substring(blank + 1).strip();
    try {
      return switch (word) {
        case "interval" -> Optional.of(new Interval(Long.parseLong(rest)));
        case "watch", "tree" ->
            rest.isEmpty() ? Optional.empty() : Optional.of(new Watch(rest, word.equals("tree")));
        case "machine" -> Optional.of(new Machine());
        case "run" -> Optional.of(new Run(RunLine.parse(rest)));
        case "turn" -> turn(rest.split(" ", -1));
        case "clock" -> Optional.of(new Clock(Long.parseLong(rest)));
        case "dump" -> Optional.of(new Dump());
        case "count" -> Optional.of(new Count());
        case "stack" -> stack(rest.split(" ", -1));
        case "lease" -> Optional.of(new Lease(Long.parseLong(rest)));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<FeedOrder> turn(String... words) {
    return words.length != 2
        ? Optional.empty()
        : Optional.of(new Turn(Knob.of(words[0]), Double.parseDouble(words[1])));
  }

  private static Optional<FeedOrder> stack(String... numbers) {
    return numbers.length != 3
        ? Optional.empty()
        : Optional.of(
            new Stack(
                Integer.parseInt(numbers[0]),
                Integer.parseInt(numbers[1]),
                Long.parseLong(numbers[2])));
  }
}
