package dev.conctop.probe.procfs.process;

import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.PartCounts;

/** What was found at the last eight looks. */
final class RecentLooks {
  private static final int LOOKS = 8;

  private final byte[][] looks = new byte[LOOKS][Part.count()];
  private final int[] moved = new int[LOOKS];
  private final int[] sums = new int[Part.count()];
  private int at;
  private int filled;
  private PartCounts counts = PartCounts.none();

  /**
   * A look begins: the oldest is forgotten.
   *
   * @param threads how many threads ran since the look before
   */
  void begin(int threads) {
    at = (at + 1) % LOOKS;
    filled = Math.min(LOOKS, filled + 1);
    moved[at] = threads;
    for (int i = 0; i < sums.length; i++) {
      sums[i] -= looks[at][i];
      looks[at][i] = 0;
    }
  }

  /** Something was found in the look that has begun; 127 of a part at most. */
  void add(Part part) {
    if (looks[at][part.ordinal()] < Byte.MAX_VALUE) {
      looks[at][part.ordinal()]++;
      sums[part.ordinal()]++;
    }
  }

  /** All of them; the same object while they are the same. */
  PartCounts counts() {
    if (!counts.isOf(sums)) {
      counts = PartCounts.of(sums);
    }
    return counts;
  }

  /** Threads that ran, the mean of the looks. */
  double moved() {
    int sum = 0;
    for (int i = 0; i < LOOKS; i++) {
      sum += moved[i];
    }
    return filled == 0 ? 0 : (double) sum / filled;
  }
}
