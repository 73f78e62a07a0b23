package dev.conctop.concurrency;

import dev.conctop.sample.TaskWait;
import java.util.concurrent.Callable;

/** A platform thread of its own that declares its waits. */
class ThreadSeat implements Seat {
  private final ThreadClock clock;

  ThreadSeat(ThreadClock clock) {
    this.clock = clock;
  }

  @Override
  public <T> T await(Task task, TaskWait cause, Callable<T> call) throws Exception {
    long before = System.nanoTime();
    task.to(cause, before);
    clock.enter(Waits.part(cause), before);
    try {
      return call.call();
    } finally {
      long after = System.nanoTime();
      clock.exit(after);
      task.to(TaskWait.RUNNING, after);
    }
  }
}
