package dev.conctop.sample.thread;

import dev.conctop.sample.figure.Part;
import java.util.Arrays;
import java.util.List;

/** How many looks, or threads, were found at each part of a budget. Immutable. */
public final class PartCounts {
  private static final PartCounts NONE = new PartCounts(new int[Part.count()], 0);

  private static final List<PartCounts> ONES = Arrays.stream(Part.values()).map(NONE::and).toList();

  private final int[] counts;
  private final int all;

  private PartCounts(int[] counts, int all) {
    this.counts = counts;
    this.all = all;
  }

  /** Nothing was looked at. */
  public static PartCounts none() {
    return NONE;
  }

  /**
   * Counts.
   *
   * @param counts one a part, by ordinal; copied
   */
  public static PartCounts of(int[] counts) {
    int all = 0;
    int last = 0;
    for (int part = 0; part < counts.length; part++) {
      all += counts[part];
      last = counts[part] == 0 ? last : part;
    }
    // Of thousands of processes each has had one look, at its first thread.
    return all == 1 && counts[last] == 1
        ? ONES.get(last)
        : all == 0 ? NONE : new PartCounts(Arrays.copyOf(counts, Part.count()), all);
  }

  /** One more. */
  public PartCounts and(Part part) {
    int[] more = counts.clone();
    more[part.ordinal()]++;
    return new PartCounts(more, all + 1);
  }

  public int count(Part part) {
    return counts[part.ordinal()];
  }

  public int all() {
    return all;
  }

  /** Whether these are the counts, without making any. */
  public boolean isOf(int[] others) {
    return Arrays.equals(counts, others);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartCounts that && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        text.append(counts[i]).append(Part.at(i).letter());
      }
    }
    return text.toString();
  }
}
