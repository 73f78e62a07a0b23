package dev.conctop.experiment.predict.run;

import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.WorkTraits;
import dev.conctop.experiment.predict.Observed;
import dev.conctop.experiment.predict.PastErrors;
import dev.conctop.experiment.predict.Prediction;
import dev.conctop.experiment.predict.Predictor;
import dev.conctop.experiment.predict.plan.Limit;
import dev.conctop.experiment.predict.task.Demands;
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

  /** Looks at how busy the cores get until that does not change what a task costs any more. */
  private static final int MOST_LOOKS = 4;

  private static final double SAME = 0.01;

  private static final long SEED = 1;

  private final RunSpec from;
  private final TaskNeeds needs;
  private final Calibration costs;
  private final FullCores full;
  private final Predictor predictor;
  private final Optional<Prediction> control;

  private Forecaster(
      RunSpec from,
      TaskNeeds needs,
      Calibration costs,
      FullCores full,
      Predictor predictor,
      Optional<Prediction> control) {
    this.from = from;
    this.needs = needs;
    this.costs = costs;
    this.full = full;
    this.predictor = predictor;
    this.control = control;
  }

  /**
   * One for a run.
   *
   * @param from the run, which some model predicts ({@link Candidates#check})
   * @param past errors on this machine, by ids of models
   * @param probe what the same tasks cost with the cores full; empty when that was not measured
   */
  public static Forecaster of(
      RunSpec from,
      TaskNeeds needs,
      Calibration costs,
      PastErrors past,
      Optional<FullCores> probe) {
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
    Predictor predictor = new Predictor(observed, costs.costs(from, from, needs), past, SEED);
    FullCores full = probe.orElseGet(() -> FullCores.computing(needs, costs.cores()));
    Forecaster without = new Forecaster(from, needs, costs, full, predictor, Optional.empty());
    Prediction control = without.predict(from, as);
    OptionalDouble error =
        needs.throughput() > 0 ? control.error(needs.throughput()) : OptionalDouble.empty();
    Predictor controlled = predictor.controlled(error);
    return new Forecaster(
        from,
        needs,
        costs,
        full,
        controlled,
        Optional.of(
            new Forecaster(from, needs, costs, full, controlled, Optional.empty())
                .predict(from, as)));
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
    Prediction prediction = settled(arm, as);
    boolean guessed = !full.probed() && needs.busy() < FullCores.BUSY;
    if (prediction.limit() == Limit.CORES && guessed && !arm.equals(from)) {
      return prediction.unreliable(
          String.format(
              Locale.ROOT,
              "the run kept the cores %.0f %% busy: a task may cost less of them when they are full",
              100 * needs.busy()));
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

  /** What a task costs depends on how busy the cores are, and that on what it costs. */
  private Prediction settled(RunSpec arm, Modelled.As as) {
    double busy = needs.busy();
    Prediction prediction = predict(arm, as, busy);
    if (arm.equals(from)) {
      return prediction;
    }
    for (int look = 1; look < MOST_LOOKS && prediction.throughput().isPresent(); look++) {
      double then = busyAt(prediction.throughput().getAsDouble(), demands(arm, as, busy));
      if (Math.abs(then - busy) < SAME) {
        break;
      }
      // Half of the way: what is too dear with few tasks would swing to what is too cheap.
      busy = look == 1 ? then : (busy + then) / 2;
      prediction = predict(arm, as, busy);
    }
    return prediction;
  }

  private double busyAt(double throughput, Demands demands) {
    double task = demands.cpuNanos() + demands.calls() * demands.servedNanos();
    return Math.clamp(throughput * task / 1e9 / needs.cores(), 0, 1);
  }

  private Demands demands(RunSpec arm, Modelled.As as, double busy) {
    return costs.demands(full.at(busy, needs.demands()), from, arm, as);
  }

  private Prediction predict(RunSpec arm, Modelled.As as, double busy) {
    return predictor.predict(
        new Predictor.Target(
            as.model(),
            Modelled.load(arm),
            demands(arm, as, busy),
            costs.costs(from, arm, needs),
            new PastErrors.Pair(from.model().id(), arm.model().id())));
  }

  /** Whether models of that runtime are predicted at all from this run. */
  public static boolean reaches(RunSpec from, ModelSpec.Runtime runtime) {
    return from.model().runtime() == runtime || WorkTraits.sameWorkEverywhere(from.workload());
  }
}
