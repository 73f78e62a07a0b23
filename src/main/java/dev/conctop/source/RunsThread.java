package dev.conctop.source;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The thread that starts and ends what is watched, one after the other: both may take a while. */
final class RunsThread {
  private static final long PATIENCE_SECONDS = 6;

  private final ExecutorService runs =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("runs").unstarted(task));

  /** Does something when all before it is done; nothing once the last was said. */
  void execute(Runnable task) {
    try {
      runs.execute(task);
    } catch (RejectedExecutionException e) {
      // The program ends while somebody still presses keys.
    }
  }

  /** Does this last. */
  void last(Runnable task) {
    execute(task);
    runs.shutdown();
  }

  /** Waits until all is done, for six seconds at most. */
  void awaitEnd() throws InterruptedException {
    if (!runs.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      runs.shutdownNow();
    }
  }
}
