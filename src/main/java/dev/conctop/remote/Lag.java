package dev.conctop.remote;

/**
 * What a host's clock differs from the one here by, and so how old its looks are. The two have
 * nothing in common, and a line takes its time. What comes from there arrives after it was stamped,
 * so no arrival can be before its stamp: the least of arrival less stamp is the most that the
 * clocks differ by. What was asked from here was stamped after it was asked: the greatest of
 * question less stamp is the least. The middle of both is taken; it is off by at most half of the
 * quickest way there and back, and right when both ways take as long (Cristian, Probabilistic clock
 * synchronization, 1989; Marzullo and Owicki, 1983). Without an echo, from an older conctop, the
 * quickest look is taken for one that took no time. Bounds give way slowly, since clocks drift.
 * Confined to one thread but for what is said to be for any.
 */
public final class Lag {
  /** A ten-thousandth: more than crystals differ by. */
  private static final long DRIFT = 10_000;

  private boolean known;
  private long most;
  private long mostSinceNanos;
  private boolean asked;
  private long least;
  private long leastSinceNanos;
  private volatile long differenceNanos;
  private volatile long lateNanos;

  /** The clock there may be another one from now on. */
  void forget() {
    known = false;
    asked = false;
    lateNanos = 0;
  }

  /**
   * A look has come.
   *
   * @param arrivedNanos by the clock here
   * @param stampNanos when it was over, by the clock there
   */
  void heard(long arrivedNanos, long stampNanos) {
    arrived(arrivedNanos, stampNanos);
    settle();
    lateNanos = Math.max(0, arrivedNanos - stampNanos - differenceNanos);
  }

  /**
   * A question for the time there was answered.
   *
   * @param askedNanos when it was sent, by the clock here
   * @param stampNanos when it was heard, by the clock there
   * @param arrivedNanos when the answer came, by the clock here
   */
  void echoed(long askedNanos, long stampNanos, long arrivedNanos) {
    if (askedNanos > arrivedNanos) {
      // Nobody asked that: it is made up.
      return;
    }
    arrived(arrivedNanos, stampNanos);
    long bound = askedNanos - stampNanos;
    if (!asked || bound >= least - (arrivedNanos - leastSinceNanos) / DRIFT) {
      least = bound;
      leastSinceNanos = arrivedNanos;
    }
    asked = true;
    if (least > most) {
      // One of the two stood still, as machines do that are suspended: only the newest counts.
      least = bound;
      leastSinceNanos = arrivedNanos;
      most = arrivedNanos - stampNanos;
      mostSinceNanos = arrivedNanos;
    }
    settle();
  }

  private void arrived(long arrivedNanos, long stampNanos) {
    long bound = arrivedNanos - stampNanos;
    if (!known || bound <= most + (arrivedNanos - mostSinceNanos) / DRIFT) {
      most = bound;
      mostSinceNanos = arrivedNanos;
    }
    known = true;
  }

  private void settle() {
    differenceNanos = asked && least <= most ? least + (most - least) / 2 : most;
  }

  /** How long the last look was on its way, ns, as far as that can be known. Any thread. */
  public long lateNanos() {
    return lateNanos;
  }

  /** What time it is there by its clock. Any thread. */
  public long thereNanos(long hereNanos) {
    return hereNanos - differenceNanos;
  }
}
