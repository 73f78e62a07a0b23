package dev.conctop.concurrency.thread;

import dev.conctop.concurrency.task.Seat;
import dev.conctop.concurrency.task.Task;
import dev.conctop.sample.task.TaskWait;
import java.util.concurrent.Callable;

/** A platform thread of its own that declares its waits. */
public class ThreadSeat implements Seat {
  private final ThreadClock clock;

  public ThreadSeat(ThreadClock clock) {
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
