package dev.conctop.experiment;

import dev.conctop.sample.task.TaskWait;

/**
 * Why a task of one arm takes longer or shorter than one of another: the mean response's
 * difference, and what of it each state's time makes.
 *
 * @param responseNanos mean response of the arm less that of the reference; NaN when one has no
 *     task
 * @param nanos by state, by ordinal: time a task spends in it, less the reference's
 * @param closureError what the states' sum differs by from the whole, as a share of the longer mean
 *     response; NaN likewise
 */
public record Difference(double responseNanos, double[] nanos, double closureError) {
  static Difference of(ArmEstimate arm, ArmEstimate reference) {
    double[] nanos = new double[TaskWait.count()];
    double sum = 0;
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = arm.perTask(TaskWait.at(i)) - reference.perTask(TaskWait.at(i));
      sum += nanos[i];
    }
    double whole = arm.responseNanos() - reference.responseNanos();
    double longer = Math.max(arm.responseNanos(), reference.responseNanos());
    return new Difference(whole, nanos, Math.abs(whole - sum) / longer);
  }

  /** What a closed budget may be off by. */
  private static final double CLOSED = 0.05;

  /**
   * Whether the states' times are those of the responses. They are not where a block is shorter
   * than a task is there: those that end in it are not those that are waited for in it.
   */
  public boolean closed() {
    return closureError <= CLOSED;
  }

  /** Whether there is anything to tell. */
  public boolean known() {
    return !Double.isNaN(closureError);
  }

  /** The state that makes most of it. */
  public TaskWait most() {
    int most = 0;
    for (int i = 1; i < nanos.length; i++) {
      if (Math.abs(nanos[i]) > Math.abs(nanos[most])) {
        most = i;
      }
    }
    return TaskWait.at(most);
  }
}
