package dev.conctop.experiment;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.task.TaskCounts;

/**
 * What one arm did in one block. NaN is what could not be read.
 *
 * @param arm from 0
 * @param round from 0
 * @param throughput tasks completed a second
 * @param p50 median response, ns
 * @param p99 its 99th percentile, ns
 * @param meanResponse ns
 * @param tasks of the block; do not change it
 * @param workers the worker threads' budget; do not change it
 * @param cpuSeconds CPU time of all its processes
 * @param switches context switches of all its threads
 * @param memoryBytes proportional share of memory, at the end
 * @param threads living ones, at the end
 * @param result what its tasks found, where that is the same for every task
 * @param verdict its class, with the cause: "io-waiting network"
 * @param surroundings what else went on meanwhile
 */
public record BlockFigures(
    int arm,
    int round,
    double throughput,
    double p50,
    double p99,
    double meanResponse,
    TaskCounts tasks,
    Budget workers,
    double cpuSeconds,
    double switches,
    double memoryBytes,
    int threads,
    double result,
    String verdict,
    Surroundings surroundings) {
  /**
   * What else went on on the machine.
   *
   * @param otherLoad cores busy with what is none of ours; NaN when unknown
   * @param steal share of the cores' time that a hypervisor took, 0 to 1; NaN when unknown
   * @param cores how many there are
   */
  public record Surroundings(double otherLoad, double steal, int cores) {
    /** Shares of the machine from which on a block counts as disturbed. */
    private static final double MUCH = 0.1;

    private static final double MUCH_STEAL = 0.05;

    /** Whether others took so much of the machine that the block may not be like the rest. */
    public boolean disturbed() {
      return otherLoad > MUCH * cores || steal > MUCH_STEAL;
    }
  }

  /** The same of another round. */
  public BlockFigures inRound(int other) {
    return new BlockFigures(
        arm,
        other,
        throughput,
        p50,
        p99,
        meanResponse,
        tasks,
        workers,
        cpuSeconds,
        switches,
        memoryBytes,
        threads,
        result,
        verdict,
        surroundings);
  }
}
