package dev.conctop.tour.lesson;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.catalog.parameter.Quantity;
import java.util.List;
import java.util.Locale;

/**
 * What a figure of a lesson is counted in: how it is guessed and how it is shown. Times are kept in
 * ns, shares from 0 to 1.
 *
 * @param word as in a lesson's file
 * @param scale what one of it is in the figure: 1e6 for ms
 */
public record Unit(Kind kind, String word, double scale) {
  /** How a figure is written. */
  public enum Kind {
    TIME,
    RATE,
    SHARE,
    TIMES,
    COUNT
  }

  private static final List<Unit> ALL =
      List.of(
          new Unit(Kind.TIME, "ns", 1),
          new Unit(Kind.TIME, "us", 1e3),
          new Unit(Kind.TIME, "ms", 1e6),
          new Unit(Kind.TIME, "s", 1e9),
          new Unit(Kind.RATE, "/s", 1),
          new Unit(Kind.SHARE, "%", 0.01),
          new Unit(Kind.TIMES, "x", 1),
          new Unit(Kind.COUNT, "cores", 1),
          new Unit(Kind.COUNT, "tasks", 1),
          new Unit(Kind.COUNT, "threads", 1));

  /**
   * Finds a unit.
   *
   * @throws BadInput with the nearest right word
   */
  public static Unit of(String word) {
    for (Unit unit : ALL) {
      if (unit.word.equals(word)) {
        return unit;
      }
    }
    throw new BadInput(
        "there is no unit '"
            + word
            + "'"
            + Nearest.hint(word, ALL.stream().map(u -> u.word).toList()));
  }

  /**
   * Reads what somebody has typed: a number, with the unit or without.
   *
   * @return the figure, 0 or more
   * @throws BadInput saying what can be typed
   */
  public double read(String typed) {
    String text = typed.strip().toLowerCase(Locale.ROOT).replace(',', '.').replace('µ', 'u');
    if (kind == Kind.TIME
        && !text.isEmpty()
        && Character.isLetter(text.charAt(text.length() - 1))) {
      return Quantity.duration(text);
    }
    double times = scale;
    if (text.endsWith(word)) {
      text = text.substring(0, text.length() - word.length()).strip();
    }
    if (text.endsWith("k")) {
      text = text.substring(0, text.length() - 1).strip();
      times *= 1000;
    }
    // Neither "NaN" nor "1e3" nor "0x1p3" is what a person types.
    if (!text.matches("[0-9]{1,12}([.][0-9]{1,9})?")) {
      throw new BadInput(
          "'" + typed.strip() + "' is not a number" + (word.equals("x") ? "" : " of " + word));
    }
    return Double.parseDouble(text) * times;
  }

  /**
   * The figure with its unit, three digits or so: {@code 5.2 ms}, {@code 396/s}, {@code × 4.98}.
   */
  public String text(double value) {
    if (!Double.isFinite(value)) {
      return "n/a";
    }
    return switch (kind) {
      case TIME -> time(value);
      case RATE -> number(value) + "/s";
      case SHARE -> number(value * 100) + " %";
      case TIMES -> "× " + number(value);
      case COUNT -> number(value) + " " + word;
    };
  }

  private static String time(double nanos) {
    double size = Math.abs(nanos);
    if (size < 999.5) {
      return number(nanos) + " ns";
    }
    if (size < 999.5e3) {
      return number(nanos / 1e3) + " µs";
    }
    return size < 999.5e6 ? number(nanos / 1e6) + " ms" : number(nanos / 1e9) + " s";
  }

  private static String number(double value) {
    double size = Math.abs(value);
    String text =
        String.format(Locale.ROOT, size >= 99.95 ? "%.0f" : size >= 9.995 ? "%.1f" : "%.2f", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
