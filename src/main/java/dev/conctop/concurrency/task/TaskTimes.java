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

  /** What the next wait for a lock, or the present one, is for. */
  private String wanted = "";

  private String holder = "";

  private long longest;
  private String lock = "";
  private String owner = "";

  TaskTimes(long intended) {
    this.intended = intended;
    since = intended;
  }

  /** The thread that calls is the one that runs it. */
  void runs() {
    runner = Thread.currentThread();
  }

  void wants(String name, String heldBy) {
    wanted = name;
    holder = heldBy;
  }

  /** A state is left. */
  void left(TaskWait state, long now) {
    long spent = now - since;
    since = now;
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
    if (state.isLock()) {
      if (spent > longest) {
        longest = spent;
        lock = wanted;
        owner = holder;
      }
      wanted = "";
      holder = "";
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
