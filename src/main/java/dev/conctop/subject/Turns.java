package dev.conctop.subject;

import dev.conctop.wire.Order;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * What a subject that works in blocks has been told: by who reads the orders, to who works. Orders
 * are obeyed in the order they came: within a block, which lasts from its {@code go} to its end,
 * only {@code rest} says something, and no {@code go} takes it back; otherwise only {@code go}
 * does.
 */
final class Turns {
  /** Go and rest, those not obeyed yet. */
  private final Queue<Order> orders = new ArrayDeque<>();

  private boolean stopped;

  synchronized void go(Order.Go go) {
    orders.add(go);
    notifyAll();
  }

  synchronized void rest() {
    orders.add(new Order.Rest());
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
    while (!stopped) {
      Order next = orders.poll();
      if (next instanceof Order.Go go) {
        return Optional.of(go);
      }
      if (next == null) {
        wait();
      }
    }
    return Optional.empty();
  }

  /**
   * Lets a block go on.
   *
   * @param deadline {@link System#nanoTime} at which its phase is over
   * @return whether it was ended before
   */
  synchronized boolean endedBefore(long deadline) throws InterruptedException {
    while (!stopped && !toldToRest()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      // Rounded up, so that a phase is never cut short.
      wait(Math.min(1_000_000_000L, left) / 1_000_000 + 1);
    }
    return true;
  }

  /** Within a block; what came before the order to rest is over and done with. */
  private boolean toldToRest() {
    for (Order next = orders.poll(); next != null; next = orders.poll()) {
      if (next instanceof Order.Rest) {
        return true;
      }
    }
    return false;
  }
}
