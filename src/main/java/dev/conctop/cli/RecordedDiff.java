package dev.conctop.cli;

import dev.conctop.app.recording.part.Sides;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.record.Recording;
import dev.conctop.report.diff.Diff;
import dev.conctop.report.diff.DiffJson;
import dev.conctop.report.diff.DiffText;
import dev.conctop.report.diff.Side;
import java.io.IOException;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.List;

/** Two recordings beside each other. */
final class RecordedDiff {
  private static final int DONE = 0;
  private static final int DAMAGED = 5;
  private static final int MOST_GAPS = 5;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean ascii;

  RecordedDiff(PrintStream out, PrintStream err, boolean ascii) {
    this.out = out;
    this.err = err;
    this.ascii = ascii;
  }

  /**
   * Prints it.
   *
   * @return the exit code
   * @throws BadInput when they cannot be compared at all
   */
  int print(Command.Diff asked, CommonOptions.Format format) {
    if (format != CommonOptions.Format.TEXT && format != CommonOptions.Format.JSON) {
      throw new BadInput("a difference is shown as text or json");
    }
    return new Recordings(err)
        .with(
            asked.a().file(),
            Recording::open,
            first -> {
              Side a = side(first, asked.a());
              return new Recordings(err)
                  .with(
                      asked.b().file(),
                      Recording::open,
                      second -> print(a, side(second, asked.b()), asked.a().strict(), format));
            });
  }

  private static Side side(Recording recording, Command.Part part) throws IOException {
    return Sides.of(
        recording, part.file().toString(), part.from(), part.to(), ZoneId.systemDefault());
  }

  private int print(Side a, Side b, boolean strict, CommonOptions.Format format) {
    if (!a.kind().equals(b.kind())) {
      throw new BadInput(a.file() + " is of a " + a.kind() + ", " + b.file() + " of a " + b.kind());
    }
    Diff diff = Diff.of(a, b);
    out.print(
        format == CommonOptions.Format.JSON
            ? DiffJson.of(diff) + "\n"
            : DiffText.of(diff, ZoneId.systemDefault(), ascii));
    out.flush();
    boolean damaged = false;
    for (Side side : List.of(a, b)) {
      side.gaps().stream()
          .limit(MOST_GAPS)
          .forEach(gap -> err.println("conctop: " + side.file() + ": " + gap));
      damaged |= !side.gaps().isEmpty();
    }
    return damaged && strict ? DAMAGED : DONE;
  }
}
