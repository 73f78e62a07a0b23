package dev.conctop.app.memory;

/**
 * When the whole heap is to be collected. The serial collector lets its old generation grow to the
 * largest heap before it looks at it for the first time, and what a screen needs for some seconds
 * ends up there: beside 2,000 lively threads at 10 Hz it was seen to grow by 0.4 MiB a second,
 * without end but that, while 13 MiB were in use. Confined to one thread.
 */
final class Tidy {
  /** What is used may grow to this much of what was in use before. */
  private static final double GROWTH = 1.2;

  /**
   * And by this, bytes: so much of it may be in the young generation, which is looked at anyway.
   */
  static final long SLACK = 3 << 20;

  /** A collection may take no more than one part in so many of the time. */
  private static final long SHARE = 100;

  private final long first;
  private long live = -1;
  private long notBefore;

  /**
   * @param first when the start is over and all it needed can go, ns
   */
  Tidy(long first) {
    this.first = first;
    notBefore = first;
  }

  /**
   * Whether it is worth the while.
   *
   * @param used of the heap, bytes
   * @param now ns
   */
  boolean due(long used, long now) {
    return now - notBefore >= 0 && (live < 0 || used > live * GROWTH + SLACK);
  }

  /**
   * It has been done.
   *
   * @param used of the heap, afterwards, bytes
   * @param took ns
   * @param now when it was over, ns
   */
  void done(long used, long took, long now) {
    live = used;
    notBefore = Math.max(first, now + took * SHARE);
  }
}
