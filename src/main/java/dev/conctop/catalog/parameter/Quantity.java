package dev.conctop.catalog.parameter;

import java.util.Locale;

/** What a parameter's value is, how it is written and how it is read. Values are kept as longs. */
public enum Quantity {
  /** Nanoseconds; written with a unit: 500us, 50ms, 10s, 2m. */
  DURATION("duration (ns, us, ms, s, m)"),
  /** Bytes; written plain or with KiB, MiB, GiB (k, m, g). */
  SIZE("bytes (KiB, MiB, GiB)"),
  /** A whole number. */
  COUNT("count"),
  /** true or false, kept as 1 or 0. */
  SWITCH("true|false"),
  /** One of a list of words, kept as the word. */
  CHOICE("word"),
  /** Any text. */
  TEXT("text"),
  /** Where a server is; empty where that is allowed. */
  URL("URL");

  private final String unit;

  Quantity(String unit) {
    this.unit = unit;
  }

  /** The unit as {@code conctop list} shows it. */
  public String unit() {
    return unit;
  }

  /**
   * Reads a duration such as {@code 50ms}, {@code 1.5s} or {@code 2m}.
   *
   * @return nanoseconds
   * @throws BadInput when the number or the unit cannot be read
   */
  public static long duration(String text) {
    return scaled(text, DURATION_UNITS, DURATION_SCALES, "duration", "50ms, 1.5s");
  }

  /**
   * Reads a size such as {@code 4096}, {@code 64KiB} or {@code 1m}.
   *
   * @return bytes
   * @throws BadInput when the number or the unit cannot be read
   */
  public static long size(String text) {
    return scaled(text, SIZE_UNITS, SIZE_SCALES, "size", "4096, 64KiB");
  }

  /** Writes nanoseconds with the largest unit that keeps them whole: {@code 50ms}. */
  public static String formatDuration(long nanos) {
    for (int i = DURATION_UNITS.length - 1; i >= 0; i--) {
      if (nanos % DURATION_SCALES[i] == 0 && (nanos != 0 || i == 2)) {
        return nanos / DURATION_SCALES[i] + DURATION_UNITS[i];
      }
    }
    return nanos + "ns";
  }

  /** Writes bytes with the largest binary unit that keeps them whole: {@code 64KiB}. */
  public static String formatSize(long bytes) {
    String[] units = {"", "KiB", "MiB", "GiB"};
    int unit = 0;
    long value = bytes;
    while (unit < 3 && value != 0 && value % 1024 == 0) {
      value /= 1024;
      unit++;
    }
    return value + units[unit];
  }

  private static final String[] DURATION_UNITS = {"ns", "us", "ms", "s", "m", "h"};
  private static final long[] DURATION_SCALES = {
    1, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000L, 3_600_000_000_000L
  };
  private static final String[] SIZE_UNITS = {"", "b", "k", "kib", "m", "mib", "g", "gib"};
  private static final long[] SIZE_SCALES = {
    1, 1, 1 << 10, 1 << 10, 1 << 20, 1 << 20, 1 << 30, 1 << 30
  };

  private static long scaled(
      String text, String[] units, long[] scales, String what, String examples) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    int split = 0;
    while (split < lower.length()
        && (Character.isDigit(lower.charAt(split)) || lower.charAt(split) == '.')) {
      split++;
    }
    String unit = lower.substring(split).strip();
    for (int i = 0; i < units.length; i++) {
      if (units[i].equals(unit)) {
        try {
          double value = Double.parseDouble(lower.substring(0, split)) * scales[i];
          if (value > Long.MAX_VALUE) {
            break;
          }
          return Math.round(value);
        } catch (NumberFormatException e) {
          break;
        }
      }
    }
    throw new BadInput("'" + text + "' is not a " + what + " (try " + examples + ")");
  }
}
