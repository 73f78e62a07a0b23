package dev.conctop.cli;

import dev.conctop.app.Terminals;
import dev.conctop.app.recording.Destination;
import dev.conctop.app.recording.RecordedPage;
import dev.conctop.app.recording.Replayed;
import dev.conctop.catalog.BadInput;
import dev.conctop.cli.arguments.Command;
import dev.conctop.record.Recording;
import dev.conctop.sample.figure.CleanText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

/** Recordings as pages to be looked at. */
final class Pages {
  private static final int FAILED = 1;
  private static final int LONGEST_NAME = 200;

  private final PrintStream out;
  private final PrintStream err;

  Pages(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Writes a page.
   *
   * @return the exit code: 1 when it could not be written to its end
   * @throws BadInput when it cannot be written at all, or there is no such part; nothing was
   *     written then
   */
  int write(Command.Page asked) {
    if (asked.output().isEmpty() && Terminals.outputIsTerminal()) {
      throw new BadInput("--format html is not for a terminal: give -o FILE, or a pipe");
    }
    Command.Part part = asked.part();
    return new Recordings(err)
        .with(
            part.file(),
            Recording::open,
            recording -> {
              RecordedPage page =
                  RecordedPage.of(recording, part.from(), part.to(), ZoneId.systemDefault());
              int code = written(page, asked);
              Replayed replayed = page.replayed();
              boolean gaps = new Gaps(err).say(replayed.gaps(), replayed.ended());
              return gaps && part.strict() && code == Conctop.DONE ? Gaps.DAMAGED : code;
            });
  }

  /** The page is whole before the file is opened: what cannot be made harms nothing. */
  private int written(RecordedPage page, Command.Page asked) {
    if (asked.output().isEmpty()) {
      byte[] bytes = page.html().getBytes(StandardCharsets.UTF_8);
      out.write(bytes, 0, bytes.length);
      out.flush();
      return out.checkError() ? FAILED : Conctop.DONE;
    }
    String name = asked.output().get();
    WritableByteChannel to = Destination.file(name, asked.force(), "-o");
    try {
      page.write(to);
      return Conctop.DONE;
    } catch (IOException e) {
      String why = CleanText.clean(String.valueOf(e.getMessage()), LONGEST_NAME);
      err.println("conctop: -o " + CleanText.clean(name, LONGEST_NAME) + " is not whole: " + why);
      return FAILED;
    }
  }
}
