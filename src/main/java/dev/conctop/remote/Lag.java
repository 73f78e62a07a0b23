package dev.conctop.remote;

/**
 * How late a host's looks come, from their stamps and when they arrive. The two clocks have nothing
 * in common: the least difference seen is taken for a look that was not late, and is let grow
 * slowly, since clocks drift. Confined to one thread but for what is said to be for any.
 */
public final class Lag {
  /** A ten-thousandth: more than crystals differ by. */
  private static final long DRIFT = 10_000;

  private boolean known;
  private volatile long leastDifference;
  private long leastSinceNanos;
  private volatile long lateNanos;

  /** The clock there may be another one from now on. */
  void forget() {
    known = false;
    lateNanos = 0;
  }

  /**
   * A look has come.
   *
   * @param arrivedNanos by the clock here
   * @param stampNanos when it was over, by the clock there
   */
  void heard(long arrivedNanos, long stampNanos) {
    long difference = arrivedNanos - stampNanos;
    long least =
        known
            ? Math.min(difference, leastDifference + (arrivedNanos - leastSinceNanos) / DRIFT)
            : difference;
    if (!known || least != leastDifference) {
      leastDifference = least;
      leastSinceNanos = arrivedNanos;
    }
    known = true;
    lateNanos = difference - least;
  }

  /** How much later than the quickest the last look came, ns. Any thread. */
  public long lateNanos() {
    return lateNanos;
  }

  /** What time it is there by its clock. Any thread. */
  public long thereNanos(long hereNanos) {
    return hereNanos - leastDifference;
  }
}
