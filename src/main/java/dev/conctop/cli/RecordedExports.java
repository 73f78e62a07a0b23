package dev.conctop.cli;

import dev.conctop.app.headless.Terminals;
import dev.conctop.app.recording.part.RecordedPart;
import dev.conctop.app.settings.Settings;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.export.cast.CastExport;
import dev.conctop.export.part.Export;
import dev.conctop.record.Recording;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.view.canvas.Glyphs;
import dev.conctop.view.canvas.Look;
import java.io.PrintStream;
import java.time.ZoneId;

/** What recordings have, for other tools. */
final class RecordedExports {
  private static final int DONE = 0;

  private final PrintStream out;
  private final PrintStream err;

  RecordedExports(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  int export(Command.ExportRecording asked) {
    Export export = asked.format().export(asked.choices());
    return write(asked.part(), export, asked.to(), asked.format().binary());
  }

  int cast(Command.Cast asked, Settings settings) {
    Look look = new Look(settings.ascii() ? Glyphs.ASCII : Glyphs.UNICODE, settings.keys());
    Ui ui =
        Ui.initial(Page.OVERVIEW, settings.intervalNanos())
            .withProcessColumns(settings.columns())
            .withSize(asked.film().columns(), asked.film().rows());
    Export export = new CastExport(asked.film(), ui, look, Terminals.palette(settings));
    return write(asked.part(), export, asked.to(), false);
  }

  private int write(Command.Part part, Export export, Command.To to, boolean binary) {
    Output.check(to, part.file());
    return new Recordings(err)
        .with(
            part.file(),
            Recording::open,
            recording -> {
              RecordedPart told =
                  RecordedPart.of(recording, part.from(), part.to(), ZoneId.systemDefault());
              return new Output(out, err)
                  .during(
                      to,
                      binary,
                      bytes -> {
                        export.write(told, bytes);
                        boolean gaps = new Gaps(err).say(told.gaps(), told.isEnded());
                        return gaps && part.strict() ? Gaps.DAMAGED : DONE;
                      });
            });
  }
}
