package dev.conctop.app.recording.moment;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Quantity;
import dev.conctop.sample.figure.CleanText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * Times in a recording, as people write them.
 *
 * @param beginNanos its first moment, by the clock of its stamps
 * @param endNanos its last moment
 * @param wallNanos what time the first moment was, ns since 1970
 * @param zone where times of day are meant
 */
public record Moments(long beginNanos, long endNanos, long wallNanos, ZoneId zone) {
  private static final long SECOND = 1_000_000_000L;
  private static final int LONGEST_SHOWN = 40;

  /**
   * The moment that is meant.
   *
   * @param written a time of day ({@code 14:03}, {@code 14:03:20}), with its date ({@code
   *     2026-05-01T14:03}), or so much after or before a moment ({@code +30s}, {@code -2m})
   * @param hereNanos that moment
   * @throws BadInput in one line when it is none, or not in the recording
   */
  public long of(String written, long hereNanos) {
    boolean back = written.startsWith("-");
    if (back || written.startsWith("+")) {
      long nanos = step(written);
      return Math.clamp(back ? hereNanos - nanos : hereNanos + nanos, beginNanos, endNanos);
    }
    long nanos = beginNanos + (wall(written) - wallNanos);
    if (nanos < beginNanos - SECOND || nanos > endNanos + SECOND) {
      throw new BadInput(
          "'"
              + written
              + "' is not in the recording, which is from "
              + clock(beginNanos)
              + " to "
              + clock(endNanos));
    }
    return Math.clamp(nanos, beginNanos, endNanos);
  }

  /**
   * The moment that is meant where nothing is shown yet: what is given as so much before is before
   * the end, what is so much after is after the beginning.
   *
   * @throws BadInput in one line when it is none, or not in the recording
   */
  public long of(String written) {
    return of(written, written.startsWith("-") ? endNanos : beginNanos);
  }

  private static long step(String written) {
    try {
      return Quantity.duration(written.substring(1));
    } catch (BadInput e) {
      throw none(written);
    }
  }

  private static BadInput none(String written) {
    return new BadInput(
        "'" + CleanText.clean(written, LONGEST_SHOWN) + "' is no time, such as 14:03:20 or +30s");
  }

  private long wall(String written) {
    try {
      if (written.contains("T")) {
        return nanos(LocalDateTime.parse(written));
      }
      LocalTime time = LocalTime.parse(written.indexOf(':') == 1 ? "0" + written : written);
      LocalDate day = at(beginNanos).toLocalDate();
      long nanos = nanos(LocalDateTime.of(day, time));
      // Past midnight.
      return nanos < wallNanos - SECOND ? nanos(LocalDateTime.of(day.plusDays(1), time)) : nanos;
    } catch (DateTimeParseException e) {
      throw none(written);
    }
  }

  private long nanos(LocalDateTime time) {
    Instant instant = time.atZone(zone).toInstant();
    return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano());
  }

  /** A stamp as a date and time of day. */
  public LocalDateTime at(long nanos) {
    long wall = wallNanos + (nanos - beginNanos);
    Instant instant =
        Instant.ofEpochSecond(Math.floorDiv(wall, SECOND), Math.floorMod(wall, SECOND));
    return LocalDateTime.ofInstant(instant, zone);
  }

  /** A stamp as a time of day, to the second. */
  public String clock(long nanos) {
    LocalTime time = at(nanos).toLocalTime();
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
  }

  /** What time the first moment was in that zone, ns since a midnight that began 1970 there. */
  public long localWallNanos() {
    return wallNanos + at(beginNanos).atZone(zone).getOffset().getTotalSeconds() * SECOND;
  }
}
