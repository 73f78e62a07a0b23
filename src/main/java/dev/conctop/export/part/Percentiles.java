package dev.conctop.export.part;

import dev.conctop.sample.task.ValueCounts;

/**
 * Percentiles of one interval's values: the least value that so many of a hundred do not pass, as
 * HdrHistogram has it.
 */
public final class Percentiles {
  private static final double ALL = 100;

  private final ValueCounts values;

  private Percentiles(ValueCounts values) {
    this.values = values;
  }

  public static Percentiles of(ValueCounts values) {
    return new Percentiles(values);
  }

  /**
   * A percentile.
   *
   * @param percent 0 to 100
   * @return ns; 0 when there are no values
   */
  public long at(double percent) {
    double share = Math.nextDown(Math.min(percent, ALL)) / ALL;
    long wanted = Math.max(1, (long) Math.ceil(share * values.total()));
    long seen = 0;
    for (int i = 0; i < values.size(); i++) {
      seen += values.count(i);
      if (seen >= wanted) {
        return values.value(i);
      }
    }
    return 0;
  }
}
