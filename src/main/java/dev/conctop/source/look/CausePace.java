package dev.conctop.source.look;

import dev.conctop.sample.figure.CauseRate;

/**
 * How often to ask between two looks what threads wait for: as often as is wanted, as long as it
 * does not cost more than it may. Pure; time is given.
 */
public final class CausePace {
  private static final double HUNDRED = 100;

  private static final double SECOND = 1e9;

  /** Asked at least so often besides the looks, a second, so that cheaper times are noticed. */
  private static final double LEAST_HZ = 0.1;

  private static final double SMOOTHING = 0.25;

  /** Asking that took so much longer than usual lost its core meanwhile: no cost of ours. */
  private static final double INTERRUPTED = 8;

  private CauseSettings settings;
  private double costNanos;
  private double credit;
  private long markNanos;
  private long times;
  private long spentNanos;
  private long seen;
  private long windowNanos;
  private long windowTimes;
  private long windowSpent;
  private double recentHz = Double.NaN;
  private double recentCost = Double.NaN;

  public CausePace(CauseSettings settings, long nanos) {
    this.settings = settings;
    mark(nanos);
  }

  /** How often from now on; what it costs to ask is known already. */
  public void settle(CauseSettings now) {
    settings = now;
  }

  /** Measuring begins. */
  public void mark(long nanos) {
    markNanos = nanos;
    windowNanos = nanos;
    times = 0;
    windowTimes = 0;
    spentNanos = 0;
    windowSpent = 0;
    seen = 0;
  }

  /**
   * A look is over.
   *
   * @param intervalNanos until the next one
   * @param inQuestion how many threads would be asked
   * @return how many times to ask until then
   */
  public int looked(long nanos, long intervalNanos, int inQuestion) {
    times++;
    if (nanos - windowNanos >= SECOND) {
      recentHz = (times - windowTimes) * SECOND / (nanos - windowNanos);
      recentCost = (spentNanos - windowSpent) / (double) (nanos - windowNanos);
      windowNanos = nanos;
      windowTimes = times;
      windowSpent = spentNanos;
    }
    double looksHz = SECOND / intervalNanos;
    double extra = Math.max(0, settings.hz() - looksHz);
    if (inQuestion > 0 && costNanos > 0) {
      double affordable = settings.mostCost() * SECOND / costNanos;
      extra = Math.min(extra, Math.max(LEAST_HZ, affordable));
    }
    credit = Math.min(credit + extra * intervalNanos / SECOND, extra * intervalNanos / SECOND + 1);
    // A hundredth for the error of sums of fractions.
    int asks = (int) (credit + 0.01);
    credit -= asks;
    if (inQuestion == 0) {
      // Nobody needs to be asked: that is as good as having asked.
      times += asks;
      return 0;
    }
    return asks;
  }

  /** Threads were asked. */
  public void asked(long tookNanos, int threads) {
    times++;
    seen += threads;
    double took = tookNanos;
    if (costNanos > 0) {
      took = Math.min(took, INTERRUPTED * costNanos);
      costNanos += SMOOTHING * (took - costNanos);
    } else {
      costNanos = took;
    }
    spentNanos += Math.round(took);
  }

  /** How often causes were asked for since measuring began, a second. */
  public CauseRate rate(long nanos) {
    double wall = nanos - markNanos;
    boolean any = wall >= SECOND / 10;
    double meanHz = any ? times * SECOND / wall : Double.NaN;
    double meanCost = any ? spentNanos / wall : Double.NaN;
    return new CauseRate(
        settings.hz(),
        hundredths(recentHz),
        recentCost,
        hundredths(meanHz),
        meanCost,
        settings.mostCost(),
        seen);
  }

  /** More digits nobody is shown. */
  private static double hundredths(double hz) {
    return Double.isNaN(hz) ? hz : Math.round(hz * HUNDRED) / HUNDRED;
  }
}
