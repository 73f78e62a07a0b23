package dev.conctop.source;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** When the sampler looks: at a fixed rate that can be changed, until it is over. */
final class Rhythm {
  private volatile long intervalNanos;
  private volatile boolean over;

  Rhythm(long intervalNanos) {
    this.intervalNanos = intervalNanos;
  }

  /** Time from look to look, ns. */
  long intervalNanos() {
    return intervalNanos;
  }

  /** Another rate, at once. */
  void change(long nanos, Thread sampler) {
    intervalNanos = nanos;
    LockSupport.unpark(sampler);
  }

  boolean isOver() {
    return over;
  }

  /** There is no further look. */
  void end(Thread sampler) {
    over = true;
    LockSupport.unpark(sampler);
  }

  /** Waits for a moment between two looks; returns early when the rate changes or it is over. */
  void park(long until) {
    long interval = intervalNanos;
    long now;
    while (!over && interval == intervalNanos && (now = System.nanoTime()) < until) {
      LockSupport.parkNanos(until - now);
    }
  }

  /**
   * Waits for the next look; returns when that is.
   *
   * @param before when the last one was due
   * @param missed told how many looks could not be made in time: they are not made up for, since
   *     rates are over the time that really passed
   */
  long awaitNext(long before, LongConsumer missed) {
    long next = before + intervalNanos;
    long now = System.nanoTime();
    if (now > next) {
      long late = (now - next) / intervalNanos;
      missed.accept(late);
      next += late * intervalNanos;
    }
    while (!over && (now = System.nanoTime()) < next) {
      LockSupport.parkNanos(next - now);
      next = Math.min(next, now + intervalNanos);
    }
    return next;
  }
}
