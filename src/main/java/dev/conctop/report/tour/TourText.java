package dev.conctop.report.tour;

import dev.conctop.tour.Attempt;
import dev.conctop.tour.Reading;
import dev.conctop.tour.lesson.Unit;
import java.util.List;
import java.util.Locale;

/** A tour that nobody looked at, as a table for people. */
public final class TourText {
  private static final String ROW = "%-20s %12s %12s  %-22s %6s  %s";

  private TourText() {}

  /**
   * The table, with an end of line.
   *
   * @param ascii 7-bit characters only
   */
  public static String of(List<Attempt> attempts, boolean ascii) {
    StringBuilder out = new StringBuilder();
    line(out, ascii, "lesson", "predicted", "measured", "holds within", "other", "");
    for (Attempt attempt : attempts) {
      row(out, ascii, attempt);
    }
    long ran = attempts.stream().filter(each -> !each.skipped()).count();
    long broken = attempts.stream().filter(Attempt::broken).count();
    out.append(
        String.format(
            Locale.ROOT,
            "%d of %d lessons hold%s; other: cores busy with what is none of ours%n",
            ran - broken,
            ran,
            ran < attempts.size() ? ", " + (attempts.size() - ran) + " skipped" : ""));
    return out.toString();
  }

  private static void row(StringBuilder out, boolean ascii, Attempt attempt) {
    Reading reading = attempt.reading();
    Unit unit = attempt.lesson().answer().unit();
    String name = attempt.lesson().name();
    if (attempt.skipped()) {
      line(out, ascii, name, "", "", "", "", "skipped: " + attempt.lesson().unavailable());
    } else if (!reading.known()) {
      line(out, ascii, name, "", "n/a", "", "", "does not hold: " + reading.missing());
    } else {
      line(
          out,
          ascii,
          name,
          Double.isFinite(reading.predicted()) ? unit.text(reading.predicted()) : "-",
          unit.text(reading.measured()),
          reading.band(unit),
          Double.isFinite(reading.otherLoad())
              ? String.format(Locale.ROOT, "%.2f", reading.otherLoad())
              : "n/a",
          reading.holds() ? "holds" : "does not hold");
    }
  }

  private static void line(StringBuilder out, boolean ascii, Object... cells) {
    String line = String.format(Locale.ROOT, ROW, cells).stripTrailing();
    out.append(ascii ? line.replace('–', '-').replace('×', 'x').replace('µ', 'u') : line);
    out.append('\n');
  }
}
