package dev.conctop.experiment.curve;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * A figure over its blocks: their median, and an interval that holds the true median with 95 % or
 * more, whatever the blocks' distribution.
 *
 * @param median NaN without blocks
 * @param low lower end of the interval; NaN while it cannot be told
 * @param high its upper end, likewise
 */
public record Estimate(double median, double low, double high) {
  /** With fewer blocks even the least and the most of them hold the median too seldom. */
  public static final int LEAST_BLOCKS = 6;

  /** Nothing is known. */
  public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);

  private static final double SIDE = 0.025;

  /**
   * Of blocks, by the exact order statistics of the median; the interval is unknown with fewer than
   * {@value #LEAST_BLOCKS}.
   *
   * @param blocks their figures; NaN where a block could not tell its own, which then does not
   *     count
   */
  public static Estimate of(double[] blocks) {
    double[] sorted =
        Arrays.stream(blocks).filter(block -> !Double.isNaN(block)).sorted().toArray();
    if (sorted.length == 0) {
      return NONE;
    }
    double median = medianOfSorted(sorted);
    int rank = rank(sorted.length);
    return rank == 0
        ? new Estimate(median, Double.NaN, Double.NaN)
        : new Estimate(median, sorted[rank - 1], sorted[sorted.length - rank]);
  }

  /**
   * Of resampled values: the given median and the middle 95 % of them.
   *
   * @param resampled in any order, at least one
   */
  static Estimate around(double median, double[] resampled) {
    double[] sorted = resampled.clone();
    Arrays.sort(sorted);
    int cut = (int) (SIDE * sorted.length);
    return new Estimate(median, sorted[cut], sorted[sorted.length - 1 - cut]);
  }

  /** Whether there are blocks enough for an interval. */
  public boolean hasInterval() {
    return low <= high;
  }

  static double medianOfSorted(double[] sorted) {
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** Which block from either end, from 1, begins the interval; 0 when none holds 95 %. */
  static int rank(int blocks) {
    BinomialDistribution below = BinomialDistribution.of(blocks, 0.5);
    int rank = 0;
    while (below.cumulativeProbability(rank) <= SIDE) {
      rank++;
    }
    return rank;
  }
}
