package dev.conctop.experiment.advice.probe;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.experiment.BlockFigures;
import dev.conctop.experiment.advice.probe.AdvicePlan.Test;
import dev.conctop.experiment.advice.probe.Probe.Way;
import dev.conctop.experiment.curve.Slo;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Blocks of probing runs, made up. */
public final class Probes {
  private Probes() {}

  /** Advice on a workload with 64 in flight on two cores. */
  public static AdvicePlan plan(String workload, Runtime runtime) {
    return plan(workload, runtime, 64, "");
  }

  /**
   * The same.
   *
   * @param slo empty for none
   */
  public static AdvicePlan plan(String workload, Runtime runtime, int inFlight, String slo) {
    return new AdvicePlan(
        Catalog.workload(workload),
        runtime,
        Optional.empty(),
        Map.of("delay", "50ms"),
        inFlight,
        OptionalDouble.empty(),
        true,
        slo.isEmpty() ? Optional.empty() : Optional.of(Slo.read(slo)),
        Test.IF_TIME,
        AdvicePlan.USUAL_NANOS,
        2,
        1);
  }

  /** A second with tasks one at a time that compute and wait so long, in ms. */
  public static Probe alone(double cpu, double wait, TaskWait cause) {
    double throughput = 1000 / (cpu + wait);
    return block(Way.ALONE, 1, throughput, cpu * throughput, cause, wait * throughput, 0);
  }

  /** Six of them that differ by a percent or so. */
  public static List<Probe> six(double cpu, double wait, TaskWait cause) {
    List<Probe> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.add(alone(cpu * (1 + 0.004 * (i - 2)), wait * (1 + 0.002 * (3 - i)), cause));
    }
    return all;
  }

  /**
   * A second.
   *
   * @param runningMs what tasks ran in it, in sum
   * @param waitMs what they waited, likewise
   */
  public static Probe block(
      Way way,
      int workers,
      double throughput,
      double runningMs,
      TaskWait cause,
      double waitMs,
      double otherLoad) {
    long[] nanos = new long[TaskWait.count()];
    nanos[TaskWait.RUNNING.ordinal()] = Math.round(runningMs * 1e6);
    nanos[cause.ordinal()] += Math.round(waitMs * 1e6);
    Budget budget = new Budget();
    long cpu = Math.round(Math.min(runningMs, 2000) * 1e6);
    budget.add(Part.ON_CPU, cpu, Fidelity.EXACT);
    budget.add(Part.NETWORK, Math.max(0, workers * 1_000_000_000L - cpu), Fidelity.EXACT);
    budget.addWall(workers * 1_000_000_000L);
    long done = Math.round(throughput);
    return new Probe(
        way,
        workers,
        new BlockFigures(
            0,
            0,
            throughput,
            1e9 / throughput,
            1e9 / throughput,
            1e9 / throughput,
            new TaskCounts(done, done, 0, 0, new long[TaskWait.count()], nanos),
            budget,
            cpu / 1e9 * done / throughput,
            2 * throughput,
            1e8,
            20,
            Double.NaN,
            "io-waiting network",
            new BlockFigures.Surroundings(otherLoad, 0, 2)));
  }
}
