package dev.conctop.experiment.advice;

import dev.conctop.experiment.advice.Advice.Forecast;
import dev.conctop.experiment.advice.Advice.Missing;
import dev.conctop.experiment.advice.Advice.RunnerUp;
import dev.conctop.experiment.advice.Advice.Standing;
import dev.conctop.experiment.advice.Advice.Used;
import dev.conctop.experiment.advice.Rule.Outcome;
import dev.conctop.experiment.advice.Rule.Question;
import dev.conctop.experiment.advice.Rules.Decision;
import dev.conctop.experiment.statistic.Effect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** From a piece of work to an answer: by the rules, and by races where they were run. */
public final class Adviser {
  /** By so much less one does as much as the best. */
  private static final double SAME = 0.03;

  /** The same where there are no intervals. */
  private static final double UNTOLD = 0.1;

  private Adviser() {}

  /** By the rules alone. */
  public static Advice advise(WorkShape shape) {
    return advise(shape, Map.of(), Map.of());
  }

  /**
   * The answer.
   *
   * @param predictions by model, of this work; between I/O and CPU they decide
   * @param tested what models of this work were measured to do, by id in the catalogue: all as
   *     tasks a second, or all as ratios to one reference, which then is there as 1; of those
   *     without a figure nothing is taken
   */
  public static Advice advise(
      WorkShape shape, Map<String, Forecast> predictions, Map<String, Effect> tested) {
    Map<String, Forecast> all = Map.copyOf(predictions);
    return advise(shape, _ -> all, tested);
  }

  /**
   * The answer.
   *
   * @param forecasts what is predicted of any work, by model
   * @param tested as above
   */
  public static Advice advise(
      WorkShape shape,
      Function<WorkShape, Map<String, Forecast>> forecasts,
      Map<String, Effect> tested) {
    Question question = new Question(shape, forecasts);
    Decision decision = Rules.decide(question);
    Map<String, Effect> order = order(tested);
    Optional<String> byRules = model(decision.outcome());
    boolean other = overruled(decision.outcome(), order);
    Optional<String> answer = other ? order.keySet().stream().findFirst() : byRules;
    List<Used> used = new ArrayList<>(decision.used());
    answer.ifPresent(model -> used.addAll(Rules.about(question, model)));
    return new Advice(
        work(question),
        answer,
        other ? measuredAnother(answer.orElseThrow(), decision) : how(decision),
        answer.flatMap(model -> Sizes.of(shape, model)),
        used,
        byRules,
        answer.flatMap(model -> runnerUp(shape, model, question.predictions())),
        other || decision.outcome() instanceof Outcome.GoOn
            ? List.of()
            : Flips.of(shape, forecasts, decision.outcome()),
        standing(order),
        order,
        missing(shape, answer, decision));
  }

  /**
   * Whether races say something else than the rules: not while what the rules name does as much as
   * the best or their intervals overlap, and not while no model helps and none does more than the
   * next.
   */
  private static boolean overruled(Outcome outcome, Map<String, Effect> order) {
    if (order.isEmpty()) {
      return false;
    }
    List<Effect> best = List.copyOf(order.values());
    return switch (outcome) {
      case Outcome.Use(String model, String _) ->
          !order.containsKey(model) || !asMuch(order.get(model), best.getFirst());
      case Outcome.NoModel _ -> best.size() > 1 && !asMuch(best.get(1), best.getFirst());
      case Outcome.GoOn _ -> true;
    };
  }

  private static boolean asMuch(Effect one, Effect best) {
    double share = one.ratio() / best.ratio();
    if (!one.hasInterval() || !best.hasInterval()) {
      return share >= 1 - UNTOLD;
    }
    return share >= 1 - SAME || one.high() >= best.low();
  }

  private static Optional<String> model(Outcome outcome) {
    return outcome instanceof Outcome.Use(String model, String _)
        ? Optional.of(model)
        : Optional.empty();
  }

