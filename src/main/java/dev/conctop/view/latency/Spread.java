package dev.conctop.view.latency;

import dev.conctop.sample.task.ValueCounts;
import org.HdrHistogram.Histogram;

/** What a histogram holds, taken out in one pass: percentiles and bins on a log scale. */
public final class Spread {
  private static final double[] NICE = {1, 2, 5, 10};

  private final ValueCounts values;

  private Spread(ValueCounts values) {
    this.values = values;
  }

  static Spread nothing() {
    return new Spread(ValueCounts.none());
  }

  public static Spread of(Histogram histogram) {
    return new Spread(ValueCounts.of(histogram));
  }

  public long total() {
    return values.total();
  }

  long min() {
    return values.size() == 0 ? 0 : values.value(0);
  }

  long max() {
    return values.max();
  }

  double mean() {
    double weighted = 0;
    for (int i = 0; i < values.size(); i++) {
      weighted += (double) values.value(i) * values.count(i);
    }
    return total() == 0 ? Double.NaN : weighted / total();
  }

  /** The value that {@code percent} of all values do not exceed, 0 to 100. */
  public long percentile(double percent) {
    long wanted = Math.max(1, (long) Math.ceil(percent / 100 * total() - 1e-6));
    long seen = 0;
    for (int i = 0; i < values.size(); i++) {
      seen += values.count(i);
      if (seen >= wanted) {
        return values.value(i);
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
    for (int i = 0; i < values.size(); i++) {
      sums[place(values.value(i), low, high, bins)] += values.count(i);
    }
    return sums;
  }

  /** The bin of a value, from 0. */
  static int place(double value, double low, double high, int bins) {
    double share = Math.log(Math.max(value, low) / low) / Math.log(high / low);
    return Math.clamp((long) (share * bins), 0, Math.max(0, bins - 1));
  }
}
