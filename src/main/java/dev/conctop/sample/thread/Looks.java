package dev.conctop.sample.thread;

import dev.conctop.sample.figure.Part;

/**
 * What something did at its last eight looks.
 *
 * @param bits four a look, the newest lowest: the part's ordinal and 1; 0 where there was no look
 */
public record Looks(int bits) {
  private static final int BITS = 4;
  private static final int MASK = (1 << BITS) - 1;
  private static final Looks NONE = new Looks(0);

  /** Not looked at yet. */
  public static Looks none() {
    return NONE;
  }

  /** One look more; the same when nothing changes by it. */
  public Looks and(Part part) {
    int more = bits << BITS | (part.ordinal() + 1);
    return more == bits ? this : new Looks(more);
  }

  /** At how many looks it did that. */
  public int count(Part part) {
    int count = 0;
    for (int left = bits; left != 0; left >>>= BITS) {
      count += (left & MASK) == part.ordinal() + 1 ? 1 : 0;
    }
    return count;
  }

  /** How many looks there were, eight at most. */
  public int all() {
    int count = 0;
    for (int left = bits; left != 0; left >>>= BITS) {
      count++;
    }
    return count;
  }
}
