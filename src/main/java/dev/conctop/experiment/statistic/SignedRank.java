package dev.conctop.experiment.statistic;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Wilcoxon's signed-rank sum, whose distribution is exact for differences that are symmetric about
 * nothing, whatever their shape: the sum of the ranks, by size, of the differences above 0.
 */
final class SignedRank {
  /** Up to so many differences the distribution is counted out; above, it is as good as normal. */
  private static final int MOST_EXACT = 200;

  private static final double NORMAL_975 = 1.959964;

  private SignedRank() {}

  /**
   * Which of the sorted Walsh averages, from 1, begins an interval that holds the middle of the
   * differences with 95 % or more; it ends at the same rank from the other end. 0 when all of them
   * together do not.
   *
   * @param n how many differences there are
   */
  static int intervalRank(int n) {
    if (n > MOST_EXACT) {
      double sigma = Math.sqrt(n * (n + 1.0) * (2.0 * n + 1) / 24);
      return (int) Math.max(1, Math.floor(n * (n + 1.0) / 4 - NORMAL_975 * sigma));
    }
    double[] chance = distribution(n);
    double below = 0;
    int rank = 0;
    while (rank < chance.length && below + chance[rank] <= 0.025) {
      below += chance[rank++];
    }
    return rank;
  }

  /**
   * How often the interval from that rank on holds the middle, 0 to 1.
   *
   * @param rank from 1
   */
  static double coverage(int n, int rank) {
    double[] chance = distribution(n);
    double below = 0;
    for (int i = 0; i < rank; i++) {
      below += chance[i];
    }
    return 1 - 2 * below;
  }

  /** The chance of each sum, from 0 to n(n+1)/2. */
  private static double[] distribution(int n) {
    int[] ranks = new int[n];
    for (int i = 0; i < n; i++) {
      ranks[i] = i + 1;
    }
    return sums(ranks);
  }

  /** The chance of each sum of a subset that takes each rank with a chance of a half. */
  private static double[] sums(int[] ranks) {
    double[] chance = new double[Arrays.stream(ranks).sum() + 1];
    chance[0] = 1;
    int most = 0;
    for (int rank : ranks) {
      most += rank;
      for (int sum = most; sum >= 0; sum--) {
        chance[sum] = (chance[sum] + (sum >= rank ? chance[sum - rank] : 0)) / 2;
      }
    }
    return chance;
  }

  /**
   * The chance of a sum at least as far from the middle, if the differences' middle were 0: two
   * sides, ties and all; exact up to {@value #MOST_EXACT} differences, normal above. Differences of
   * 0 are left out; 1 when nothing is left.
   */
  static double chance(double[] differences) {
    double[] sizes = Arrays.stream(differences).filter(d -> d != 0).map(Math::abs).toArray();
    Arrays.sort(sizes);
    // Twice the mean rank of those of one size is a whole number.
    int[] doubled = new int[sizes.length];
    for (int from = 0; from < sizes.length; ) {
      int to = from;
      while (to < sizes.length && sizes[to] == sizes[from]) {
        to++;
      }
      Arrays.fill(doubled, from, to, from + 1 + to);
      from = to;
    }
    int above = 0;
    for (double difference : differences) {
      if (difference > 0) {
        above += doubled[Arrays.binarySearch(sizes, difference)];
      }
    }
    if (sizes.length > MOST_EXACT) {
      return normal(doubled, above);
    }
    double[] chance = sums(doubled);
    int least = Math.min(above, chance.length - 1 - above);
    double tail = 0;
    for (int sum = 0; sum <= least; sum++) {
      tail += chance[sum];
    }
    return Math.min(1, 2 * tail);
  }

  private static double normal(int[] doubled, int above) {
    double mean = Arrays.stream(doubled).sum() / 2.0;
    double variance = Arrays.stream(doubled).mapToDouble(r -> (double) r * r).sum() / 4;
    double away = Math.abs(above - mean) / Math.sqrt(variance);
    return 2 * NormalDistribution.of(0, 1).survivalProbability(away);
  }
}
