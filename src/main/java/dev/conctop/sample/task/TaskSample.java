package dev.conctop.sample.task;

import java.util.List;

/**
 * One task that was completed, step by step, drawn at random from all of an interval's: what one
 * task needs of a core and of others, in its order.
 *
 * @param steps in their order, from the intended start to the end; not empty
 */
public record TaskSample(List<Step> steps) {
  /** The most of an interval that are read. */
  public static final int MOST = 32;

  /** The most steps of one task; what goes beyond is added to the last ones. */
  public static final int MOST_STEPS = 32;

  /**
   * Some time in one state.
   *
   * @param state which
   * @param nanos not below 0; what is running may have been on a core or in the run queue, and what
   *     waits may have been woken up later than it could have been
   * @param locked whether the task held a lock that tasks share
   */
  public record Step(TaskWait state, long nanos, boolean locked) {
    public Step {
      if (nanos < 0) {
        throw new IllegalArgumentException("time of a step: " + nanos);
      }
    }
  }

  public TaskSample {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a task without steps");
    }
  }

  /** Time in a state, ns. */
  public long nanos(TaskWait state) {
    long sum = 0;
    for (Step step : steps) {
      sum += step.state() == state ? step.nanos() : 0;
    }
    return sum;
  }

  /** The same task with times as exact as those of histograms. */
  public TaskSample rounded() {
    return new TaskSample(
        steps.stream()
            .map(step -> new Step(step.state(), Digits.of(step.nanos()), step.locked()))
            .toList());
  }
}
