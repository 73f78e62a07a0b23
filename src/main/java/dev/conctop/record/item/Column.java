package dev.conctop.record.item;

import java.util.Arrays;

/** Whole numbers one after the other, to be packed or as they were unpacked; used again. */
public final class Column {
  private long[] values = new long[64];
  private int size;
  private int next;

  /** Forgets all. */
  public void clear() {
    size = 0;
    next = 0;
  }

  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  public int size() {
    return size;
  }

  /** The number at a place that there is. */
  public long get(int index) {
    return values[index];
  }

  /** All of another one, behind what there is. */
  public void addAll(Column other) {
    for (int i = 0; i < other.size; i++) {
      add(other.values[i]);
    }
  }

  /**
   * Passes over so many.
   *
   * @return the place of the first of them
   * @throws Damaged when there are not so many
   */
  public int pass(int count) throws Damaged {
    if (count < 0 || count > left()) {
      throw new Damaged("numbers are missing");
    }
    next += count;
    return next - count;
  }

  /** How many are still to be read. */
  public int left() {
    return size - next;
  }

  /**
   * The next one.
   *
   * @throws Damaged when there is none
   */
  public long next() throws Damaged {
    if (next == size) {
      throw new Damaged("numbers are missing");
    }
    return values[next++];
  }

  /**
   * The next one, within limits.
   *
   * @param most inclusive
   */
  public int next(int least, int most) throws Damaged {
    long value = next();
    if (value < least || value > most) {
      throw new Damaged(value + " is outside " + least + " … " + most);
    }
    return (int) value;
  }

  /** The next one, of 32 bits. */
  public int next32() throws Damaged {
    return next(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
