package dev.conctop.concurrency.task;

import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.Workload;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Where a task runs: what its thread must do around a wait and at a checkpoint. */
public interface Seat {
  /** Of a task that nobody runs, and of threads that declare nothing. */
  Seat NONE = new Seat() {};

  default void checkpoint(Task task) {
    if (task.abandoned()) {
      throw new RunOver();
    }
  }

  default <T> T await(Task task, TaskWait cause, Callable<T> call) throws Exception {
    task.to(cause, System.nanoTime());
    try {
      return call.call();
    } finally {
      task.to(TaskWait.RUNNING, System.nanoTime());
    }
  }

  /** Runs a task from begin to end on the calling thread. */
  default void run(Task task, Workload workload) {
    if (!task.begin(this, System.nanoTime())) {
      return;
    }
    Throwable failure = attempt(task, workload);
    task.end(failure, System.nanoTime());
  }

  /** Runs the task's work; whatever it throws is its failure, and its thread lives on. */
  static @Nullable Throwable attempt(Task task, Workload workload) {
    try {
      workload.run(task);
      return null;
    } catch (Throwable e) {
      return e;
    } finally {
      // An interrupt meant for this task must not hit the next.
      Thread.interrupted();
    }
  }
}
