package dev.conctop.experiment.predict.run;

import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.predict.Prediction;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One arm with what it would do.
 *
 * @param label what it is called
 * @param prediction bounds at least; empty when not even those can be told
 * @param reason why there is no prediction; empty when there is
 * @param measured tasks a second, when it was run
 * @param measuredP50 its median response then, ns
 */
public record Forecast(
    RunSpec arm,
    String label,
    Optional<Prediction> prediction,
    String reason,
    OptionalDouble measured,
    OptionalDouble measuredP50) {
  /** One that has not been run. */
  static Forecast of(RunSpec arm, String label, Prediction prediction) {
    return new Forecast(
        arm, label, Optional.of(prediction), "", OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** One of which nothing can be told. */
  static Forecast none(RunSpec arm, String label, String why) {
    return new Forecast(
        arm, label, Optional.empty(), why, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** The same with what it did when it was run. */
  public Forecast measured(double perSecond, OptionalDouble p50) {
    return new Forecast(arm, label, prediction, reason, OptionalDouble.of(perSecond), p50);
  }

  /** The predicted throughput; empty when it is refused. */
  public OptionalDouble throughput() {
    return prediction.map(Prediction::throughput).orElse(OptionalDouble.empty());
  }

  /** predicted / measured − 1; empty when one of them is missing. */
  public OptionalDouble error() {
    return prediction.isPresent() && measured.isPresent() && measured.getAsDouble() > 0
        ? prediction.get().error(measured.getAsDouble())
        : OptionalDouble.empty();
  }

  /** Why it is refused or not reliable, else what is left out; empty when all is well. */
  public String why() {
    return prediction.map(Prediction::reason).orElse(reason);
  }
}
