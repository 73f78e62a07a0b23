package dev.conctop.app.fleet;

import java.util.function.LongSupplier;

/**
 * Has the heap collected when there is much more on it than lives. The looks of many machines
 * outlive the young generation and are garbage a moment later, in the old one; left to itself, the
 * serial collector lets that one grow up to all that it may have before it looks into it. Confined
 * to one thread.
 */
final class Sweeper {
  private static final long EVERY_NANOS = 2_000_000_000L;

  /** So much may lie about, and as much as lives: then a collection is worth its while. */
  private static final long LEAST_BYTES = 24L << 20;

  private final LongSupplier used;
  private final Runnable collect;
  private long limitBytes = 2 * LEAST_BYTES;
  private boolean begun;
  private long lookedNanos;

  /**
   * @param used bytes on the heap, garbage among them
   * @param collect collects all of it, and returns when that is done
   */
  Sweeper(LongSupplier used, Runnable collect) {
    this.used = used;
    this.collect = collect;
  }

  /** Of this program. */
  static Sweeper here() {
    Runtime runtime = Runtime.getRuntime();
    return new Sweeper(() -> runtime.totalMemory() - runtime.freeMemory(), System::gc);
  }

  /** Time has passed. */
  void turn(long nowNanos) {
    if (begun && nowNanos - lookedNanos < EVERY_NANOS) {
      return;
    }
    begun = true;
    lookedNanos = nowNanos;
    if (used.getAsLong() > limitBytes) {
      collect.run();
      limitBytes = 2 * used.getAsLong() + LEAST_BYTES;
    }
  }
}
