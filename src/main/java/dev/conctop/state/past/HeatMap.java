package dev.conctop.state.past;

import dev.conctop.sample.task.ValueCounts;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Response times over time: one column a frame, one row a half octave of latency, counts in the
 * cells.
 */
public final class HeatMap {
  /** Columns kept. */
  public static final int COLUMNS = 400;

  /** Rows: row r holds latencies from {@code 1000 · 2^(r/2)} ns; 1 µs to about 1 h. */
  public static final int ROWS = 64;

  /** The smallest whole ns of each row. */
  private static final long[] FLOORS =
      IntStream.range(0, ROWS).mapToLong(row -> (long) Math.ceil(floorNanos(row))).toArray();

  private final int[][] counts = new int[COLUMNS][ROWS];
  private int next;
  private int size;

  public void add(ValueCounts values) {
    int[] column = counts[next];
    Arrays.fill(column, 0);
    // Values ascend, and a logarithm of each would be most of the work.
    int row = 0;
    for (int i = 0; i < values.size(); i++) {
      long value = values.value(i);
      while (row < ROWS - 1 && value >= FLOORS[row + 1]) {
        row++;
      }
      column[row] += (int) values.count(i);
    }
    next = (next + 1) % COLUMNS;
    size = Math.min(size + 1, COLUMNS);
  }

  /** The smallest latency of a row, ns. */
  public static double floorNanos(int row) {
    return 1000 * Math.pow(2, row / 2.0);
  }

  public int columns() {
    return size;
  }

  /** How many responses the frame {@code ago} frames back had in a row; 0 is the newest frame. */
  public int count(int ago, int row) {
    return ago < size ? counts[Math.floorMod(next - 1 - ago, COLUMNS)][row] : 0;
  }

  HeatMap copy() {
    HeatMap copy = new HeatMap();
    for (int i = 0; i < COLUMNS; i++) {
      System.arraycopy(counts[i], 0, copy.counts[i], 0, ROWS);
    }
    copy.next = next;
    copy.size = size;
    return copy;
  }
}
