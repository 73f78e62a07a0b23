package dev.conctop.sample.task;

/**
 * Times as exact as a histogram has them: what is behind three digits nobody is shown, and it is
 * most of what a recording would have to keep.
 */
public final class Digits {
  /** Binary digits that stay: 1 in 4096, where a histogram's three digits are 1 in 1000. */
  private static final int KEPT = 12;

  /** Times of a clock are whole multiples of 2<sup>13</sup> ns, about 8 µs. */
  private static final int CLOCK_SHIFT = 13;

  private Digits() {}

  /**
   * A span of time to four digits.
   *
   * @param nanos not below 0
   */
  public static long of(long nanos) {
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - KEPT);
    return shift == 0 ? nanos : ((nanos + (1L << (shift - 1))) >> shift) << shift;
  }

  /** A moment, or a sum that grows and is seen as differences: the 8 µs that it is in. */
  public static long clock(long nanos) {
    return nanos >> CLOCK_SHIFT << CLOCK_SHIFT;
  }
}
