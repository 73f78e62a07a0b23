package dev.conctop.sample.task;

/**
 * Tasks of the present phase.
 *
 * @param created tasks whose intended start has come, cumulative in the phase
 * @param completed done without error, cumulative in the phase
 * @param failed done with an error, cumulative in the phase
 * @param cancelled given up before they started, cumulative in the phase
 * @param nowIn tasks in each {@link TaskWait} now, by ordinal
 * @param nanosIn time that tasks (those in flight included) have spent in each {@link TaskWait},
 *     cumulative in the phase, by ordinal
 */
public record TaskCounts(
    long created, long completed, long failed, long cancelled, long[] nowIn, long[] nanosIn) {
  public TaskCounts {
    if (nowIn.length != TaskWait.count() || nanosIn.length != TaskWait.count()) {
      throw new IllegalArgumentException("counts need one entry a task state");
    }
  }

  public static TaskCounts none() {
    return new TaskCounts(0, 0, 0, 0, new long[TaskWait.count()], new long[TaskWait.count()]);
  }

  /** Tasks begun and not ended, ready ones included. */
  public long inFlight() {
    long sum = 0;
    for (long count : nowIn) {
      sum += count;
    }
    return sum;
  }

  /** Share of task time in a state over the phase, 0 to 1; 0 without any task time. */
  public double share(TaskWait state) {
    long sum = 0;
    for (long nanos : nanosIn) {
      sum += nanos;
    }
    return sum == 0 ? 0 : (double) nanosIn[state.ordinal()] / sum;
  }

  /** The same with times in whole 8 µs. */
  public TaskCounts rounded() {
    long[] times = nanosIn.clone();
    for (int i = 0; i < times.length; i++) {
      times[i] = Digits.clock(times[i]);
    }
    return new TaskCounts(created, completed, failed, cancelled, nowIn, times);
  }
}
