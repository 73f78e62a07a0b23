package dev.conctop.concurrency.pool;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What splitting tasks has come to so far. */
public final class SplitFigures {
  /** A part this many times as long as the mean of its task's parts kept the others waiting. */
  private static final double STRAGGLES = 2;

  private final AtomicInteger depth = new AtomicInteger();
  private final AtomicLong stragglers = new AtomicLong();

  /** A task is done whose parts took so long each, ns. */
  public void joined(long[] nanos, int splitDepth) {
    depth.accumulateAndGet(splitDepth, Math::max);
    long sum = 0;
    for (long part : nanos) {
      sum += part;
    }
    double limit = STRAGGLES * sum / nanos.length;
    for (long part : nanos) {
      if (part > limit) {
        stragglers.incrementAndGet();
      }
    }
  }

  /** The most halvings between a task and its parts. */
  public int depth() {
    return depth.get();
  }

  public long stragglers() {
    return stragglers.get();
  }
}
