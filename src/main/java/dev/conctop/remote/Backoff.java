package dev.conctop.remote;

/**
 * How long to wait before a host is tried again: twice as long after each failure, up to a minute,
 * between half of that and all of it by lot, so that a rack that went away together does not come
 * back in one moment.
 */
final class Backoff {
  private static final long FIRST_NANOS = 1_000_000_000L;

  /** The longest wait; the usual one for what will not mend by itself. */
  static final long LONGEST_NANOS = 60_000_000_000L;

  private static final int MOST_DOUBLINGS = 6;

  private Backoff() {}

  /**
   * The wait.
   *
   * @param failures how many in a row, from 1
   * @param lot from 0 to 1
   */
  static long nanos(int failures, double lot) {
    int doublings = Math.clamp(failures - 1L, 0, MOST_DOUBLINGS);
    return jittered(Math.min(LONGEST_NANOS, FIRST_NANOS << doublings), lot);
  }

  static long jittered(long nanos, double lot) {
    return Math.round(nanos * (0.5 + 0.5 * lot));
  }
}
