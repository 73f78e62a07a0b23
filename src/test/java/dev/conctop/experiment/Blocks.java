package dev.conctop.experiment;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;

/** Blocks made up for tests. */
public final class Blocks {
  private Blocks() {}

  /** One second of a closed loop of 10 tasks that run for a millisecond and else are queued. */
  public static BlockFigures of(int arm, double throughput) {
    return of(arm, throughput, 0);
  }

  /**
   * The same beside other load.
   *
   * @param otherLoad cores
   */
  public static BlockFigures of(int arm, double throughput, double otherLoad) {
    return of(arm, throughput, otherLoad, Double.NaN);
  }

  /**
   * The same of tasks that have a result.
   *
   * @param result what they find
   */
  public static BlockFigures of(int arm, double throughput, double otherLoad, double result) {
    long tasks = Math.round(throughput);
    long[] nanos = new long[TaskWait.count()];
    nanos[TaskWait.RUNNING.ordinal()] = tasks * 1_000_000;
    nanos[TaskWait.READY.ordinal()] = 10_000_000_000L - nanos[TaskWait.RUNNING.ordinal()];
    Budget workers = new Budget();
    workers.add(Part.ON_CPU, nanos[TaskWait.RUNNING.ordinal()], Fidelity.EXACT);
    workers.add(Part.IDLE, Math.max(1, 1_000_000_000 - tasks * 1_000_000), Fidelity.EXACT);
    workers.addWall(1_000_000_000);
    double response = throughput > 0 ? 1e10 / throughput : Double.NaN;
    return new BlockFigures(
        arm,
        0,
        throughput,
        response,
        1.5 * response,
        response,
        new TaskCounts(tasks, tasks, 0, 0, new long[TaskWait.count()], nanos),
        workers,
        tasks / 1000.0,
        2.0 * tasks,
        100 << 20,
        20,
        result,
        "cpu-saturated",
        new BlockFigures.Surroundings(otherLoad, 0, 2));
  }
}
