package dev.conctop.diagnosis.sign;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.TaskWait;
import java.util.Optional;

/**
 * The figures that a verdict rests on, and nothing else: whoever can state these can be diagnosed.
 *
 * @param workers the worker threads' budget over the time judged
 * @param taskNanos time tasks spent in each {@link dev.conctop.sample.task.TaskWait} over that
 *     time, by ordinal; all zero when there are no tasks
 * @param tasksShareThreads whether waiting tasks hold no thread (virtual threads, event loops)
 * @param workerCount how many threads the budget is of, at least 0
 * @param cores cores that may be used: the machine's, or what the CPU quota leaves of them
 * @param hostBusy mean busy share of the cores, 0 to 1; NaN when unknown
 * @param queueP50 median queue wait, ns; NaN when unknown
 * @param serviceP50 median service time, ns; NaN when unknown
 * @param loopLagP99 99th percentile of the loop lag, ns; NaN when there is no loop
 * @param generatorLateNanos how far the open loop's generator is behind; NaN when there is none
 * @param lessons what the workload has found out about itself
 * @param throttled share of the CPU quota's periods in which it was held back, 0 to 1; NaN when not
 *     measured or without a quota
 * @param foreign what is known of a program of somebody else's; empty for our own subjects
 * @param own what is known of a run of ours
 */
public record Signs(
    Budget workers,
    long[] taskNanos,
    boolean tasksShareThreads,
    int workerCount,
    double cores,
    double hostBusy,
    double queueP50,
    double serviceP50,
    double loopLagP99,
    double generatorLateNanos,
    Lessons lessons,
    double throttled,
    Optional<Foreign> foreign,
    OwnRun own) {
  /** The least share of the tasks' time that their threads must have been seen for. */
  private static final double SEEN = 0.25;

  /** Without a quota. */
  public Signs(
      Budget workers,
      long[] taskNanos,
      boolean tasksShareThreads,
      int workerCount,
      double cores,
      double hostBusy,
      double queueP50,
      double serviceP50,
      double loopLagP99,
      double generatorLateNanos,
      Lessons lessons) {
    this(
        workers,
        taskNanos,
        tasksShareThreads,
        workerCount,
        cores,
        hostBusy,
        queueP50,
        serviceP50,
        loopLagP99,
        generatorLateNanos,
        lessons,
        Double.NaN);
  }

  /** Of our own subjects. */
  public Signs(
      Budget workers,
      long[] taskNanos,
      boolean tasksShareThreads,
      int workerCount,
      double cores,
      double hostBusy,
      double queueP50,
      double serviceP50,
      double loopLagP99,
      double generatorLateNanos,
      Lessons lessons,
      double throttled) {
    this(
        workers,
        taskNanos,
        tasksShareThreads,
        workerCount,
        cores,
        hostBusy,
        queueP50,
        serviceP50,
        loopLagP99,
        generatorLateNanos,
        lessons,
        throttled,
        Optional.empty(),
        OwnRun.NOTHING);
  }

  /** Time that tasks were begun and not done, ns, those that sleep on purpose included. */
  public double begunNanos() {
    double begun = 0;
    for (int i = 0; i < TaskWait.count(); i++) {
      begun += TaskWait.at(i) == TaskWait.READY ? 0 : taskNanos[i];
    }
    return begun;
  }

  /**
   * Whether the budget is of few of the threads that there were: where each task has a thread,
   * those cannot have had less time than their tasks. Threads that live for less than a look or two
   * are not seen, or not known as workers before they end.
   */
  public boolean threadsCameAndWentUnseen() {
    return !tasksShareThreads && workers.wallNanos() < SEEN * begunNanos();
  }

  /** Cores that the workers kept busy on average: CPU time over wall time. */
  public double coresUsed() {
    return workerCount * workers.share(Part.ON_CPU);
  }
}
