package dev.conctop.experiment.predict;

import dev.conctop.experiment.predict.plan.ArmModel;
import dev.conctop.experiment.predict.plan.Load;
import dev.conctop.experiment.predict.plan.MachineCosts;
import dev.conctop.experiment.predict.plan.Plan;
import dev.conctop.experiment.predict.play.Simulated;
import dev.conctop.experiment.predict.play.Simulation;
import dev.conctop.experiment.predict.play.Simulation.Setting;
import dev.conctop.experiment.predict.task.Demands;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * From one run to what other models would do with its tasks. First the model that was measured is
 * predicted ({@link #control}); before it is, and when it is off by more than 5 %, nothing is
 * reliable. For the way back make another one from a run of the model that was predicted.
 *
 * <p>The interval is from the lower to the higher of sharing cores and taking turns, where an
 * operating system does something between the two, and wider by what resampled blocks, past errors
 * and the uncertainty of costs say.
 */
public final class Predictor {
  private static final int TASKS = 12_000;

  /** Enough to see which way it goes. */
  private static final int FEW_TASKS = 3_000;

  private static final double MOST_UNKNOWN = 0.05;
  private static final double MOST_OFF = 0.05;

  /**
   * What a thread's start, a hand-over and a message cost is known to this, nine times of ten: they
   * are small differences of two measurements, and a thread's start costs a third more or less from
   * one quarter of an hour to the next. What a call costs more is in the demands, and not in this.
   */
  private static final double UNSURE = 1.3;

  /**
   * Handing a task over is measured where nobody has to be woken for it; with few tasks under way
   * on cores that are not full, somebody has to be, at up to three times the cost.
   */
  private static final double WOKEN = 3;

  /** By which the demands are stretched to see what comes of it. */
  private static final double STRETCH = 1.1;

  private final Observed observed;
  private final MachineCosts costs;
  private final PastErrors past;
  private final long seed;
  private final OptionalDouble controlError;

  /**
   * A predictor without a control yet.
   *
   * @param past errors on this machine
   * @param seed the same seed gives the same predictions
   */
  public Predictor(Observed observed, MachineCosts costs, PastErrors past, long seed) {
    this(observed, costs, past, seed, OptionalDouble.empty());
  }

  private Predictor(
      Observed observed,
      MachineCosts costs,
      PastErrors past,
      long seed,
      OptionalDouble controlError) {
    this.observed = observed;
    this.costs = costs;
    this.past = past;
    this.seed = seed;
    this.controlError = controlError;
  }

  /**
   * One whose predictions know whether the model that was measured could be predicted.
   *
   * @param measuredPerSecond the run's own throughput, tasks a second, above 0
   */
  public Predictor control(double measuredPerSecond) {
    return controlled(predict(observed.model(), observed.load()).error(measuredPerSecond));
  }

  /**
   * The same, where that has been told.
   *
   * @param error predicted / measured − 1 of the measured model; empty if it was refused
   */
  public Predictor controlled(OptionalDouble error) {
    return new Predictor(observed, costs, past, seed, error);
  }

  /** Predicted / measured − 1 of the measured model; empty before the control, and if refused. */
  public OptionalDouble controlError() {
    return controlError;
  }

  /**
   * What is to be predicted.
   *
   * @param demands as they are there: under that model, in that runtime
   * @param costs of that runtime on this machine
   * @param pair whose past errors count
   */
  public record Target(
      ArmModel model, Load load, Demands demands, MachineCosts costs, PastErrors.Pair pair) {}

  /** What a model would do with the same tasks. */
  public Prediction predict(ArmModel model, Load load) {
    return predict(
        new Target(
            model,
            load,
            observed.demands(),
            costs,
            new PastErrors.Pair(observed.model().key(), model.key())));
  }

  /** What a model would do. */
  public Prediction predict(Target target) {
    ArmModel model = target.model();
    Load load = target.load();
    Demands demands = target.demands();
    Plan plan = Plan.of(model, demands, target.costs(), observed.model());
    List<String> refusals = refusals(target);
    if (!refusals.isEmpty()) {
      boolean mayBeLess = Plan.mayBeLess(model, demands, target.costs(), observed.model());
      Bounds bounds = Bounds.of(demands, mayBeLess ? plan.withoutWork() : plan, load);
      return Prediction.refused(model, load, bounds, String.join("; ", refusals));
    }
    Bounds bounds = Bounds.of(demands, plan, load);
    if (Prediction.finite(bounds).isEmpty()) {
      return Prediction.refused(model, load, bounds, "a task takes no time");
    }
    return simulated(target, plan, bounds);
  }

  private List<String> refusals(Target target) {
    List<String> refusals = new ArrayList<>();
    if (observed.unknownShare() > MOST_UNKNOWN) {
      refusals.add(percent(observed.unknownShare()) + " of the measured time is unknown");
    }
    if (observed.othersSaturate()) {
      refusals.add("other programs saturated the cores");
    }
    List<String> missing =
        Plan.missing(target.model(), target.demands(), target.costs(), observed.model());
    if (!missing.isEmpty()) {
      refusals.add("not measured on this machine: " + String.join(", ", missing));
    }
    return refusals;
  }

  private Prediction simulated(Target target, Plan plan, Bounds bounds) {
    ArmModel model = target.model();
    Load load = target.load();
    Demands demands = target.demands();
    Simulated shared = Simulation.run(demands, plan, load, new Setting(TASKS, seed, false));
    double one = shared.throughput();
    double other =
        plan.isPreempted()
            ? Simulation.run(demands, plan, load, new Setting(TASKS, seed, true)).throughput()
            : one;
    double few = few(demands, target, plan);
    OptionalDouble blocks = blockHalf(target, plan, few);
    double errors = past.half(target.pair());
    double half = Math.hypot(blocks.orElse(0), errors);
    double dear = costs(target, plan, few, UNSURE, plan.handsOver() ? WOKEN : UNSURE);
    double cheap = costs(target, plan, few, 1 / UNSURE, 1 / UNSURE);
    // Who comes from a model that costs more is the faster there the more that is.
    double dearer = Math.max(0, -Math.min(dear, cheap));
    double cheaper = Math.max(0, Math.max(dear, cheap));
    boolean told = blocks.isPresent();
    boolean steady = shared.isSteady();
    return new Prediction(
        model,
        load,
        OptionalDouble.of(one),
        when(told, Math.min(one, other) * Math.exp(-Math.hypot(half, dearer))),
        when(told, Math.max(one, other) * Math.exp(Math.hypot(half, cheaper))),
        Prediction.finite(bounds),
        when(steady, shared.quantile(0.5)),
        when(steady, shared.quantile(0.99)),
        when(steady, shared.mean()),
        shared.limit(),
        isReliable(),
        reason(told, past.has(target.pair()), steady));
  }

  /** How the demands' variation becomes the throughput's, by a little more of each. */
  private OptionalDouble blockHalf(Target target, Plan plan, double few) {
    if (observed.blocks().size() < 2) {
      return OptionalDouble.empty();
    }
    BlockSpread spread =
        new BlockSpread(power(target, plan, few, STRETCH, 1), power(target, plan, few, 1, STRETCH));
    return spread.half(observed.blocks(), seed);
  }

  /**
   * What the throughput would change by if costs were so many times as high, as a logarithm.
   *
   * @param handed the same of what hands tasks over there: the loop's front, or the parent's
   */
  private double costs(Target target, Plan plan, double few, double times, double handed) {
    Demands demands = target.demands();
    double message = plan.front() == Plan.Front.PARENT ? handed : times;
    Demands sent =
        demands.ipcNanos().isPresent()
            ? demands.withIpcNanos(demands.ipcNanos().getAsDouble() * message)
            : demands;
    MachineCosts costs = target.costs().times(times);
    OptionalDouble dispatch = target.costs().of(MachineCosts.Cost.DISPATCH);
    if (dispatch.isPresent()) {
      costs = costs.with(MachineCosts.Cost.DISPATCH, dispatch.getAsDouble() * handed);
    }
    Plan then = Plan.of(target.model(), sent, costs, observed.model());
    return then.equals(plan) ? 0 : Math.log(few(demands, target, then) / few);
  }

  private double power(Target target, Plan plan, double throughput, double cpu, double wait) {
    Demands demands = target.demands();
    boolean some = cpu != 1 ? demands.cpuNanos() > 0 : demands.waitNanos() > 0;
    if (!some) {
      return 0;
    }
    double then = few(demands.scaled(cpu, wait), target, plan);
    return Math.clamp(Math.log(then / throughput) / Math.log(STRETCH), -1, 0);
  }

  private double few(Demands demands, Target target, Plan plan) {
    return Simulation.run(demands, plan, target.load(), new Setting(FEW_TASKS, seed, false))
        .throughput();
  }

  private boolean isReliable() {
    return controlError.isPresent() && Math.abs(controlError.getAsDouble()) <= MOST_OFF;
  }

  private String reason(boolean interval, boolean verified, boolean steady) {
    List<String> reasons = new ArrayList<>();
    if (controlError.isEmpty()) {
      reasons.add("the measured model itself was not predicted");
    } else if (!isReliable()) {
      double error = controlError.getAsDouble();
      reasons.add(
          "the measured model itself is predicted "
              + percent(Math.abs(error))
              + (error > 0 ? " too high" : " too low"));
    }
    if (!interval) {
      reasons.add("no interval: fewer than two blocks were measured");
    } else if (!verified) {
      reasons.add("the interval has no past errors of this pair of models in it");
    }
    if (!steady) {
      reasons.add("no response: more tasks come than are done");
    }
    return String.join("; ", reasons);
  }

  private static OptionalDouble when(boolean told, double value) {
    return told ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
