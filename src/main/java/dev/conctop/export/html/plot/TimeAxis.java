package dev.conctop.export.html.plot;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Marks of a time: whole seconds, minutes or hours, not too many of them. */
public final class TimeAxis {
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final int MOST = 10;

  /** Up to here seconds since the beginning say more than the time of day. */
  private static final long SHORT = 2 * MINUTE;

  private static final long[] STEPS = {
    SECOND / 10,
    SECOND / 5,
    SECOND / 2,
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    24 * HOUR
  };

  private TimeAxis() {}

  /**
   * The marks: seconds since the beginning of what is short, times of day of what is long.
   *
   * @param wallNanos what time the beginning was, ns since 1970
   * @param length ns, above 0
   */
  public static List<Tick> of(long wallNanos, long length, ZoneId zone) {
    long step = STEPS[STEPS.length - 1];
    for (int i = STEPS.length - 1; i >= 0 && length / STEPS[i] <= MOST; i--) {
      step = STEPS[i];
    }
    boolean brief = length <= SHORT;
    // Whole hours of the zone, not of UTC.
    long local = brief ? 0 : wallNanos + offset(wallNanos, zone);
    List<Tick> ticks = new ArrayList<>();
    long first = Math.floorMod(-local, step);
    for (long at = first; at <= length && ticks.size() < MOST * 3; at += step) {
      String label = brief ? sinceBegin(at, step) : clock(wallNanos + at, step, zone);
      ticks.add(new Tick((double) at / length, label, ticks.size() % 2 == 0));
    }
    return ticks;
  }

  private static long offset(long wallNanos, ZoneId zone) {
    return at(wallNanos, zone).getOffset().getTotalSeconds() * SECOND;
  }

  private static ZonedDateTime at(long wallNanos, ZoneId zone) {
    return Instant.ofEpochSecond(Math.floorDiv(wallNanos, SECOND), Math.floorMod(wallNanos, SECOND))
        .atZone(zone);
  }

  private static String sinceBegin(long nanos, long step) {
    return step < SECOND
        ? String.format(Locale.ROOT, "%.1f s", nanos / 1e9)
        : nanos / SECOND + " s";
  }

  private static String clock(long wallNanos, long step, ZoneId zone) {
    ZonedDateTime time = at(wallNanos, zone);
    return step % MINUTE == 0
        ? String.format(Locale.ROOT, "%02d:%02d", time.getHour(), time.getMinute())
        : String.format(
            Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
  }
}
