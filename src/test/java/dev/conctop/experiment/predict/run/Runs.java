package dev.conctop.experiment.predict.run;

import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskSample;
import dev.conctop.sample.task.TaskSample.Step;
import dev.conctop.sample.task.TaskWait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Made-up runs of tasks with 1 ms of work and 7 ms of network. */
public final class Runs {
  private static final double SECOND = 1e9;

  private Runs() {}

  /** A run as it is specified. */
  public static RunSpec spec(String workload, String model, int workers, int inFlight) {
    return new RunRequest(
            workload,
            model,
            Map.of(),
            workers > 0 ? OptionalInt.of(workers) : OptionalInt.empty(),
            OptionalInt.of(inFlight),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty())
        .check(2);
  }

  /**
   * A second under a pool of four.
   *
   * @param tasks that were completed
   * @param runQueue ns a task
   */
  public static RunMeasure block(long tasks, double runQueue) {
    long[] nanos = new long[TaskWait.count()];
    nanos[TaskWait.READY.ordinal()] = tasks * 40_000_000;
    nanos[TaskWait.RUNNING.ordinal()] = (long) (tasks * (1_000_000 + runQueue));
    nanos[TaskWait.NETWORK.ordinal()] = (long) (tasks * (7_000_000 + runQueue));
    Budget workers = new Budget();
    workers.add(Part.ON_CPU, tasks * 1_000_000, Fidelity.EXACT);
    workers.add(Part.RUN_QUEUE, (long) (tasks * 2 * runQueue), Fidelity.EXACT);
    workers.add(Part.NETWORK, tasks * 7_000_000, Fidelity.EXACT);
    workers.add(Part.IDLE, 1_000_000, Fidelity.EXACT);
    return measure(tasks, nanos, workers, samples(runQueue));
  }

  static RunMeasure measure(long tasks, long[] nanos, Budget workers, List<TaskSample> samples) {
    return new RunMeasure(
        new TaskCounts(tasks, tasks, 0, 0, new long[TaskWait.count()], nanos),
        SECOND,
        workers,
        tasks * 1_010_000.0,
        tasks * 10_000.0,
        tasks * 30_000.0,
        0.05,
        0,
        2,
        samples,
        Double.NaN,
        Double.NaN);
  }

  static List<TaskSample> samples(double runQueue) {
    List<TaskSample> samples = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      samples.add(
          new TaskSample(
              List.of(
                  new Step(TaskWait.READY, 40_000_000, false),
                  new Step(TaskWait.RUNNING, (long) (950_000 + runQueue), false),
                  new Step(TaskWait.NETWORK, (long) (7_000_000 + runQueue), false),
                  new Step(TaskWait.RUNNING, 50_000, false))));
    }
    return samples;
  }

  /** What those tasks need. */
  public static TaskNeeds needs() {
    return RunDemands.of(List.of(block(496, 0), block(500, 0), block(498, 0)), false);
  }

  /** A machine of two cores on which a call costs as much as is given. */
  public static Calibration costs() {
    Map<String, Double> calls = new HashMap<>();
    for (ModelSpec.Runtime runtime : ModelSpec.Runtime.values()) {
      Calibration.models(runtime).forEach(model -> calls.put(model, 40_000.0));
      Calibration.handed(runtime)
          .forEach(model -> calls.put(Calibration.full(model), handedNanos(model)));
    }
    calls.put("virtual-threads", 30_000.0);
    calls.put("thread-per-task", 90_000.0);
    calls.put("processes", 120_000.0);
    calls.remove("cpython-free-threaded");
    return new Calibration(
        OptionalDouble.of(1.95),
        calls,
        OptionalDouble.empty(),
        Map.of("cpython-free-threaded", "there is no free-threaded build here"));
  }

  private static double handedNanos(String model) {
    return switch (model) {
      case "thread-pool" -> 10_000.0;
      case "event-loop-offload" -> 40_000.0;
      default -> 60_000.0;
    };
  }
}
