package dev.conctop.experiment.statistic;

import java.util.Arrays;

/**
 * Makes values that follow each other in time into fewer that hardly depend on each other, by means
 * of neighbours: a second of a run is much like the second before, and an interval that took them
 * for independent would be too narrow.
 */
public final class BatchMeans {
  /** From this on neighbours depend on each other. */
  private static final double DEPENDENT = 0.2;

  /** Fewer are not made, as nothing could be told from them. */
  private static final int FEWEST = 8;

  private BatchMeans() {}

  /** The means, in their order; the values themselves where they do not depend on each other. */
  public static double[] of(double[] values) {
    double[] means = values;
    for (int size = 2;
        values.length / size >= FEWEST && correlation(means) > DEPENDENT;
        size *= 2) {
      means = batches(values, size);
    }
    return means;
  }

  private static double[] batches(double[] values, int size) {
    double[] means = new double[values.length / size];
    for (int i = 0; i < means.length; i++) {
      means[i] = Arrays.stream(values, i * size, (i + 1) * size).average().orElseThrow();
    }
    return means;
  }

  /** How much each depends on the one before, −1 to 1; 0 where all are the same. */
  static double correlation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double all = 0;
    double neighbours = 0;
    for (int i = 0; i < values.length; i++) {
      all += (values[i] - mean) * (values[i] - mean);
      neighbours += i == 0 ? 0 : (values[i] - mean) * (values[i - 1] - mean);
    }
    return all == 0 ? 0 : neighbours / all;
  }
}
