package dev.conctop.export.cast;

import java.math.BigDecimal;

/** From a recording's time to a film's. Goes on only. */
final class FilmClock {
  private static final int MICRO = 1000;
  private static final int DIGITS = 6;

  private final CastOptions film;
  private long last;
  private long filmNanos;

  FilmClock(CastOptions film, long beginNanos) {
    this.film = film;
    this.last = beginNanos;
  }

  /** How far the film is at a moment of the recording, seconds. */
  BigDecimal at(long nanos) {
    long passed = (long) (Math.max(0, nanos - last) / film.speed());
    filmNanos += Math.min(passed, film.idleNanos().orElse(Long.MAX_VALUE));
    last = Math.max(last, nanos);
    return BigDecimal.valueOf(filmNanos / MICRO, DIGITS);
  }
}
