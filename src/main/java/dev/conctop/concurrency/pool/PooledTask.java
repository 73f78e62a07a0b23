package dev.conctop.concurrency.pool;

import dev.conctop.concurrency.task.RunOver;
import dev.conctop.concurrency.task.Seat;
import dev.conctop.concurrency.task.Task;
import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.concurrency.thread.ThreadSeat;
import dev.conctop.workload.task.Workload;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A task as a future's work. Either the thread that runs it or who cancels it has the task; one
 * that is cancelled while it runs leaves at its next checkpoint or interruptible wait.
 */
final class PooledTask implements Callable<Boolean> {
  /** How futures of a pool have ended so far. */
  record Tally(AtomicLong done, AtomicLong cancelled) {
    Tally() {
      this(new AtomicLong(), new AtomicLong());
    }
  }

  private final Task task;
  private final Workload workload;
  private final Supplier<ThreadClock> clock;
  private final Tally tally;
  private final AtomicBoolean taken = new AtomicBoolean();
  private volatile @Nullable Future<?> future;

  /**
   * @param clock that of the thread that asks
   */
  PooledTask(Task task, Workload workload, Supplier<ThreadClock> clock, Tally tally) {
    this.task = task;
    this.workload = workload;
    this.clock = clock;
    this.tally = tally;
  }

  /** The future whose work this is; said before it is submitted. */
  void of(Future<?> known) {
    future = known;
  }

  /** Asked of the future: the interrupt comes before it says that it was cancelled. */
  private boolean cancelled() {
    Future<?> known = future;
    return known != null && known.isCancelled();
  }

  @Override
  public Boolean call() {
    if (!taken.compareAndSet(false, true)) {
      return false;
    }
    if (task.begin(new CancellableSeat(clock.get()), System.nanoTime())) {
      Throwable failure = Seat.attempt(task, workload);
      task.end(cancelled() ? new RunOver() : failure, System.nanoTime());
    }
    (task.cancelled() ? tally.cancelled() : tally.done()).incrementAndGet();
    return true;
  }

  /** Its future was cancelled. */
  void cancel() {
    if (taken.compareAndSet(false, true)) {
      task.cancel(System.nanoTime());
      tally.cancelled().incrementAndGet();
    }
  }

  private final class CancellableSeat extends ThreadSeat {
    CancellableSeat(ThreadClock clock) {
      super(clock);
    }

    @Override
    public void checkpoint(Task running) {
      if (cancelled()) {
        throw new RunOver();
      }
      super.checkpoint(running);
    }
  }
}
