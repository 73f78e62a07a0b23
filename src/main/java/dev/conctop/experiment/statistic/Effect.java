package dev.conctop.experiment.statistic;

import java.util.Arrays;

/**
 * How many times as much one arm does as another, from their ratios round by round: the median of
 * all Walsh averages of the ratios' logarithms (Hodges and Lehmann), with an interval of 95 % by
 * exact signed-rank order statistics. Nothing is assumed of the noise but that it is as likely to
 * favour the one as the other.
 *
 * @param ratio 1 when they do the same; NaN when there are no rounds
 * @param low lower end of the interval; NaN with fewer than {@value #LEAST_ROUNDS} rounds
 * @param high its upper end, likewise
 * @param rounds how many ratios there were
 */
public record Effect(double ratio, double low, double high, int rounds) {
  /** With fewer the widest interval holds less than 95 %. */
  public static final int LEAST_ROUNDS = 6;

  /**
   * The effect.
   *
   * @param ratios one a round, above 0
   * @throws IllegalArgumentException for a ratio that is none
   */
  public static Effect of(double[] ratios) {
    double[] logs = logs(ratios);
    int n = logs.length;
    if (n == 0) {
      return new Effect(Double.NaN, Double.NaN, Double.NaN, 0);
    }
    double[] averages = new double[n * (n + 1) / 2];
    int next = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        averages[next++] = (logs[i] + logs[j]) / 2;
      }
    }
    Arrays.sort(averages);
    int count = averages.length;
    double middle = (averages[(count - 1) / 2] + averages[count / 2]) / 2;
    int rank = n < LEAST_ROUNDS ? 0 : SignedRank.intervalRank(n);
    return new Effect(
        Math.exp(middle),
        rank == 0 ? Double.NaN : Math.exp(averages[rank - 1]),
        rank == 0 ? Double.NaN : Math.exp(averages[count - rank]),
        n);
  }

  static double[] logs(double[] ratios) {
    double[] logs = new double[ratios.length];
    for (int i = 0; i < logs.length; i++) {
      if (!(ratios[i] > 0) || Double.isInfinite(ratios[i])) {
        throw new IllegalArgumentException("not a ratio: " + ratios[i]);
      }
      logs[i] = Math.log(ratios[i]);
    }
    return logs;
  }

  /** Whether there are rounds enough for an interval. */
  public boolean hasInterval() {
    return low <= high;
  }

  /** How far the farther end of the interval is from 1, as a logarithm; 0 or more. */
  double furthest() {
    return Math.max(Math.abs(Math.log(low)), Math.abs(Math.log(high)));
  }

  /** How far the nearer end of an interval that does not hold 1 is from it, likewise. */
  double nearest() {
    return Math.min(Math.abs(Math.log(low)), Math.abs(Math.log(high)));
  }

  /** Whether the interval holds 1: the two may do the same. */
  public boolean mayBeNone() {
    return low <= 1 && high >= 1;
  }

  /**
   * Whether the whole interval is within so much of 1.
   *
   * @param within 0.03 for 3 %
   */
  public boolean isWithin(double within) {
    return low >= 1 / (1 + within) && high <= 1 + within;
  }
}
