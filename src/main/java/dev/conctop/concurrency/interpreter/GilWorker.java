package dev.conctop.concurrency.interpreter;

import dev.conctop.concurrency.gil.GilThread;
import dev.conctop.concurrency.task.RunOver;
import dev.conctop.concurrency.task.Seat;
import dev.conctop.concurrency.task.Task;
import dev.conctop.concurrency.thread.QueueWorkers;
import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.concurrency.thread.Waits;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.Workload;
import java.util.concurrent.Callable;

/**
 * A worker under an interpreter lock. As in CPython it keeps the lock from one task to the next
 * while the queue has more, and lets it go where it would block.
 */
final class GilWorker implements QueueWorkers.Job, Seat {
  private static final String LOCK = "the interpreter lock";

  private final GilThread gil;
  private final ThreadClock clock;
  private final Workload workload;
  private boolean holds;

  GilWorker(GilThread gil, ThreadClock clock, Workload workload) {
    this.gil = gil;
    this.clock = clock;
    this.workload = workload;
  }

  @Override
  public void beforeWait() {
    close();
  }

  @Override
  public void close() {
    if (holds) {
      holds = false;
      gil.drop();
    }
  }

  @Override
  public void run(Task task) {
    if (!holds) {
      // Until the thread has the lock nothing of the task can have started.
      asks(task, System.nanoTime());
      gil.take();
      holds = true;
    }
    if (task.begin(this, System.nanoTime())) {
      Throwable failure = Seat.attempt(task, workload);
      task.end(failure, System.nanoTime());
    }
  }

  /** The task waits for the lock from now on. */
  private void asks(Task task, long now) {
    task.wants(LOCK, gil.holder());
    task.to(TaskWait.GIL, now);
  }

  @Override
  public void checkpoint(Task task) {
    if (gil.dropRequested()) {
      asks(task, System.nanoTime());
      gil.checkpoint();
      task.to(TaskWait.RUNNING, System.nanoTime());
    }
    if (task.abandoned()) {
      throw new RunOver();
    }
  }

  @Override
  public <T> T await(Task task, TaskWait cause, Callable<T> call) throws Exception {
    if (gil.dropRequested()) {
      asks(task, System.nanoTime());
    }
    gil.drop();
    long before = System.nanoTime();
    task.to(cause, before);
    clock.enter(Waits.part(cause), before);
    try {
      return call.call();
    } finally {
      long after = System.nanoTime();
      clock.exit(after);
      asks(task, after);
      gil.take();
      task.to(TaskWait.RUNNING, System.nanoTime());
    }
  }
}
