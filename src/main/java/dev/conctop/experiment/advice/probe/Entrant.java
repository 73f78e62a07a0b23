package dev.conctop.experiment.advice.probe;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.experiment.RacePlan;
import dev.conctop.experiment.advice.Advice;
import dev.conctop.experiment.advice.Advice.Forecast;
import dev.conctop.experiment.advice.Advice.RunnerUp;
import dev.conctop.experiment.advice.Advice.Workers;
import dev.conctop.experiment.advice.WorkShape;
import dev.conctop.experiment.advice.WorkShape.Library;
import dev.conctop.experiment.statistic.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A model that is run against others.
 *
 * @param workers as many as fit the work; empty where a model has its own number
 * @param why it is tried: "advised", "runner-up" …
 */
public record Entrant(ModelSpec model, OptionalInt workers, String why) {
  /** How many are tried where there is time. */
  public static final int USUAL = 3;

  /** Threads or processes that are started for a test at the most. */
  static final int MOST_WORKERS = 2000;

  /**
   * Models that are compared once only are warmed for longer, and their processes live on: what is
   * asked is what they do once they are warm.
   */
  private static final long WARM_NANOS = 2 * RacePlan.USUAL_WARM_NANOS;

  /** "thread-pool -j 24". */
  public String label() {
    return workers.isPresent() ? model.id() + " -j " + workers.getAsInt() : model.id();
  }

  /** A model that would be tried but is not. */
  public record LeftOut(String model, String why) {}

  /** Those that are tried, the first is the reference, and those that are not. */
  public record Field(List<Entrant> entrants, List<LeftOut> leftOut) {
    public Field {
      entrants = List.copyOf(entrants);
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * Who is tried: what is advised, the runner-up, what there is now, then the next by prediction.
   *
   * @param advice by the rules
   * @param most how many
   */
  public static Field choose(
      AdvicePlan plan, WorkShape shape, Advice advice, Map<String, Forecast> forecasts, int most) {
    List<Entrant> entrants = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    for (Named named : inOrder(plan, shape, advice, forecasts)) {
      ModelSpec model = Catalog.model(named.model());
      Optional<Workers> size = Advice.workersOf(shape, named.model());
      boolean chosen = model.workers() == ModelSpec.Workers.CHOSEN;
      if (chosen && size.map(Workers::count).orElse(0) > MOST_WORKERS) {
        leftOut.add(
            new LeftOut(
                named.model(),
                String.format(
                    Locale.ROOT,
                    "it would need %,d %s, more than are tried",
                    size.orElseThrow().count(),
                    size.orElseThrow().what())));
      } else if (entrants.size() < most) {
        OptionalInt workers =
            chosen && size.isPresent() ? OptionalInt.of(size.get().count()) : OptionalInt.empty();
        entrants.add(new Entrant(model, workers, named.why()));
      }
    }
    return new Field(entrants, leftOut);
  }

  private record Named(String model, String why) {}

  private static List<Named> inOrder(
      AdvicePlan plan, WorkShape shape, Advice advice, Map<String, Forecast> forecasts) {
    List<Named> order = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    advice.model().ifPresent(model -> add(order, seen, model, "advised"));
    advice.runnerUp().map(RunnerUp::model).ifPresent(m -> add(order, seen, m, "runner-up"));
    plan.present().map(ModelSpec::id).ifPresent(m -> add(order, seen, m, "what it has now"));
    forecasts.entrySet().stream()
        .filter(entry -> fits(shape, entry.getKey()))
        .sorted(
            Comparator.comparingDouble(
                (Map.Entry<String, Forecast> entry) -> -entry.getValue().throughput()))
        .forEach(entry -> add(order, seen, entry.getKey(), "the next by prediction"));
    return order;
  }

  private static void add(List<Named> order, Set<String> seen, String model, String why) {
    if (seen.add(model)) {
      order.add(new Named(model, why));
    }
  }

  private static boolean fits(WorkShape shape, String model) {
    boolean loop = model.endsWith("event-loop") || model.endsWith("asyncio");
    return !loop || shape.library() == Library.ASYNC || shape.library() == Library.UNSAID;
  }

  /**
   * The course of a test.
   *
   * @param leftNanos for all of it
   */
  public static RacePlan race(List<Entrant> entrants, long leftNanos, long seed) {
    return RacePlan.within(
            leftNanos,
            0,
            Optional.empty(),
            entrants.stream().map(Entrant::label).toList(),
            WARM_NANOS,
            OptionalDouble.empty(),
            RacePlan.WITHIN,
            seed)
        .kept();
  }

  /**
   * The least time, ns, in which so many are tried in as many rounds as an interval needs.
   *
   * @param taskNanos how long a task takes when it is alone
   */
  public static long leastNanos(int entrants, double taskNanos) {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < entrants; i++) {
      labels.add("arm " + i);
    }
    RacePlan least =
        RacePlan.within(
            0,
            Effect.LEAST_ROUNDS,
            Optional.of(false),
            labels,
            WARM_NANOS,
            OptionalDouble.empty(),
            RacePlan.WITHIN,
            1);
    return RacePlan.leastNanos(entrants, WARM_NANOS)
        - least.roundNanos()
        + Effect.LEAST_ROUNDS * least.kept().paced(taskNanos, taskNanos).roundNanos();
  }
}
