package dev.conctop.concurrency.task;

import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.TaskContext;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One task from its intended start to its end. Belongs to one thread at a time; models hand it on
 * through queues, which order what the threads do.
 */
public final class Task implements TaskContext {
  private final TaskLedger ledger;
  private final TaskOwner owner;
  private final long intended;
  private final @Nullable TaskTrace trace;
  private final TaskTimes times;
  private TaskWait state = TaskWait.READY;
  private Seat seat = Seat.NONE;
  private long started;
  private boolean ended;
  private boolean cancelled;
  private @Nullable Executor home;

  /**
   * @param intended when it should start, {@link System#nanoTime}
   */
  Task(TaskLedger ledger, TaskOwner owner, long intended) {
    this.ledger = ledger;
    this.owner = owner;
    this.intended = intended;
    trace = ledger.trace(intended);
    times = new TaskTimes(intended, trace);
    ledger.created(intended);
  }

  /**
   * Somebody is about to run it.
   *
   * @return false when the run is over; the task is dropped then and must not be run
   */
  public boolean begin(Seat where, long now) {
    if (owner.over()) {
      cancel(now);
      return false;
    }
    seat = where;
    started = now;
    times.runs();
    to(TaskWait.RUNNING, now);
    return true;
  }

  /** It runs in another process since {@code now}, which the calling thread stands for. */
  public void started(long now) {
    started = now;
    times.runs();
  }

  /** Whoever runs it hands its end to this executor: to the loop that waits for its result. */
  public void endsAt(Executor executor) {
    home = executor;
  }

  public void to(TaskWait next, long now) {
    if (!ended && next != state) {
      ledger.moved(state, next, now);
      times.moved(state, now);
      state = next;
    }
  }

  public TaskWait state() {
    return state;
  }

  /** Whether it is under way and waits for something. */
  public boolean waits() {
    return !ended && state != TaskWait.READY && state != TaskWait.RUNNING;
  }

  public boolean over() {
    return owner.over();
  }

  public boolean abandoned() {
    return owner.abandoned();
  }

  /** It never started. */
  public void cancel(long now) {
    finish(TaskLedger.Ending.CANCELLED, "", now);
  }

  /** It ran to its end, or to a failure. Later calls change nothing. */
  public void end(@Nullable Throwable failure, long now) {
    Executor back = home;
    if (back == null) {
      endHere(failure, now);
    } else {
      home = null;
      to(TaskWait.READY, now);
      back.execute(() -> endHere(failure, System.nanoTime()));
    }
  }

  private void endHere(@Nullable Throwable failure, long now) {
    if (failure == null) {
      finish(TaskLedger.Ending.COMPLETED, "", now);
    } else if (failure instanceof RunOver
        || (abandoned() && failure instanceof InterruptedException)) {
      finish(TaskLedger.Ending.CANCELLED, "", now);
    } else {
      finish(TaskLedger.Ending.FAILED, ErrorText.of(failure), now);
    }
  }

  private void finish(TaskLedger.Ending ending, String error, long now) {
    if (ended) {
      return;
    }
    ended = true;
    cancelled = ending == TaskLedger.Ending.CANCELLED;
    if (ledger.ended(state, ending, now)) {
      if (ending == TaskLedger.Ending.COMPLETED) {
        // First, so that whoever has seen the response finds the budget, too.
        if (ledger.wants(now - intended)) {
          ledger.keep(times.ended(state, started, now));
        } else {
          times.over(state, now);
        }
        if (trace != null) {
          ledger.keep(trace);
        }
        ledger.record(Series.QUEUE, started - intended);
        ledger.record(Series.SERVICE, now - started);
        ledger.record(Series.RESPONSE, now - intended);
      } else if (ending == TaskLedger.Ending.FAILED) {
        ledger.error(error);
      }
    }
    owner.ended(this, ending, now);
  }

  /** Whether it ended without a result that anybody wants. */
  public boolean cancelled() {
    return cancelled;
  }

  /** When it was begun; 0 when it was not. */
  public long started() {
    return started;
  }

  @Override
  public void checkpoint() {
    seat.checkpoint(this);
  }

  @Override
  public <T> T await(TaskWait cause, Callable<T> call) throws Exception {
    return seat.await(this, cause, call);
  }

  @Override
  public void wants(String lock, String owner) {
    times.wants(lock, owner);
  }

  @Override
  public void holds(boolean lock) {
    if (trace != null) {
      times.holds(lock, System.nanoTime());
    }
  }

  @Override
  public void record(Series series, long nanos) {
    ledger.record(series, nanos);
  }
}
