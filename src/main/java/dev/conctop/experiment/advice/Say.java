package dev.conctop.experiment.advice;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers in words: few digits, and a unit that needs few. */
final class Say {
  private static final int DIGITS = 3;
  private static final double MICRO = 1e3;
  private static final double MILLI = 1e6;
  private static final double SECOND = 1e9;

  private Say() {}

  static String nanos(double nanos) {
    if (nanos == 0) {
      return "0 ms";
    }
    if (nanos < MICRO) {
      return number(nanos) + " ns";
    }
    if (nanos < MILLI) {
      return number(nanos / MICRO) + " µs";
    }
    return nanos < SECOND ? number(nanos / MILLI) + " ms" : number(nanos / SECOND) + " s";
  }

  static String percent(double share) {
    return number(100 * share) + " %";
  }

  static String number(double value) {
    return value >= 1000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : rounded(value, DIGITS, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString();
  }

  static BigDecimal rounded(double value, int digits, RoundingMode mode) {
    return BigDecimal.valueOf(value).round(new MathContext(digits, mode));
  }
}
