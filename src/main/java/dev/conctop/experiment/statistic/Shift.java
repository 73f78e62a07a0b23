package dev.conctop.experiment.statistic;

import java.util.Arrays;

/**
 * By how much one sample lies above another that was taken at another time, not pair by pair: the
 * median of all differences (Hodges and Lehmann), with an interval of 95 % by the normal
 * approximation of the rank sum's distribution (Sen; ranks nm/2 ∓ 1.96 √(nm(n+m+1)/12)). Of
 * logarithms it is a ratio.
 *
 * @param value by how much the second is above the first; NaN when one of them is empty
 * @param low lower end of the interval; NaN where there are too few for one
 * @param high its upper end, likewise
 */
public record Shift(double value, double low, double high) {
  /** So many of each at most, since all pairs are formed. */
  public static final int MOST = 1000;

  /** Of fewer the distribution of the rank sum is no normal one. */
  private static final int FEWEST = 4;

  private static final double NORMAL_975 = 1.959964;
  private static final Shift NONE = new Shift(Double.NaN, Double.NaN, Double.NaN);

  /**
   * The difference b − a.
   *
   * @throws IllegalArgumentException for more than {@value #MOST} of either
   */
  public static Shift between(double[] a, double[] b) {
    if (a.length > MOST || b.length > MOST) {
      throw new IllegalArgumentException(a.length + " and " + b.length + " values");
    }
    if (a.length == 0 || b.length == 0) {
      return NONE;
    }
    double[] differences = new double[a.length * b.length];
    int next = 0;
    for (double x : a) {
      for (double y : b) {
        differences[next++] = y - x;
      }
    }
    Arrays.sort(differences);
    int pairs = differences.length;
    double middle = (differences[(pairs - 1) / 2] + differences[pairs / 2]) / 2;
    int rank = rank(a.length, b.length);
    return rank < 1
        ? new Shift(middle, Double.NaN, Double.NaN)
        : new Shift(middle, differences[rank - 1], differences[pairs - rank]);
  }

  /** The ratio b / a of what is above 0; other values are left out of both. */
  public static Shift ratio(double[] a, double[] b) {
    Shift logs = between(logs(a), logs(b));
    return new Shift(Math.exp(logs.value), Math.exp(logs.low), Math.exp(logs.high));
  }

  private static double[] logs(double[] values) {
    return Arrays.stream(values).filter(value -> value > 0).map(Math::log).toArray();
  }

  /** Which of the sorted differences, from 1, begins the interval; below 1: none does. */
  static int rank(int n, int m) {
    if (Math.min(n, m) < FEWEST) {
      return 0;
    }
    double pairs = (double) n * m;
    return (int) Math.floor(pairs / 2 - NORMAL_975 * Math.sqrt(pairs * (n + m + 1) / 12));
  }

  /** Whether there are enough for an interval. */
  public boolean hasInterval() {
    return low <= high;
  }
}
