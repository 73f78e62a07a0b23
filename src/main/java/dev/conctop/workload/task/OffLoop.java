package dev.conctop.workload.task;

import dev.conctop.sample.task.TaskWait;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** One thread that makes the blocking calls of loop tasks which no selector knows. */
public final class OffLoop implements AutoCloseable {
  private final ExecutorService thread;

  public OffLoop(String name) {
    thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }

  /** Makes a call for a task, in the order of the tasks; ends the task on its loop. */
  public void run(LoopTask task, TaskWait cause, Callable<?> call) {
    task.waiting(cause);
    try {
      thread.execute(
          () -> {
            try {
              call.call();
              onLoop(task, task::done);
            } catch (Exception e) {
              onLoop(task, () -> task.failed(e));
            }
          });
    } catch (RejectedExecutionException e) {
      task.resumed();
      task.failed(new IllegalStateException("the workload is closed"));
    }
  }

  /** Goes on with a task that waits. */
  public static void onLoop(LoopTask task, Runnable ending) {
    try {
      task.loop()
          .execute(
              () -> {
                task.resumed();
                ending.run();
              });
    } catch (RejectedExecutionException e) {
      // The loop has ended, and its tasks with it.
    }
  }

  /** Interrupts the call under way; tasks that were not begun stay as they are. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
