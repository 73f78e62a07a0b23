package dev.conctop.export.html.markup;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as people read them. */
public final class Say {
  private static final long SECOND = 1_000_000_000L;
  private static final double KIBI = 1024;
  private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB"};

  /** A space that does not end a line. */
  public static final String NARROW = "\u00a0";

  private Say() {}

  /** A share of 1: {@code 12.3 %}. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", share * 100) + NARROW + "%";
  }

  /** The same without a fraction. */
  public static String roughly(double share) {
    return share > 0 && share < 0.005
        ? "< 1" + NARROW + "%"
        : Math.round(share * 100) + NARROW + "%";
  }

  /** A time with three figures: {@code 52.1 ms}. */
  public static String time(double nanos) {
    if (nanos < 1e3) {
      return String.format(Locale.ROOT, "%.0f", nanos) + NARROW + "ns";
    }
    if (nanos < 1e6) {
      return three(nanos / 1e3) + NARROW + "µs";
    }
    return nanos < 1e9 ? three(nanos / 1e6) + NARROW + "ms" : three(nanos / 1e9) + NARROW + "s";
  }

  private static String three(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
  }

  /** A round time at an axis: {@code 50 ms}. */
  public static String tick(double nanos) {
    double value = nanos;
    String[] units = {"ns", "µs", "ms"};
    for (String unit : units) {
      if (value < 999.5) {
        return Math.round(value) + NARROW + unit;
      }
      value /= 1000;
    }
    return value < 60 ? Math.round(value) + NARROW + "s" : Math.round(value / 60) + NARROW + "min";
  }

  public static String count(double count) {
    return String.format(Locale.ROOT, "%,.0f", count).replace(',', '\u202f');
  }

  /** Something a second, with as many figures as say something. */
  public static String number(double value) {
    return value >= 100
        ? count(value)
        : String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
  }

  public static String bytes(double bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= KIBI && unit < BYTES.length - 1) {
      value /= KIBI;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f" : "%.1f", value) + NARROW + BYTES[unit];
  }

  /** How long something is, in words: {@code 2 min 5 s}. */
  public static String length(long nanos) {
    long seconds = nanos / SECOND;
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f", nanos / 1e9) + NARROW + "s";
    }
    if (seconds < 3600) {
      return seconds / 60
          + NARROW
          + "min"
          + (seconds % 60 == 0 ? "" : " " + seconds % 60 + NARROW + "s");
    }
    return seconds / 3600
        + NARROW
        + "h"
        + (seconds / 60 % 60 == 0 ? "" : " " + seconds / 60 % 60 + NARROW + "min");
  }

  /** A column's width, which is round: {@code 200 ms}. */
  public static String width(long nanos) {
    if (nanos < SECOND) {
      return nanos / 1_000_000 + NARROW + "ms";
    }
    long seconds = nanos / SECOND;
    return seconds < 60
        ? seconds + NARROW + "s"
        : seconds < 3600 ? seconds / 60 + NARROW + "min" : seconds / 3600 + NARROW + "h";
  }

  /** A time of day. */
  public static String clock(long wallNanos, ZoneId zone) {
    return at(wallNanos, zone).format(DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT));
  }

  /** A date. */
  public static String date(long wallNanos, ZoneId zone) {
    return at(wallNanos, zone).format(DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH));
  }

  /** What is ahead of UTC: {@code UTC+01:00}. */
  public static String zone(long wallNanos, ZoneId zone) {
    String offset = at(wallNanos, zone).getOffset().getId();
    return offset.equals("Z") ? "UTC" : "UTC" + offset;
  }

  /** As machines read it, in UTC to the millisecond. */
  public static String stamp(long wallNanos) {
    long millis = Math.floorMod(wallNanos, SECOND) / 1_000_000;
    return Instant.ofEpochSecond(Math.floorDiv(wallNanos, SECOND), millis * 1_000_000).toString();
  }

  private static ZonedDateTime at(long wallNanos, ZoneId zone) {
    return Instant.ofEpochSecond(Math.floorDiv(wallNanos, SECOND), Math.floorMod(wallNanos, SECOND))
        .atZone(zone);
  }

  /** A word with its number: {@code 1 thread}, {@code 16 threads}. */
  public static String many(long count, String word) {
    return count(count) + NARROW + word + (count == 1 ? "" : word.endsWith("s") ? "es" : "s");
  }
}
