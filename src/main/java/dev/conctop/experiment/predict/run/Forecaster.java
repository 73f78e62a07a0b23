package dev.conctop.experiment.predict.run;

import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.WorkTraits;
import dev.conctop.experiment.predict.Limit;
import dev.conctop.experiment.predict.Observed;
import dev.conctop.experiment.predict.PastErrors;
import dev.conctop.experiment.predict.Prediction;
import dev.conctop.experiment.predict.Predictor;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Predicts arms from one measured run: the measured arm first, so that it is known whether the rest
 * can be relied upon.
 */
public final class Forecaster {
  /** From this share of the cores on, others make a prediction depend on what they do next. */
  private static final double MOST_OTHERS = 0.1;

  /**
   * Below this use of the cores what a task costs of them says little of what it costs when they
   * are full: cores that go to sleep between tasks wake up slowly, and servers do more a request
   * when requests come one by one (26 % seen).
   */
  private static final double LEAST_BUSY = 0.6;

  private static final long SEED = 1;

  private final RunSpec from;
  private final TaskNeeds needs;
  private final Calibration costs;
  private final Predictor predictor;
  private final Optional<Prediction> control;

  private Forecaster(
      RunSpec from,
      TaskNeeds needs,
      Calibration costs,
      Predictor predictor,
      Optional<Prediction> control) {
    this.from = from;
    this.needs = needs;
    this.costs = costs;
    this.predictor = predictor;
    this.control = control;
  }

  /**
   * One for a run.
   *
   * @param from the run, which some model predicts ({@link Candidates#check})
   * @param past errors on this machine, by ids of models
   */
  public static Forecaster of(RunSpec from, TaskNeeds needs, Calibration costs, PastErrors past) {
    if (!(Modelled.of(from) instanceof Modelled.As as)) {
      throw new IllegalArgumentException(from.model().id());
    }
    Observed observed =
        new Observed(
            as.model(),
            Modelled.load(from),
            needs.demands(),
            needs.blocks(),
            needs.unknownShare(),
            needs.othersSaturate());
    Predictor predictor =
        new Predictor(observed, costs.costs(from, from, needs.otherCores()), past, SEED);
    Forecaster without = new Forecaster(from, needs, costs, predictor, Optional.empty());
    Prediction control = without.predict(from, as);
    OptionalDouble error =
        needs.throughput() > 0 ? control.error(needs.throughput()) : OptionalDouble.empty();
    Predictor controlled = predictor.controlled(error);
    return new Forecaster(
        from,
        needs,
        costs,
        controlled,
        Optional.of(
            new Forecaster(from, needs, costs, controlled, Optional.empty()).predict(from, as)));
  }

  /** What is predicted of the measured arm itself, with its own throughput beside. */
  public Forecast control(String label, OptionalDouble p50) {
    return Forecast.of(from, label, control.orElseThrow()).measured(needs.throughput(), p50);
  }

  /** predicted / measured − 1 of the measured arm itself; empty when it was refused. */
  public OptionalDouble controlError() {
    return predictor.controlError();
  }

  /** What an arm would do. */
  public Forecast forecast(RunSpec arm, String label) {
    Optional<String> entangled = WorkTraits.entangled(arm.workload());
    if (entangled.isPresent()) {
      return Forecast.none(arm, label, entangled.get());
    }
    String lacking = costs.lacking().getOrDefault(Calibration.key(arm), "");
    if (!lacking.isEmpty()) {
      return Forecast.none(arm, label, lacking);
    }
    if (arm.model().runtime() != from.model().runtime()
        && !WorkTraits.sameWorkEverywhere(arm.workload())) {
      return Forecast.none(arm, label, otherRuntime(arm));
    }
    return switch (Modelled.of(arm)) {
      case Modelled.Not(String why) -> Forecast.none(arm, label, why);
      case Modelled.As as -> Forecast.of(arm, label, predict(arm, as));
    };
  }

  private static String otherRuntime(RunSpec arm) {
    return switch (arm.model().runtime()) {
      case JVM ->
          "how long its work takes on the JVM does not follow from CPython: measure -m thread-pool";
      case CPYTHON ->
          "how long its work takes in CPython does not follow from the JVM: measure"
              + " -m cpython-thread-pool";
      case RUST ->
          "how long its work takes in Rust does not follow from elsewhere: measure -m rust-threads";
    };
  }

  private Prediction predict(RunSpec arm, Modelled.As as) {
    Prediction prediction =
        predictor.predict(
            new Predictor.Target(
                as.model(),
                Modelled.load(arm),
                costs.demands(needs.demands(), from, arm, as),
                costs.costs(from, arm, needs.otherCores()),
                new PastErrors.Pair(from.model().id(), arm.model().id())));
    if (prediction.limit() == Limit.CORES && busy() < LEAST_BUSY && !arm.equals(from)) {
      return prediction.unreliable(
          String.format(
              Locale.ROOT,
              "the run kept the cores %.0f %% busy: a task may cost less of them when they are full",
              100 * busy()));
    }
    return needs.otherCores() > MOST_OTHERS * needs.cores()
        ? prediction.unreliable(
            String.format(
                Locale.ROOT,
                "others kept %.1f of %d cores busy: what they leave may change",
                needs.otherCores(),
                needs.cores()))
        : prediction;
  }

  /** Which share of the cores the measured run used, 0 to 1. */
  private double busy() {
    return needs.throughput() * (needs.cpuNanos() + needs.besideNanos()) / 1e9 / needs.cores();
  }

  /** Whether models of that runtime are predicted at all from this run. */
  public static boolean reaches(RunSpec from, ModelSpec.Runtime runtime) {
    return from.model().runtime() == runtime || WorkTraits.sameWorkEverywhere(from.workload());
  }
}
