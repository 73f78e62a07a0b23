package dev.conctop.experiment.statistic;

import org.apache.commons.statistics.distribution.TDistribution;

/** How many rounds would tell two arms apart, or that they are the same. */
final class RoundsNeeded {
  private static final double SIDE = 0.975;
  private static final int MOST = 1_000_000;

  private RoundsNeeded() {}

  /**
   * Rounds, all in all, after which half the interval's width is about what there is to tell: how
   * far the ratios are from 1 so far, or {@code ln(1 + within)} where that is more. The least n
   * with n ≥ (t s / half)², t of n − 1 degrees of freedom and s the standard deviation of the
   * logarithms so far. At least {@value Effect#LEAST_ROUNDS}.
   *
   * @param ratios two at least
   * @param within 0.03 for 3 %
   * @throws IllegalArgumentException for fewer ratios, or one that is none
   */
  static int inAll(double[] ratios, double within) {
    if (ratios.length < 2) {
      throw new IllegalArgumentException("of " + ratios.length + " rounds nothing is known yet");
    }
    double[] logs = Effect.logs(ratios);
    double s = deviation(logs);
    double half = Math.max(Math.log1p(within), Math.abs(Math.log(Effect.of(ratios).ratio())));
    int low = Effect.LEAST_ROUNDS;
    int high = MOST;
    while (low < high) {
      int n = low + (high - low) / 2;
      double t = TDistribution.of(n - 1).inverseCumulativeProbability(SIDE);
      double needed = t * s / half;
      if (n >= needed * needed) {
        high = n;
      } else {
        low = n + 1;
      }
    }
    return low;
  }

  private static double deviation(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }
}