  private static String how(Decision decision) {
    return switch (decision.outcome()) {
      case Outcome.Use(String _, String how) -> how;
      case Outcome.NoModel(String how) -> how;
      case Outcome.GoOn _ ->
          "it cannot be told yet; what is missing: " + decision.missing().getFirst().what();
    };
  }

  private static String measuredAnother(String model, Decision decision) {
    String rules =
        model(decision.outcome())
            .map(byRules -> "the rules say " + byRules)
            .orElseGet(() -> "by the rules " + how(decision));
    return "measured, " + model + " does the most; " + rules;
  }

  /** "I/O-bound: 2 % of a task is CPU time (1 ms), 98 % waits (49 ms)". */
  private static String work(Question question) {
    WorkShape shape = question.shape();
    if (shape.cpuShare().isEmpty()) {
      return "of no class: a task's CPU time and waits are not both known";
    }
    double share = Asks.cpuShare(question);
    String name =
        share > Asks.CPU_BOUND
            ? "CPU-bound"
            : share < Asks.IO_BOUND ? "I/O-bound" : "between CPU-bound and I/O-bound";
    return "%s: %s of a task is CPU time (%s), %s waits (%s)"
        .formatted(
            name,
            Say.percent(share),
            Say.nanos(shape.or(Figure.CPU, 0)),
            Say.percent(1 - share),
            Say.nanos(shape.or(Figure.WAIT, 0)));
  }

  private static List<Missing> missing(
      WorkShape shape, Optional<String> answer, Decision decision) {
    List<Missing> all = new ArrayList<>(decision.missing());
    boolean sized = answer.flatMap(model -> Sizes.of(shape, model)).isPresent();
    if (answer.isPresent() && !sized && shape.of(Figure.CORES).isEmpty()) {
      all.add(Figure.CORES.missing("how many workers cannot be told"));
    } else if (answer.isPresent() && !sized && shape.inFlight().isEmpty()) {
      all.add(Figure.IN_FLIGHT.missing("how many workers cannot be told"));
    }
    return all;
  }

  private static Map<String, Effect> order(Map<String, Effect> tested) {
    Map<String, Effect> order = new LinkedHashMap<>();
    Comparator<Map.Entry<String, Effect>> byRatio =
        Comparator.comparingDouble(entry -> entry.getValue().ratio());
    tested.entrySet().stream()
        .filter(entry -> entry.getValue().ratio() > 0)
        .sorted(byRatio.reversed().thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> order.put(entry.getKey(), entry.getValue()));
    return Collections.unmodifiableMap(order);
  }

  private static Standing standing(Map<String, Effect> order) {
    if (order.size() < 2) {
      return order.isEmpty() ? Standing.NOT_TESTED : Standing.ALONE;
    }
    List<Effect> best = order.values().stream().limit(2).toList();
    // Without an interval nothing is above anything: the comparison with NaN is false.
    return best.get(0).low() > best.get(1).high()
        ? Standing.MEASURED_BEST
        : Standing.NO_CLEAR_WINNER;
  }

  private static Optional<RunnerUp> runnerUp(
      WorkShape shape, String model, Map<String, Forecast> predictions) {
    Comparator<Map.Entry<String, Forecast>> byThroughput =
        Comparator.comparingDouble(entry -> entry.getValue().throughput());
    return predictions.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(model) && Between.fits(shape, entry.getKey()))
        .max(byThroughput.thenComparing(Map.Entry.comparingByKey()))
        .map(
            entry ->
                gap(entry.getKey(), entry.getValue(), Optional.ofNullable(predictions.get(model))));
  }

  private static RunnerUp gap(String model, Forecast other, Optional<Forecast> answer) {
    return answer
        .map(
            own ->
                new RunnerUp(
                    model,
                    OptionalDouble.of(other.throughput() / own.throughput() - 1),
                    OptionalDouble.of(other.low() / own.high() - 1),
                    OptionalDouble.of(other.high() / own.low() - 1)))
        .orElseGet(
            () ->
                new RunnerUp(
                    model, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()));
  }
}
