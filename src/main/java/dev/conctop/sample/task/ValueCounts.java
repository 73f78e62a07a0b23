package dev.conctop.sample.task;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * What one series recorded in one interval: each value once, ascending, with how often it came. A
 * histogram of our range takes 270 KB whatever it holds; an interval holds a few dozen values, and
 * some of them come each tenth of a second. Immutable.
 */
public final class ValueCounts {
  /** The most values that a histogram of three digits tells apart in an octave. */
  private static final int OCTAVE = 1024;

  private static final ValueCounts NONE = new ValueCounts(new long[0], new long[0], 0, 0);

  private final long[] values;
  private final long[] counts;
  private final int size;
  private final long total;

  private ValueCounts(long[] values, long[] counts, int size, long total) {
    this.values = values;
    this.counts = counts;
    this.size = size;
    this.total = total;
  }

  public static ValueCounts none() {
    return NONE;
  }

  /** What a histogram holds. */
  public static ValueCounts of(Histogram histogram) {
    if (histogram.getTotalCount() == 0) {
      return NONE;
    }
    Builder builder = new Builder(different(histogram));
    // From the least to the largest only: the library's iterators begin at nothing.
    long last = histogram.getMaxValue();
    long value = histogram.getMinValue();
    while (value <= last) {
      long count = histogram.getCountAtValue(value);
      if (count > 0) {
        builder.add(histogram.highestEquivalentValue(value), count);
      }
      value = histogram.nextNonEquivalentValue(value);
    }
    return builder.whole();
  }

  /** At most so many different values there are: as many as were recorded, or fit in between. */
  private static int different(Histogram histogram) {
    long least = histogram.getMinValue();
    long largest = histogram.getMaxValue();
    int octaves = Long.numberOfLeadingZeros(least | 1) - Long.numberOfLeadingZeros(largest | 1);
    // Steps only grow from the least value on.
    long steps = (largest - least) / histogram.sizeOfEquivalentValueRange(least) + 1;
    long room = Math.min(steps, (octaves + 1L) * OCTAVE);
    return (int) Math.min(histogram.getTotalCount(), room);
  }

  /** How many different values there are. */
  public int size() {
    return size;
  }

  /** A value, ns: the highest of those that the histogram does not tell apart. */
  public long value(int index) {
    return values[index];
  }

  /** How often a value was recorded, above 0. */
  public long count(int index) {
    return counts[index];
  }

  /** How many were recorded in all. */
  public long total() {
    return total;
  }

  /** The largest value, ns; 0 when there is none. */
  public long max() {
    return size == 0 ? 0 : values[size - 1];
  }

  /** The value that half of what was recorded does not pass, ns; 0 when there is none. */
  public long median() {
    long seen = 0;
    for (int i = 0; i < size; i++) {
      seen += counts[i];
      if (seen >= total - seen) {
        return values[i];
      }
    }
    return 0;
  }

  /** Records all of them in a histogram of the same range and digits. */
  public void addTo(Histogram histogram) {
    for (int i = 0; i < size; i++) {
      histogram.recordValueWithCount(values[i], counts[i]);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValueCounts that
        && Arrays.equals(values, 0, size, that.values, 0, that.size)
        && Arrays.equals(counts, 0, size, that.counts, 0, that.size);
  }

  @Override
  public int hashCode() {
    return 31 * size + Long.hashCode(total);
  }

  @Override
  public String toString() {
    return total + " of " + size + " values up to " + max() + " ns";
  }

  /** Takes values in ascending order. */
  public static final class Builder {
    private long[] values;
    private long[] counts;
    private int size;
    private long total;

    public Builder() {
      this(16);
    }

    /**
     * @param expected how many values are expected, above 0
     */
    Builder(int expected) {
      values = new long[expected];
      counts = new long[expected];
    }

    /**
     * Adds a value.
     *
     * @param value above the one before, ns
     * @param count above 0
     * @throws ArithmeticException when more are counted than a long holds
     */
    public void add(long value, long count) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
        counts = Arrays.copyOf(counts, size * 2);
      }
      total = Math.addExact(total, count);
      values[size] = value;
      counts[size++] = count;
    }

    /** What was added since the last {@link #clear}. */
    public ValueCounts build() {
      return size == 0
          ? NONE
          : new ValueCounts(Arrays.copyOf(values, size), Arrays.copyOf(counts, size), size, total);
    }

    /** The same without copying: the builder is not to be used again. */
    private ValueCounts whole() {
      return new ValueCounts(values, counts, size, total);
    }

    /** Forgets what was added and keeps the room for it. */
    public void clear() {
      size = 0;
      total = 0;
    }
  }
}
