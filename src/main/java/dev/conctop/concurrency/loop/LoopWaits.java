package dev.conctop.concurrency.loop;

import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.TaskWait;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** How many tasks of a loop wait for what. Changed by the loop, read by any thread. */
final class LoopWaits {
  private final AtomicIntegerArray waiting = new AtomicIntegerArray(TaskWait.count());

  void begin(TaskWait cause) {
    waiting.incrementAndGet(cause.ordinal());
  }

  void end(TaskWait cause) {
    waiting.decrementAndGet(cause.ordinal());
  }

  int sum() {
    int sum = 0;
    for (int i = 0; i < waiting.length(); i++) {
      sum += waiting.get(i);
    }
    return sum;
  }

  /** Asleep in the selector, the loop waits for what its tasks wait for. */
  Part whatFor() {
    if (waiting.get(TaskWait.NETWORK.ordinal()) > 0) {
      return Part.NETWORK;
    }
    return waiting.get(TaskWait.TIMER.ordinal()) > 0 ? Part.SLEEP : Part.IDLE;
  }
}
