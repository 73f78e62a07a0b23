package dev.conctop.sample.task;

import java.util.OptionalLong;

/**
 * One task with its own budget.
 *
 * @param responseNanos intended start to done
 * @param queueNanos intended start to start
 * @param beginNanos its intended start, since the phase began
 * @param nanosIn time it has spent in each {@link TaskWait}, by ordinal; in all the response. What
 *     is running may have been on a core or in the run queue
 * @param onCpuNanos of the running time, what it was on a core; empty when it was not measured
 * @param thread the name of the thread that ran it; empty when it is not known
 * @param lock the lock that it waited for longest; empty when it waited for none that has a name
 * @param owner the thread that held that lock when the wait began; empty when it is not known
 */
public record SlowTask(
    long responseNanos,
    long queueNanos,
    long beginNanos,
    long[] nanosIn,
    OptionalLong onCpuNanos,
    String thread,
    String lock,
    String owner) {
  public SlowTask {
    if (nanosIn.length != TaskWait.count()) {
      throw new IllegalArgumentException("nanosIn needs one entry a task state");
    }
  }

  /** Time in a state, ns. */
  public long nanos(TaskWait state) {
    return nanosIn[state.ordinal()];
  }

  /** Share of the response in a state, 0 to 1; 0 for a response of no time. */
  public double share(TaskWait state) {
    return responseNanos <= 0 ? 0 : (double) nanos(state) / responseNanos;
  }

  /** The state that took most of it. */
  public TaskWait most() {
    TaskWait most = TaskWait.READY;
    for (int i = 1; i < nanosIn.length; i++) {
      most = nanosIn[i] > nanos(most) ? TaskWait.at(i) : most;
    }
    return most;
  }

  /** The same task with a begin that counts from a later zero. */
  public SlowTask since(long zero) {
    return new SlowTask(
        responseNanos,
        queueNanos,
        Math.max(0, beginNanos - zero),
        nanosIn,
        onCpuNanos,
        thread,
        lock,
        owner);
  }

  /** The same task with its times as exact as anybody is shown. */
  public SlowTask rounded() {
    long[] in = new long[nanosIn.length];
    long before = 0;
    long all = 0;
    for (int i = 0; i < in.length; i++) {
      in[i] = Digits.of(nanosIn[i]);
      before += nanosIn[i];
      all += in[i];
    }
    return new SlowTask(
        before == responseNanos ? all : Digits.of(responseNanos),
        queueNanos == nanos(TaskWait.READY)
            ? in[TaskWait.READY.ordinal()]
            : Digits.of(Math.max(0, queueNanos)),
        Digits.clock(beginNanos),
        in,
        onCpuNanos.isPresent()
            ? OptionalLong.of(Digits.of(onCpuNanos.getAsLong()))
            : OptionalLong.empty(),
        thread,
        lock,
        owner);
  }
}
