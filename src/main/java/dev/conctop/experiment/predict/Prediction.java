package dev.conctop.experiment.predict;

import dev.conctop.experiment.predict.plan.ArmModel;
import dev.conctop.experiment.predict.plan.Limit;
import dev.conctop.experiment.predict.plan.Load;
import java.util.OptionalDouble;

/**
 * What a model would do. Rates are tasks a second, times nanoseconds.
 *
 * @param throughput empty when it is refused
 * @param low lower end of an interval that should hold nine measurements of ten; empty when nothing
 *     is known of how the demands vary
 * @param high its upper end, likewise
 * @param bound it cannot do more than this; empty when not even that can be told
 * @param responseP50 from the intended start to the end; empty when it is refused, or would grow as
 *     long as tasks come
 * @param responseP99 likewise
 * @param responseMean likewise
 * @param limit what keeps it from doing more
 * @param reliable whether the model that was measured could be predicted
 * @param reason why it is refused or not reliable, else what the interval leaves out; empty when
 *     there is nothing to say
 */
public record Prediction(
    ArmModel model,
    Load load,
    OptionalDouble throughput,
    OptionalDouble low,
    OptionalDouble high,
    OptionalDouble bound,
    OptionalDouble responseP50,
    OptionalDouble responseP99,
    OptionalDouble responseMean,
    Limit limit,
    boolean reliable,
    String reason) {
  static Prediction refused(ArmModel model, Load load, Bounds bounds, String reason) {
    OptionalDouble none = OptionalDouble.empty();
    return new Prediction(
        model,
        load,
        none,
        none,
        none,
        finite(bounds),
        none,
        none,
        none,
        bounds.limit(),
        false,
        reason);
  }

  static OptionalDouble finite(Bounds bounds) {
    double least = bounds.least();
    return Double.isInfinite(least) ? OptionalDouble.empty() : OptionalDouble.of(least);
  }

  /**
   * The same, of which not even the control tells whether it is right.
   *
   * @param why in words
   */
  public Prediction unreliable(String why) {
    return reliable
        ? new Prediction(
            model,
            load,
            throughput,
            low,
            high,
            bound,
            responseP50,
            responseP99,
            responseMean,
            limit,
            false,
            why)
        : this;
  }

  /** Whether it says bounds only. */
  public boolean isRefused() {
    return throughput.isEmpty();
  }

  /**
   * How far it was off: predicted / measured − 1; empty when it is refused.
   *
   * @param measured tasks a second, above 0
   */
  public OptionalDouble error(double measured) {
    if (!(measured > 0) || Double.isInfinite(measured)) {
      throw new IllegalArgumentException("measured: " + measured);
    }
    return throughput.isPresent()
        ? OptionalDouble.of(throughput.getAsDouble() / measured - 1)
        : OptionalDouble.empty();
  }
}
