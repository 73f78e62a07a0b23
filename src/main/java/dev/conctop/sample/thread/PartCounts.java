package dev.conctop.sample.thread;

import dev.conctop.sample.figure.Part;
import java.util.Arrays;

/** How many looks, or threads, were found at each part of a budget. Immutable. */
public final class PartCounts {
  private static final PartCounts NONE = new PartCounts(new int[Part.count()], 0);

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
    for (int count : counts) {
      all += count;
    }
    return all == 0 ? NONE : new PartCounts(Arrays.copyOf(counts, Part.count()), all);
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
