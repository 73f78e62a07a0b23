package dev.conctop.experiment.predict.run;

import dev.conctop.experiment.predict.Observed.Block;
import dev.conctop.experiment.predict.task.Demands;
import dev.conctop.experiment.predict.task.TaskSource;
import dev.conctop.experiment.predict.task.TaskVector.Burst;
import dev.conctop.sample.task.TaskWait;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one task needs, whatever runs it, as it was measured in one run. Means are nanoseconds a
 * task. Waits for a core, a worker, a lock or an interpreter lock are no part of it: they are what
 * the model made of the needs.
 *
 * @param tasks how many were completed meanwhile
 * @param throughput of that run, tasks a second
 * @param cpuNanos D_c: on a core, what the measured model adds included, without the runtime's own
 *     threads
 * @param waitNanos D_w: waits outside by their cause: NETWORK, DISK, TIMER and IPC; none of 0
 * @param besideNanos CPU time on the same machine that a task costs beside its worker: of our
 *     loopback server, and of the runtime's own threads where those do much
 * @param unknownShare of the worker threads' time that was not idle, 0 to 1, of which is not known
 *     where it went
 * @param otherCores cores that were busy with what is none of ours; 0 where that is not known
 * @param othersSaturate whether others took so much of the machine that the run tells little
 * @param cores how many there are
 * @param sampled how many tasks were seen step by step; of 0 only means are known
 * @param source the tasks themselves
 * @param blocks the same block by block
 */
public record TaskNeeds(
    long tasks,
    double throughput,
    double cpuNanos,
    Map<TaskWait, Double> waitNanos,
    double besideNanos,
    double unknownShare,
    double otherCores,
    boolean othersSaturate,
    int cores,
    int sampled,
    TaskSource source,
    List<Block> blocks) {
  public TaskNeeds {
    Map<TaskWait, Double> copy = new EnumMap<>(TaskWait.class);
    copy.putAll(waitNanos);
    waitNanos = Map.copyOf(copy);
    blocks = List.copyOf(blocks);
  }

  /** D_w: all waits outside. */
  public double allWaitNanos() {
    return waitNanos.values().stream().mapToDouble(each -> each).sum();
  }

  /** A cause's wait; 0 where there is none. */
  public double wait(TaskWait cause) {
    return waitNanos.getOrDefault(cause, 0.0);
  }

  /** D_l: a lock that tasks share is held; 0 also where tasks were not seen step by step. */
  public double lockedNanos() {
    return source.mean(burst -> burst.locked() ? burst.cpuNanos() + burst.waitNanos() : 0);
  }

  /** n_b: waits outside a task. */
  public double calls() {
    return source.mean(burst -> burst.waitNanos() > 0 ? 1 : 0);
  }

  /**
   * Which share of the cores the run used, 0 to 1: its own work, and what was done for it beside.
   */
  public double busy() {
    return throughput * (cpuNanos + besideNanos) / 1e9 / cores;
  }

  /** u: the share of work in work and waits, 0 to 1; NaN when a task takes no time. */
  public double cpuShare() {
    return cpuNanos / (cpuNanos + allWaitNanos());
  }

  /** As the predictor takes them. */
  public Demands demands() {
    double calls = calls();
    return Demands.of(source).withServedNanos(calls > 0 ? besideNanos / calls : 0);
  }

  /** The longest burst of work between two waits that is to be expected, ns: the mean. */
  public double burstNanos() {
    double bursts = source.mean(burst -> burst.cpuNanos() > 0 ? 1 : 0);
    return bursts > 0 ? source.mean(Burst::cpuNanos) / bursts : 0;
  }
}
