package dev.conctop.experiment.advice.probe;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.catalog.parameter.ParameterSpec;
import dev.conctop.experiment.curve.Slo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What advice is asked for.
 *
 * @param runtime whose models it is about
 * @param present the model it has now, if somebody said so: it is tested, too
 * @param parameters as written, of the workload and of any model
 * @param inFlight tasks of a closed loop, 1 or more; without meaning in an open loop
 * @param ratePerSecond tasks that come in an open loop; empty in a closed one
 * @param loadSaid whether somebody said how many there are
 * @param slo what the responses are to hold, if somebody said so
 * @param test whether the answer is tested by running it
 * @param nanos how long all of it may take, 5 s or more
 * @param cores that may be used
 * @param seed of the order of the test
 */
public record AdvicePlan(
    WorkloadSpec workload,
    Runtime runtime,
    Optional<ModelSpec> present,
    Map<String, String> parameters,
    int inFlight,
    OptionalDouble ratePerSecond,
    boolean loadSaid,
    Optional<Slo> slo,
    Test test,
    long nanos,
    int cores,
    long seed) {
  /** Tasks in flight when nobody says. */
  public static final int USUAL_IN_FLIGHT = 64;

  /** How long it may take when nobody says. */
  public static final long USUAL_NANOS = 60_000_000_000L;

  public static final long SHORTEST_NANOS = 5_000_000_000L;

  /** The probing run takes no more. */
  private static final long LONGEST_PROBE_NANOS = 12_000_000_000L;

  /** Of a short time the probing run has so much. */
  private static final double PROBE_SHARE = 0.6;

  /** Whether the answer is tested. */
  public enum Test {
    YES,
    NO,

    /** Where the time allows for rounds enough. */
    IF_TIME
  }

  public AdvicePlan {
    parameters = Map.copyOf(parameters);
  }

  /** How long the probing run may take, start included. */
  public long probeNanos() {
    return (long) Math.min(LONGEST_PROBE_NANOS, PROBE_SHARE * nanos);
  }

  public boolean openLoop() {
    return ratePerSecond.isPresent();
  }

  /**
   * A model with the load that is asked about.
   *
   * @param workers empty: as many as it has when nobody says
   * @throws dev.conctop.catalog.parameter.BadInput for a bad value of a parameter
   */
  public RunSpec arm(ModelSpec model, OptionalInt workers) {
    return spec(
        model, workers, openLoop() ? OptionalInt.empty() : OptionalInt.of(inFlight), ratePerSecond);
  }

  /** A model with so many tasks in flight. */
  public RunSpec closed(ModelSpec model, OptionalInt workers, int tasks) {
    return spec(model, workers, OptionalInt.of(tasks), OptionalDouble.empty());
  }

  private RunSpec spec(
      ModelSpec model, OptionalInt workers, OptionalInt tasks, OptionalDouble rate) {
    Map<String, String> its = new LinkedHashMap<>(parameters);
    its.keySet()
        .retainAll(
            RunSpec.parametersOf(workload, model).stream().map(ParameterSpec::name).toList());
    return new RunRequest(
            workload.id(),
            model.id(),
            its,
            model.workers() == ModelSpec.Workers.CHOSEN ? workers : OptionalInt.empty(),
            tasks,
            rate,
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty())
        .check(cores);
  }

  /** The runtime's own models that run the work, those that stand for another's not included. */
  public List<ModelSpec> models() {
    return Catalog.models().stream()
        .filter(model -> model.runtime() == runtime && !model.emulated())
        .filter(model -> Catalog.fits(workload, model))
        .toList();
  }
}
