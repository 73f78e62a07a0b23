package dev.conctop.experiment.predict.run;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskSample;
import java.util.List;

/**
 * What was seen of a run in some time, as far as what one task needs follows from it: a block of a
 * second or more, or all of a run. NaN is what could not be read.
 *
 * @param tasks of that time; do not change it
 * @param wallNanos how long it was, as whole tasks are counted
 * @param workers the budget of the worker threads, carriers and loops included; do not change it
 * @param cpuNanos CPU time of all the subject's processes
 * @param runtimeNanos of it, that of the runtime's own threads
 * @param serverNanos CPU time of our loopback server, which is on the same machine; NaN without one
 * @param otherCores cores busy with what is none of ours, on average
 * @param steal share of the cores' time that a hypervisor took
 * @param cores how many there are
 * @param samples some of the tasks, step by step; may be none
 * @param lagNanos how late the event loop came to what was ready, mean; NaN without a loop
 * @param queuedThreads virtual threads that waited for a carrier, mean; NaN where it is not known
 */
public record RunMeasure(
    TaskCounts tasks,
    double wallNanos,
    Budget workers,
    double cpuNanos,
    double runtimeNanos,
    double serverNanos,
    double otherCores,
    double steal,
    int cores,
    List<TaskSample> samples,
    double lagNanos,
    double queuedThreads) {
  public RunMeasure {
    samples = List.copyOf(samples);
  }

  /**
   * Whether the threads that run tasks came and went between two looks, so that their budget holds
   * little of what they did.
   */
  boolean unseen() {
    return 2.0 * workers.nanos(Part.ON_CPU) < cpuNanos - runtimeNanos;
  }

  /** CPU time of the threads that run tasks. */
  public double workNanos() {
    return unseen() ? cpuNanos - runtimeNanos : workers.nanos(Part.ON_CPU);
  }

  /** Tasks a second; NaN without any time. */
  public double throughput() {
    return wallNanos > 0 ? tasks.completed() * 1e9 / wallNanos : Double.NaN;
  }
}
