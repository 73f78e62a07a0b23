package dev.conctop.cli;

import dev.conctop.app.fleet.FeedTape;
import dev.conctop.app.headless.Terminals;
import dev.conctop.app.metrics.Metering;
import dev.conctop.app.recording.Destination;
import dev.conctop.app.recording.RecordTo;
import dev.conctop.app.recording.Tape;
import dev.conctop.catalog.Secrets;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.record.Header;
import dev.conctop.sample.figure.CleanText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;

/** Commands while which is recorded, or of which there are metrics, if that was asked for. */
final class Recorded {
  private static final int FAILED = 1;
  private static final int LONGEST_NAME = 200;
  private static final long SECOND = 1_000_000_000L;

  private final String writer;
  private final String version;
  private final List<String> args;
  private final PrintStream err;

  /**
   * @param version of the program
   * @param args the command line
   */
  Recorded(String version, List<String> args, PrintStream err) {
    this.version = version;
    this.writer = "conctop " + version;
    this.args = args;
    this.err = err;
  }

  /**
   * Does a command.
   *
   * @return its exit code; 1 when it did, and its recording is not whole
   * @throws BadInput when it cannot be recorded; nothing was done then
   */
  int during(CommonOptions common, ToIntFunction<Tape> command) {
    if (common.metrics().isNowhere()) {
      return recorded(common, command);
    }
    try (Metering metering = Metering.start(common.metrics(), version, hostName(), err)) {
      return recorded(
          common,
          tape -> {
            tape.also(metering);
            return command.applyAsInt(tape);
          });
    }
  }

  private int recorded(CommonOptions common, ToIntFunction<Tape> command) {
    if (common.record().isEmpty()) {
      try (Tape tape = Tape.blank(header(false))) {
        return command.applyAsInt(tape);
      }
    }
    RecordTo to = common.record().get();
    int code;
    Tape tape = start(to);
    try (tape) {
      code = command.applyAsInt(tape);
    }
    if (tape.failure().isPresent()) {
      err.println(
          "conctop: the recording in " + shown(to) + " is not whole: " + tape.failure().get());
      return code == 0 ? FAILED : code;
    }
    return code;
  }

  /**
   * The same of what another machine tells.
   *
   * @param command has it recorded
   */
  int feed(CommonOptions common, ToIntFunction<FeedTape> command) {
    if (common.record().isEmpty()) {
      return command.applyAsInt(FeedTape.none());
    }
    RecordTo to = common.record().get();
    Header here = header(to.redact());
    FeedTape.About about = new FeedTape.About(here.writer(), here.command(), here.redacted());
    FeedTape tape = FeedTape.to(Destination.open(to, Terminals.outputIsTerminal()), about);
    int code;
    boolean nothing;
    try (tape) {
      code = command.applyAsInt(tape);
      nothing = tape.isEmpty();
    }
    String why = nothing ? "nothing was told" : tape.failure().orElse("");
    if (!why.isEmpty()) {
      err.println("conctop: the recording in " + shown(to) + " is not whole: " + why);
      return code == 0 ? FAILED : code;
    }
    return code;
  }

  private Tape start(RecordTo to) {
    Header header = header(to.redact());
    try {
      return Tape.start(Destination.open(to, Terminals.outputIsTerminal()), header);
    } catch (IOException e) {
      throw new BadInput(
          "--record " + shown(to) + ": it cannot be written (" + e.getMessage() + ")");
    }
  }

  private static String shown(RecordTo to) {
    return CleanText.clean(to.file(), LONGEST_NAME);
  }

  /** Of what is told or recorded from now on. */
  Header header(boolean redact) {
    Instant now = Instant.now();
    return new Header(
        writer,
        hostName(),
        Runtime.getRuntime().availableProcessors(),
        args.stream()
            .map(word -> CleanText.clean(Secrets.maskedWords(word), LONGEST_NAME))
            .toList(),
        now.getEpochSecond() * SECOND + now.getNano(),
        System.nanoTime(),
        redact,
        OptionalLong.empty());
  }

  private static String hostName() {
    try {
      String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
      return CleanText.clean(name, LONGEST_NAME);
    } catch (IOException e) {
      // Not Linux: the fact about the machine says it.
      return "";
    }
  }
}
