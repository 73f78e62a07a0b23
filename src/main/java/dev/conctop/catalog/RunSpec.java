package dev.conctop.catalog;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.ParameterSpec;
import dev.conctop.catalog.parameter.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One run: a workload under a model with its load, checked.
 *
 * @param workers worker threads, processes or carriers, at least 1
 * @param inFlight tasks in flight of a closed loop, at least 1; in an open loop the cap on tasks
 *     outstanding
 * @param ratePerSecond arrivals a second of an open loop; empty in a closed loop
 * @param tasks how many tasks are run in all; empty: until the time is over
 * @param durationNanos how long is measured; empty: until told to stop
 * @param warmUpNanos how long the JIT is warmed before measuring; 0: not at all
 */
public record RunSpec(
    WorkloadSpec workload,
    ModelSpec model,
    Parameters parameters,
    int workers,
    int inFlight,
    OptionalDouble ratePerSecond,
    OptionalLong tasks,
    OptionalLong durationNanos,
    long warmUpNanos) {
  public static final int MAX_WORKERS = 10_000;
  public static final int MAX_IN_FLIGHT = 100_000;

  private static final List<ParameterSpec> NONE = List.of();

  public RunSpec {
    require(workers >= 1 && workers <= MAX_WORKERS, "workers", workers, MAX_WORKERS);
    require(inFlight >= 1 && inFlight <= MAX_IN_FLIGHT, "in flight", inFlight, MAX_IN_FLIGHT);
    if (ratePerSecond.isPresent()
        && !(ratePerSecond.getAsDouble() > 0 && ratePerSecond.getAsDouble() <= 1e7)) {
      throw new BadInput(
          "rate " + ratePerSecond.getAsDouble() + " is outside 0 … 10000000 a second");
    }
  }

  private static void require(boolean holds, String what, long value, long max) {
    if (!holds) {
      throw new BadInput(what + " " + value + " is outside 1 … " + max);
    }
  }

  /** The same with another end. */
  public RunSpec withDuration(OptionalLong nanos) {
    return new RunSpec(
        workload, model, parameters, workers, inFlight, ratePerSecond, tasks, nanos, warmUpNanos);
  }

  /** The same with one parameter changed. */
  public RunSpec with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(parameters.written());
    changed.put(name, value);
    return new RunSpec(
        workload,
        model,
        parameters(workload, model, changed),
        workers,
        inFlight,
        ratePerSecond,
        tasks,
        durationNanos,
        warmUpNanos);
  }

  /** What its workload's parameters are, whatever the model's are. */
  public Map<String, String> workParameters() {
    Map<String, String> its = new LinkedHashMap<>(parameters.written());
    its.keySet().retainAll(workload.parameters().stream().map(ParameterSpec::name).toList());
    return its;
  }

  /** Whether its threads share an interpreter lock, whose switch interval can be set. */
  public boolean hasInterpreterLock() {
    boolean offloads = parameters.has("offload");
    return parameters.has("switch-interval")
        && (!offloads || parameters.text("offload").startsWith("gil"));
  }

  /** Whether tasks arrive by a schedule instead of when others end. */
  public boolean openLoop() {
    return ratePerSecond.isPresent();
  }

  /** Whether it stands for another runtime's way of running tasks; then labelled so everywhere. */
  public boolean emulated() {
    return model.emulated()
        || (parameters.has("offload") && parameters.text("offload").startsWith("gil"));
  }

  /** The specs of all parameters that a workload under a model takes. */
  public static List<ParameterSpec> parametersOf(WorkloadSpec workload, ModelSpec model) {
    List<ParameterSpec> all = new ArrayList<>(workload.parameters());
    all.addAll(model.parameters());
    return all;
  }

  /**
   * Checks {@code given} for this workload and model.
   *
   * @throws BadInput for an unknown name or a bad value
   */
  public static Parameters parameters(
      WorkloadSpec workload, ModelSpec model, Map<String, String> given) {
    List<ParameterSpec> all = parametersOf(workload, model);
    for (ParameterSpec more : workload.server() ? Servers.parameters(given) : NONE) {
      if (all.stream().noneMatch(each -> each.name().equals(more.name()))) {
        all.add(more);
      }
    }
    return Parameters.of(all, given, workload.id() + " under " + model.id());
  }

  /** Tasks that are sent in one message; 1 where there are no messages. */
  public static long batch(Parameters parameters) {
    return parameters.has("batch") ? parameters.number("batch") : 1;
  }

  /** Workers when the user named none: one a core for pools, one for what has one. */
  public static int defaultWorkers(ModelSpec model, int cores, int inFlight) {
    return switch (model.workers()) {
      case ONE -> 1;
      case CHOSEN, CARRIERS -> Math.max(1, cores);
      case PER_TASK -> inFlight;
    };
  }

  /**
   * Tasks in flight when the user named none: as many as workers where workers are chosen, times
   * those of a message; where a task costs little, all of them when their number is given, else 64.
   *
   * @param batch tasks that are sent in one message, 1 where there are no messages
   */
  public static int defaultInFlight(ModelSpec model, int workers, long batch, OptionalLong tasks) {
    return switch (model.workers()) {
      case CHOSEN -> (int) Math.min(MAX_IN_FLIGHT, workers * batch);
      case ONE, PER_TASK, CARRIERS ->
          model.id().equals("sequential")
              ? 1
              : (int) Math.min(10_000, tasks.isPresent() ? Math.max(1, tasks.getAsLong()) : 64);
    };
  }
}
