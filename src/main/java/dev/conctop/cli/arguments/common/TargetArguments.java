package dev.conctop.cli.arguments.common;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Quantity;
import dev.conctop.probe.Reach;
import dev.conctop.report.diagnose.ProcessFound;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The arguments of the commands on a process of somebody else's: attach and diagnose. */
public final class TargetArguments {
  private static final long LONGEST_NANOS = 24 * 3600 * 1_000_000_000L;
  private static final long SHORTEST_NANOS = 100_000_000L;

  private TargetArguments() {}

  public static Command.Attach attach(Words words, CommonOptions common) {
    return new Command.Attach(written(words), reach(words), durationNanos(words), common);
  }

  public static Command.Diagnose diagnose(Words words, CommonOptions common) {
    String written = written(words);
    Optional<Command.Part> part =
        isFile(written) ? Optional.of(part(words, written)) : Optional.empty();
    List<String> live = List.of("-d", "--tree", "--deep", "--record", "--metrics", "--otlp");
    for (String option : part.isPresent() ? live : List.of("--from", "--to", "--strict")) {
      if (words.has(option)) {
        throw new BadInput(
            option
                + (part.isPresent()
                    ? " is for a process, and " + written + " is a file"
                    : " is for a recording, and there is no file " + written));
      }
    }
    return new Command.Diagnose(
        written,
        reach(words),
        durationNanos(words),
        words.all("--assert").stream().map(ProcessFound::parse).toList(),
        part,
        common);
  }

  /** What of a recording. */
  public static Command.Part part(Words words, String file) {
    return new Command.Part(
        Path.of(file), words.text("--from"), words.text("--to"), words.has("--strict"));
  }

  private static String written(Words words) {
    String written = words.positional().orElse("");
    if (written.isBlank()) {
      throw new BadInput(missing(words.verb()));
    }
    return written;
  }

  public static String missing(String command) {
    return command + " needs the number or the name of a process, such as 1234";
  }

  private static Reach reach(Words words) {
    return words.has("--tree") ? Reach.TREE : Reach.ALONE;
  }

  public static OptionalLong durationNanos(Words words) {
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

  /** Whether a word means a recording, and not a process: there is such a file. */
  public static boolean isFile(String word) {
    try {
      Path path = Path.of(word);
      return !word.matches("[0-9]+") && Files.isRegularFile(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
