package dev.conctop.export.table;

import dev.conctop.export.part.Excerpt;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Stamps as times in UTC, to the microsecond, always as long. */
final class Moments {
  private static final long SECOND = 1_000_000_000L;
  private static final int DIGITS = 6;
  private static final DateTimeFormatter UTC =
      new DateTimeFormatterBuilder().appendInstant(DIGITS).toFormatter();

  private final Excerpt from;
  private long last = Long.MIN_VALUE;
  private String words = "";

  Moments(Excerpt from) {
    this.from = from;
  }

  /** When it was, such as {@code 2026-05-01T14:03:20.123456Z}. */
  String at(long nanos) {
    if (nanos != last || words.isEmpty()) {
      long wall = from.wallNanos(nanos);
      words =
          UTC.format(
              Instant.ofEpochSecond(Math.floorDiv(wall, SECOND), Math.floorMod(wall, SECOND)));
      last = nanos;
    }
    return words;
  }

  /** How long after the excerpt's first moment, ns. */
  long since(long nanos) {
    return nanos - from.beginNanos();
  }
}
