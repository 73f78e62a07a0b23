package dev.conctop.probe.procfs;

import java.util.Arrays;

/** A growing list of ints that is reused. */
final class IntList {
  private int[] values = new int[64];
  private int size;

  void clear() {
    size = 0;
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  int get(int index) {
    return values[index];
  }

  int size() {
    return size;
  }

  void sort() {
    Arrays.sort(values, 0, size);
  }

  /** Whether a value is in the list, which must be sorted. */
  boolean has(int value) {
    return Arrays.binarySearch(values, 0, size, value) >= 0;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
