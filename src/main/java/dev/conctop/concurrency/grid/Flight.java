package dev.conctop.concurrency.grid;

import dev.conctop.concurrency.task.Task;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import org.jspecify.annotations.Nullable;

/**
 * A task on its way. What a member tells of it and what the cluster gives back come on two ways, so
 * each may be the first; whoever has one of them has the task for a moment.
 */
final class Flight {
  final long number;
  private final Task task;
  private @Nullable GridMember on;
  private boolean begun;
  private boolean over;

  Flight(long number, Task task) {
    this.number = number;
    this.task = task;
  }

  /** Whether nobody wants it any more. */
  boolean unwanted() {
    return task.over();
  }

  /** Whether a member runs it. */
  synchronized boolean runs() {
    return on != null && !over;
  }

  /**
   * A member says what it does.
   *
   * @return whether it was begun once before, by a member that has gone or as far as is known has
   */
  synchronized boolean state(GridMember member, TaskWait state, long now) {
    if (over) {
      return false;
    }
    boolean again = begun && on != member;
    if (!begun) {
      begun = true;
      task.started(now);
    }
    on = member;
    task.to(state, now);
    return again;
  }

  /** It has ended in its member; its result is on its way. */
  synchronized void away(long now) {
    if (!over) {
      task.to(TaskWait.IPC, now);
    }
  }

  synchronized void record(Series series, long nanos) {
    if (!over) {
      task.record(series, nanos);
    }
  }

  /** The member has gone; if it ran there it waits to be run again, or to be told lost. */
  synchronized void gone(GridMember member, long now) {
    if (on == member && !over) {
      on = null;
      task.to(TaskWait.READY, now);
    }
  }

  /** Nobody wanted it. */
  void dropped() {
    synchronized (this) {
      over = true;
    }
    task.cancel(System.nanoTime());
  }

  /**
   * Its result is here.
   *
   * @param failure null when there was none
   */
  void ended(long began, long ended, @Nullable Throwable failure) {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      if (!begun) {
        task.started(began);
        task.to(TaskWait.RUNNING, began);
      }
      task.to(TaskWait.IPC, ended);
    }
    // Begins another task, which must not wait for this one's lock.
    task.end(failure, System.nanoTime());
  }
}
