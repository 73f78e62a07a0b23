package dev.conctop.report.diff;

import dev.conctop.diagnosis.Verdict;
import dev.conctop.report.part.TextParts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Two recordings as text for people. */
public final class DiffText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final long SECOND = 1_000_000_000L;

  private final Diff diff;
  private final ZoneId zone;
  private final StringBuilder out = new StringBuilder();
  private final TextParts parts;
  private final String dash;
  private final String times;

  private DiffText(Diff diff, ZoneId zone, boolean ascii) {
    this.diff = diff;
    this.zone = zone;
    parts = new TextParts(out, ascii);
    dash = ascii ? "-" : "–";
    times = ascii ? "x" : "×";
  }

  /**
   * The report, with an end of line.
   *
   * @param ascii 7-bit characters only
   */
  public static String of(Diff diff, ZoneId zone, boolean ascii) {
    DiffText text = new DiffText(diff, zone, ascii);
    text.write();
    return text.out.toString();
  }

  private void write() {
    side("A", diff.a());
    side("B", diff.b());
    diff.unlike().forEach(each -> parts.line("unlike     %s", each));
    parts.line("");
    parts.line("%-18s %9s %9s  %-23s %s", "", "A", "B", "B beside A", "");
    diff.rows().stream().filter(DiffText::tells).forEach(this::row);
    findings("A", diff.a().verdict(), diff.b().verdict());
    findings("B", diff.b().verdict(), diff.a().verdict());
    parts.line("");
    parts.line("intervals of 95 %%, from stretches of time that hardly depend on each other");
  }

  /** A part that neither spends any time in is no news. */
  private static boolean tells(Diff.Row row) {
    return row.figure().unit() != Measured.Unit.SHARE
        || !(Math.abs(row.a()) < 0.0005 && Math.abs(row.b()) < 0.0005);
  }

  private void side(String name, Side side) {
    parts.line(
        "%s  %s: %s, %s, %.0f s from %s",
        name,
        side.file(),
        side.what().isEmpty() ? side.kind() : side.what(),
        words(side.verdict()),
        side.seconds(),
        TIME.format(Instant.ofEpochSecond(Math.floorDiv(side.fromNanos(), SECOND)).atZone(zone)));
  }

  private static String words(Verdict verdict) {
    String kind = verdict.kind().word();
    return verdict.cause().isEmpty() ? kind : kind + " " + verdict.cause();
  }

  private void row(Diff.Row row) {
    Measured figure = row.figure();
    parts.line(
        "%-18s %9s %9s  %-23s %s",
        figure.label(),
        value(figure, row.a()),
        value(figure, row.b()),
        shift(row),
        word(row.word()));
  }

  private String shift(Diff.Row row) {
    if (Double.isNaN(row.shift().value())) {
      return "";
    }
    Measured figure = row.figure();
    double[] all = {row.shift().value(), row.shift().low(), row.shift().high()};
    String[] written = new String[all.length];
    for (int i = 0; i < all.length; i++) {
      written[i] =
          figure.how() == Measured.How.RATIO
              ? String.format(Locale.ROOT, "%.2f", all[i])
              : signed(figure, all[i], i == 0);
    }
    String sign = figure.how() == Measured.How.RATIO ? times + " " : "";
    return row.shift().hasInterval()
        ? sign + written[0] + " (" + written[1] + dash + written[2] + ")"
        : sign + written[0];
  }

  private static String signed(Measured figure, double value, boolean withUnit) {
    return figure.unit() == Measured.Unit.SHARE
        ? String.format(Locale.ROOT, "%+.1f%s", 100 * value, withUnit ? " points" : "")
        : String.format(Locale.ROOT, "%+.2f", value);
  }

  private static String value(Measured figure, double value) {
    if (Double.isNaN(value)) {
      return "n/a";
    }
    return switch (figure.unit()) {
      case NANOS -> TextParts.time(value);
      case SHARE -> TextParts.percent(value);
      case SECONDS -> TextParts.time(1e9 * value);
      case BYTES -> String.format(Locale.ROOT, "%,.1f MiB", value / (1 << 20));
      case CORES -> String.format(Locale.ROOT, "%.2f", value);
      case COUNT, PER_SECOND -> TextParts.number(value);
    };
  }

  private static String word(Diff.Word word) {
    return switch (word) {
      case MORE -> "more";
      case LESS -> "less";
      case SAME -> "the same";
      case CANNOT_TELL -> "cannot tell";
      case TOO_SHORT -> "too short";
      case ONE_SIDED -> "only one has it";
    };
  }

  private void findings(String name, Verdict of, Verdict without) {
    List<String> only = Diff.findings(of, without);
    if (!only.isEmpty()) {
      parts.line("only %s     %s", name, String.join(", ", only));
    }
  }
}
