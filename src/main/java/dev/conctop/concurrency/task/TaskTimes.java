package dev.conctop.concurrency.task;

import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.TaskWait;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One task's own budget: where its time has gone so far, and which lock it waited for longest. A
 * task that waits for nothing has its sums in two fields; the first wait makes room for the others.
 */
final class TaskTimes {
  private final long intended;
  private long since;
  private long ready;
  private long @Nullable [] waits;
  private @Nullable Thread runner;
  private final @Nullable TaskTrace trace;

  /** What the next wait is for. */
  private String wanted = "";

  private String holder = "";
  private boolean said;

  /** What the present one is for. */
  private String waitsFor = "";

  private String heldBy = "";
  private boolean named;

  private long longest;
  private String lock = "";
  private String owner = "";

  /**
   * @param trace is told each step, if there is one
   */
  TaskTimes(long intended, @Nullable TaskTrace trace) {
    this.intended = intended;
    this.trace = trace;
    since = intended;
  }

  /** The thread that calls is the one that runs it. */
  void runs() {
    runner = Thread.currentThread();
  }

  void wants(String lock, String owner) {
    wanted = lock;
    holder = owner;
    said = true;
  }

  /** A task that runs has got a lock, or has given it back. */
  void holds(boolean lock, long now) {
    if (trace != null) {
      left(TaskWait.RUNNING, now);
      trace.holds(lock);
    }
  }

  /** It has ended without anybody who wants its budget. */
  void over(TaskWait last, long now) {
    if (trace != null) {
      left(last, now);
    }
  }

  /** A state is left for another. */
  void moved(TaskWait from, long now) {
    left(from, now);
    if (said || named) {
      next();
    }
  }

  /** Most tasks never say what they wait for and never come here. */
  private void next() {
    waitsFor = wanted;
    heldBy = holder;
    named = said;
    wanted = "";
    holder = "";
    said = false;
  }

  private void left(TaskWait state, long now) {
    long spent = now - since;
    since = now;
    if (trace != null) {
      trace.add(state, spent);
    }
    if (state == TaskWait.READY) {
      ready += spent;
    } else if (state != TaskWait.RUNNING) {
      waited(state, spent);
    }
  }

  private void waited(TaskWait state, long spent) {
    long[] sums = waits;
    if (sums == null) {
      sums = new long[TaskWait.count()];
      waits = sums;
    }
    sums[state.ordinal()] += spent;
    if (state.isLock() && spent > longest) {
      longest = spent;
      lock = waitsFor;
      owner = heldBy;
    }
  }

  /**
   * The budget of a task that has ended.
   *
   * @param last the state that it ended in
   */
  SlowTask ended(TaskWait last, long started, long now) {
    left(last, now);
    long response = Math.max(0, now - intended);
    long[] sums = waits;
    long[] nanos = sums == null ? new long[TaskWait.count()] : sums.clone();
    nanos[TaskWait.READY.ordinal()] = Math.max(0, ready);
    long others = 0;
    for (long each : nanos) {
      others += each;
    }
    nanos[TaskWait.RUNNING.ordinal()] = Math.max(0, response - others);
    Thread ran = runner;
    return new SlowTask(
        response,
        Math.max(0, started - intended),
        intended,
        nanos,
        OptionalLong.empty(),
        ran == null ? "" : ran.getName(),
        lock,
        owner);
  }
}
