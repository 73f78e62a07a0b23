package dev.conctop.subject;

import dev.conctop.wire.Order;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a subject that works in blocks has been told: by who reads the orders, to who works. */
final class Turns {
  private Order.@Nullable Go next;
  private boolean rest;
  private boolean stopped;

  synchronized void go(Order.Go go) {
    next = go;
    rest = false;
    notifyAll();
  }

  synchronized void rest() {
    rest = true;
    next = null;
    notifyAll();
  }

  /** No block any more; stays so. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  synchronized boolean stopped() {
    return stopped;
  }

  /** Waits for the next block; empty when there will be none. */
  synchronized Optional<Order.Go> awaitGo() throws InterruptedException {
    while (next == null && !stopped) {
      wait();
    }
    Optional<Order.Go> go = stopped ? Optional.empty() : Optional.ofNullable(next);
    next = null;
    rest = false;
    return go;
  }

  /**
   * Lets a block go on.
   *
   * @param deadline {@link System#nanoTime} at which its phase is over
   * @return whether it was ended before
   */
  synchronized boolean endedBefore(long deadline) throws InterruptedException {
    while (!rest && !stopped) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      // Rounded up, so that a phase is never cut short.
      wait(Math.min(1_000_000_000L, left) / 1_000_000 + 1);
    }
    return true;
  }
}
