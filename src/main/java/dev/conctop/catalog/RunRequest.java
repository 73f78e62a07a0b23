package dev.conctop.catalog;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.NodeMoment;
import dev.conctop.catalog.parameter.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A run as a person asked for it, not yet checked.
 *
 * @param parameters name → value as written
 * @param workers empty: the model's default
 * @param inFlight empty: the model's default
 * @param ratePerSecond given: an open loop
 */
public record RunRequest(
    String workload,
    String model,
    Map<String, String> parameters,
    OptionalInt workers,
    OptionalInt inFlight,
    OptionalDouble ratePerSecond,
    OptionalLong tasks,
    OptionalLong durationNanos,
    OptionalLong warmUpNanos) {
  /** How long the JIT is warmed when nobody says otherwise. */
  public static final long DEFAULT_WARM_UP_NANOS = 1_000_000_000L;

  /** How many tasks of an open loop may be outstanding when nobody says otherwise. */
  public static final int OPEN_LOOP_CAP = 10_000;

  public RunRequest {
    parameters = new LinkedHashMap<>(parameters);
  }

  public static RunRequest of(String workload, String model, Map<String, String> parameters) {
    return new RunRequest(
        workload,
        model,
        parameters,
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  /** The same for so long; empty: without end, or as many tasks as there are to be. */
  public RunRequest withDuration(OptionalLong nanos) {
    return new RunRequest(
        workload, model, parameters, workers, inFlight, ratePerSecond, tasks, nanos, warmUpNanos);
  }

  /**
   * Checks everything against the catalogue and fills in the defaults.
   *
   * @param cores cores that may be used
   * @throws BadInput naming what is wrong and the nearest right thing
   */
  public RunSpec check(int cores) {
    WorkloadSpec workloadSpec = Catalog.workload(workload);
    ModelSpec modelSpec = Catalog.model(model);
    Engines.check(workloadSpec, modelSpec);
    Parameters checked = RunSpec.parameters(workloadSpec, modelSpec, parameters);
    Servers.check(workloadSpec, modelSpec, checked);
    if (modelSpec.workers() == ModelSpec.Workers.ONE && workers.orElse(1) != 1) {
      throw new BadInput(model + " has one worker, not " + workers.getAsInt());
    }
    if (ratePerSecond.isPresent() && inFlight.isPresent()) {
      throw new BadInput("give either tasks in flight (-c) or a rate (--rate), not both");
    }
    if (tasks.isPresent() && tasks.getAsLong() < 1) {
      throw new BadInput("the number of tasks must be at least 1, not " + tasks.getAsLong());
    }
    if (durationNanos.isPresent() && durationNanos.getAsLong() < 1) {
      throw new BadInput("the duration must be longer than 0");
    }
    int cap =
        ratePerSecond.isPresent()
            ? OPEN_LOOP_CAP
            : inFlight.orElse(
                RunSpec.defaultInFlight(
                    modelSpec, workers.orElse(Math.max(1, cores)), RunSpec.batch(checked), tasks));
    int chosen =
        workers.orElse(
            RunSpec.defaultWorkers(modelSpec, cores, Math.min(cap, RunSpec.MAX_WORKERS)));
    NodeMoment.check(checked, chosen);
    return new RunSpec(
        workloadSpec,
        modelSpec,
        checked,
        chosen,
        cap,
        ratePerSecond,
        tasks,
        durationNanos,
        warmUpNanos.orElse(DEFAULT_WARM_UP_NANOS));
  }
}
