package dev.conctop.cli;

import dev.conctop.catalog.BadInput;
import dev.conctop.catalog.Quantity;
import dev.conctop.probe.Reach;
import dev.conctop.report.diagnose.Assertion;
import java.util.OptionalLong;

/** The arguments of the commands on a process of somebody else's: attach and diagnose. */
final class TargetArguments {
  private static final long LONGEST_NANOS = 24 * 3600 * 1_000_000_000L;
  private static final long SHORTEST_NANOS = 100_000_000L;

  private TargetArguments() {}

  static Command.Attach attach(Words words, CommonOptions common) {
    return new Command.Attach(written(words), reach(words), durationNanos(words), common);
  }

  static Command.Diagnose diagnose(Words words, CommonOptions common) {
    return new Command.Diagnose(
        written(words),
        reach(words),
        durationNanos(words),
        words.all("--assert").stream().map(Assertion::parse).toList(),
        common);
  }

  private static String written(Words words) {
    String written = words.positional().orElse("");
    if (written.isBlank()) {
      throw new BadInput(missing(words.verb()));
    }
    return written;
  }

  static String missing(String command) {
    return command + " needs the number or the name of a process, such as 1234";
  }

  private static Reach reach(Words words) {
    return words.has("--tree") ? Reach.TREE : Reach.ALONE;
  }

  static OptionalLong durationNanos(Words words) {
    if (words.text("-d").isEmpty()) {
      return OptionalLong.empty();
    }
    String written = words.text("-d").get();
    long nanos;
    try {
      nanos = Quantity.duration(written);
    } catch (BadInput e) {
      throw new BadInput("-d: " + e.getMessage());
    }
    if (nanos < SHORTEST_NANOS || nanos > LONGEST_NANOS) {
      throw new BadInput("-d " + written + " is outside 100ms … 24h");
    }
    return OptionalLong.of(nanos);
  }
}
