package dev.conctop.cli;

import dev.conctop.app.headless.Terminals;
import dev.conctop.app.recording.part.RecordedPage;
import dev.conctop.app.recording.part.Replayed;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.record.Recording;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

/** Recordings as pages to be looked at. */
final class Pages {
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
    Command.Part part = asked.part();
    if (asked.to().file().isEmpty() && Terminals.outputIsTerminal()) {
      throw new BadInput("--format html is not for a terminal: give -o FILE, or a pipe");
    }
    Output.check(asked.to(), part.file());
    return new Recordings(err)
        .with(
            part.file(),
            Recording::open,
            recording -> {
              // The page is whole before the file is opened: what cannot be made harms nothing.
              RecordedPage page =
                  RecordedPage.of(recording, part.from(), part.to(), ZoneId.systemDefault());
              return new Output(out, err)
                  .during(
                      asked.to(),
                      false,
                      bytes -> {
                        bytes.write(page.html().getBytes(StandardCharsets.UTF_8));
                        Replayed replayed = page.replayed();
                        boolean gaps = new Gaps(err).say(replayed.gaps(), replayed.ended());
                        return gaps && part.strict() ? Gaps.DAMAGED : Conctop.DONE;
                      });
            });
  }
}
