package dev.conctop.view;

import org.HdrHistogram.Histogram;

/** What a histogram holds, taken out in one pass: percentiles and bins on a log scale. */
final class Spread {
  /** The most values that a histogram of three digits tells apart in an octave. */
  private static final int OCTAVE = 1024;

  private static final double[] NICE = {1, 2, 5, 10};

  private final long[] values;
  private final long[] counts;
  private int size;
  private long total;
  private double weighted;

  private Spread(int most) {
    values = new long[most];
    counts = new long[most];
  }

  static Spread nothing() {
    return new Spread(0);
  }

  static Spread of(Histogram histogram) {
    Spread spread = new Spread(most(histogram));
    if (histogram.getTotalCount() > 0) {
      // From the least to the largest only: the library's iterators begin at nothing.
      long last = histogram.getMaxValue();
      long value = histogram.getMinValue();
      while (value <= last) {
        long count = histogram.getCountAtValue(value);
        if (count > 0) {
          spread.add(histogram.highestEquivalentValue(value), count);
        }
        value = histogram.nextNonEquivalentValue(value);
      }
    }
    return spread;
  }

  /** How many different values there can be: as many as were recorded, or as fit in between. */
  private static int most(Histogram histogram) {
    long recorded = histogram.getTotalCount();
    if (recorded == 0) {
      return 0;
    }
    long least = histogram.getMinValue();
    long largest = histogram.getMaxValue();
    int octaves = Long.numberOfLeadingZeros(least | 1) - Long.numberOfLeadingZeros(largest | 1);
    // Steps only grow from the least value on.
    long steps = (largest - least) / histogram.sizeOfEquivalentValueRange(least) + 1;
    return (int) Math.min(recorded, Math.min(steps, (octaves + 1L) * OCTAVE));
  }

  private void add(long value, long count) {
    values[size] = value;
    counts[size++] = count;
    total += count;
    weighted += (double) value * count;
  }

  long total() {
    return total;
  }

  long min() {
    return size == 0 ? 0 : values[0];
  }

  long max() {
    return size == 0 ? 0 : values[size - 1];
  }

  double mean() {
    return total == 0 ? Double.NaN : weighted / total;
  }

  /** The value that {@code percent} of all values do not exceed, 0 to 100. */
  long percentile(double percent) {
    long wanted = Math.max(1, (long) Math.ceil(percent / 100 * total - 1e-6));
    long seen = 0;
    for (int i = 0; i < size; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return values[i];
      }
    }
    return max();
  }

  /**
   * The largest of 1, 2, 5 times a power of ten that is not above a value: where an axis begins.
   */
  static double niceBelow(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, value))));
    double best = power;
    for (double step : NICE) {
      if (step * power <= value) {
        best = step * power;
      }
    }
    return best;
  }

  /** The smallest of 1, 2, 5 times a power of ten that is above a value: where an axis ends. */
  static double niceAbove(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, value))));
    for (double step : NICE) {
      if (step * power > value) {
        return step * power;
      }
    }
    return 20 * power;
  }

  /** Counts in {@code bins} equal steps of the logarithm from {@code low} to {@code high}. */
  double[] bins(double low, double high, int bins) {
    double[] sums = new double[bins];
    for (int i = 0; i < size; i++) {
      sums[place(values[i], low, high, bins)] += counts[i];
    }
    return sums;
  }

  /** The bin of a value, from 0. */
  static int place(double value, double low, double high, int bins) {
    double share = Math.log(Math.max(value, low) / low) / Math.log(high / low);
    return Math.clamp((long) (share * bins), 0, Math.max(0, bins - 1));
  }
}
