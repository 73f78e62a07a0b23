package dev.conctop.probe.procfs.file;

import java.util.Arrays;

/** A growing list of ints that is reused. */
public final class IntList {
  private int[] values = new int[64];
  private int size;

  public void clear() {
    size = 0;
  }

  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  public int get(int index) {
    return values[index];
  }

  public int size() {
    return size;
  }

  public void sort() {
    Arrays.sort(values, 0, size);
  }

  /** Whether a value is in the list, which must be sorted. */
  public boolean has(int value) {
    return Arrays.binarySearch(values, 0, size, value) >= 0;
  }

  public int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
