package dev.conctop.report.assertion;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Quantity;
import java.util.Locale;

/** What a figure is told in, and so what it can be compared with. */
public enum Unit {
  /** A whole number. */
  COUNT,
  /** So many a second. */
  RATE,
  /** Cores' worth; 50% is half a core. */
  CORES,
  /** A share of 1, 5% = 0.05. */
  SHARE,
  /** A duration in ns, such as 100ms. */
  NANOS;

  /**
   * Reads what a figure is compared with.
   *
   * @param written the whole assertion, for the message
   * @param percent whether a sign for percent follows
   */
  double read(String written, String name, String value, boolean percent) {
    String where = "--assert '" + written + "': ";
    if (this == NANOS) {
      try {
        return Quantity.duration(percent ? value + "%" : value);
      } catch (BadInput e) {
        throw new BadInput(where + name + " is a duration, such as 100ms");
      }
    }
    if (!value.matches("[0-9]+(\\.[0-9]+)?|\\.[0-9]+")) {
      throw new BadInput(where + "'" + value + "' is not a number");
    }
    if (percent && (this == COUNT || this == RATE)) {
      throw new BadInput(where + name + " is not a share: leave out the %");
    }
    double number = Double.parseDouble(value) / (percent ? 100 : 1);
    if (this == SHARE && number > 1) {
      throw new BadInput(
          where + name + " is a share, 100% at most" + (percent ? "" : "; write " + value + "%"));
    }
    return number;
  }

  /** A value for people. */
  String words(double value) {
    return switch (this) {
      case COUNT -> String.format(Locale.ROOT, "%.0f", value);
      case RATE, CORES -> String.format(Locale.ROOT, "%.2f", value);
      case SHARE -> String.format(Locale.ROOT, "%.1f %%", value * 100);
      case NANOS ->
          value >= 1e9
              ? String.format(Locale.ROOT, "%.3f s", value / 1e9)
              : value >= 1e6
                  ? String.format(Locale.ROOT, "%.2f ms", value / 1e6)
                  : String.format(Locale.ROOT, "%.1f µs", value / 1e3);
    };
  }
}
