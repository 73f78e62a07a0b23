package dev.conctop.report.part;

import dev.conctop.sample.figure.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines of CSV under construction. */
public final class CsvLines {
  private final StringBuilder out = new StringBuilder();

  public void row(String... cells) {
    List<String> quoted = new ArrayList<>();
    for (String cell : cells) {
      quoted.add(Csv.cell(cell));
    }
    out.append(String.join(",", quoted)).append('\n');
  }

  /** A figure; without a value when it is unknown or has no bound. */
  public void figure(String name, Figure figure, String unit) {
    boolean told = figure.known() && Double.isFinite(figure.value());
    row(name, told ? number(figure.value()) : "", unit, figure.fidelity().label());
  }

  public static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.6g", value);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
