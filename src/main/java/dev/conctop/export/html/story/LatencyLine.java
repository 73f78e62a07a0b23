package dev.conctop.export.html.story;

import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.ValueCounts;
import org.HdrHistogram.Histogram;

/**
 * Response times over time: how many there were in each column and each row, a quarter octave of
 * latency, and the percentiles of each column, which are exact: intervals add up. Confined to one
 * thread.
 */
public final class LatencyLine {
  /** Rows: row r holds latencies from {@code 1000 · 2^(r/4)} ns on; 1 µs to about an hour. */
  public static final int ROWS = 128;

  private static final double STEPS = 4;
  private static final double LEAST = 1000;

  private final Bins bins;
  private final long[][] counts;
  private final double[] median;
  private final double[] high;
  private final Histogram column = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
  private int bin = -1;
  private long total;

  LatencyLine(Bins bins) {
    this.bins = bins;
    this.counts = new long[bins.count()][];
    this.median = new double[bins.count()];
    this.high = new double[bins.count()];
  }

  /** Adds an interval that ended at this moment. */
  void add(long at, ValueCounts values) {
    if (values.total() == 0 || at < bins.beginNanos()) {
      return;
    }
    int next = bins.at(at - 1);
    if (next != bin) {
      settle();
      bin = next;
    }
    long[] rows = counts[bin];
    if (rows == null) {
      rows = new long[ROWS];
      counts[bin] = rows;
    }
    for (int i = 0; i < values.size(); i++) {
      rows[row(values.value(i))] += values.count(i);
    }
    total += values.total();
    values.addTo(column);
  }

  /** The last column is whole. */
  void settle() {
    if (bin >= 0 && column.getTotalCount() > 0) {
      median[bin] = column.getValueAtPercentile(50);
      high[bin] = column.getValueAtPercentile(99);
      column.reset();
    }
  }

  /** The row that a latency is in. */
  public static int row(long nanos) {
    if (nanos <= LEAST) {
      return 0;
    }
    return (int) Math.min(ROWS - 1, Math.floor(STEPS * Math.log(nanos / LEAST) / Math.log(2)));
  }

  /** The least latency of a row, ns. */
  public static double floorNanos(int row) {
    return LEAST * Math.pow(2, row / STEPS);
  }

  /** How many responses there were. */
  public long total() {
    return total;
  }

  public long count(int column, int row) {
    long[] rows = counts[column];
    return rows == null ? 0 : rows[row];
  }

  /** The median of a column, ns; 0 where there was no response. */
  public double median(int column) {
    return median[column];
  }

  /** The 99th percentile of a column, ns; 0 where there was no response. */
  public double high(int column) {
    return high[column];
  }
}
