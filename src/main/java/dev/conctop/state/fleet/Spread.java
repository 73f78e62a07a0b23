package dev.conctop.state.fleet;

import java.util.Arrays;

/**
 * One figure over several hosts.
 *
 * @param low the least
 * @param median the middle one; of two the mean of both
 * @param high the greatest
 */
public record Spread(double low, double median, double high) {
  /**
   * Of some values.
   *
   * @param values one at least, none NaN
   */
  public static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("there is no spread of nothing");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(sorted[0], median, sorted[sorted.length - 1]);
  }
}
