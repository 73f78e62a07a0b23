package dev.conctop.experiment.advice;

import dev.conctop.experiment.advice.Advice.Flip;
import dev.conctop.experiment.advice.Advice.Forecast;
import dev.conctop.experiment.advice.Advice.Workers;
import dev.conctop.experiment.advice.Rule.Outcome;
import dev.conctop.experiment.advice.Rule.Question;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What would change the answer: each figure alone is made larger and smaller until the rules say
 * something else, and the place is narrowed down.
 */
final class Flips {
  /** Changes of a figure up to so many times. */
  private static final double FARTHEST = 1000;

  private static final double STEP = 1.02;
  private static final int HALVINGS = 20;
  private static final int MOST = 5;
  private static final int DIGITS = 2;

  /** Rounding moves it by no more. */
  private static final double CLOSE = 0.02;

  /** Where a figure is 0: a hundredth of the task, or of the whole, is where it begins. */
  private static final double BEGIN = 0.01;

  private final WorkShape shape;
  private final Function<WorkShape, Map<String, Forecast>> forecasts;
  private final Outcome answer;

  private Flips(
      WorkShape shape, Function<WorkShape, Map<String, Forecast>> forecasts, Outcome answer) {
    this.shape = shape;
    this.forecasts = forecasts;
    this.answer = answer;
  }

  /** The nearest first. */
  static List<Flip> of(
      WorkShape shape, Function<WorkShape, Map<String, Forecast>> forecasts, Outcome answer) {
    Flips flips = new Flips(shape, forecasts, answer);
    List<Flip> all = new ArrayList<>();
    for (Figure figure : shape.known().keySet()) {
      flips.find(figure, STEP).ifPresent(all::add);
      flips.find(figure, 1 / STEP).ifPresent(all::add);
    }
    all.sort(Comparator.comparingDouble(flips::distance).thenComparing(Flip::figure));
    return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
  }

  private double distance(Flip flip) {
    return Math.abs(Math.log(flip.value() / start(flip.figure())));
  }

  private double start(Figure figure) {
    double value = shape.or(figure, 0);
    if (value > 0) {
      return value;
    }
    return figure.unit() == Figure.Unit.NANOS ? BEGIN * shape.aloneNanos().orElse(1) : BEGIN;
  }

  private Optional<Flip> find(Figure figure, double step) {
    double value = shape.or(figure, 0);
    if (value == 0 && step < 1) {
      return Optional.empty();
    }
    double from = start(figure);
    double end = step > 1 ? from * FARTHEST : from / FARTHEST;
    double same = value;
    for (double at = value == 0 ? from : from * step; step > 1 ? at < end : at > end; at *= step) {
      if (figure.unit() == Figure.Unit.SHARE && at > 1) {
        return Optional.empty();
      }
      if (differs(figure, at)) {
        return Optional.of(flip(figure, rounded(figure, narrowed(figure, same, at), at, step > 1)));
      }
      same = at;
    }
    return Optional.empty();
  }

  private double narrowed(Figure figure, double same, double other) {
    double near = same;
    double far = other;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (near + far) / 2;
      if (differs(figure, middle)) {
        far = middle;
      } else {
        near = middle;
      }
    }
    return far;
  }

  /** The fewest digits that say the same; away from where it is, if not just there. */
  private double rounded(Figure figure, double value, double seen, boolean up) {
    RoundingMode mode = up ? RoundingMode.CEILING : RoundingMode.FLOOR;
    Outcome wanted = decide(figure, value);
    double nearer = up ? Math.floor(value) : Math.ceil(value);
    double whole = up ? Math.ceil(value) : Math.floor(value);
    double close = Say.rounded(value, DIGITS, RoundingMode.HALF_EVEN).doubleValue();
    double few = Say.rounded(value, DIGITS, mode).doubleValue();
    double more = Say.rounded(value, DIGITS + 1, mode).doubleValue();
    double[] choices =
        figure.unit() == Figure.Unit.COUNT
            ? new double[] {nearer, whole, few, more, value}
            : new double[] {close, few, more, value};
    for (double choice : choices) {
      if (isAllowed(figure, choice)
          && (figure.unit() == Figure.Unit.COUNT || Math.abs(choice / value - 1) <= CLOSE)
          && wanted.equals(decide(figure, choice))) {
        return choice;
      }
    }
    return seen;
  }

  private static boolean isAllowed(Figure figure, double value) {
    return value > 0 && !(figure.unit() == Figure.Unit.SHARE && value > 1);
  }

  private boolean differs(Figure figure, double value) {
    Outcome other = decide(figure, value);
    return !(other instanceof Outcome.GoOn)
        && !other.equals(answer)
        && !Between.sameModel(other, answer);
  }

  private Outcome decide(Figure figure, double value) {
    return Rules.decide(new Question(shape.with(figure, value), forecasts)).outcome();
  }

  private Flip flip(Figure figure, double value) {
    WorkShape changed = shape.with(figure, value);
    boolean counted = figure.unit() == Figure.Unit.COUNT || figure.unit() == Figure.Unit.PER_SECOND;
    String less = counted ? " or fewer" : " or less";
    String side = value > shape.or(figure, 0) ? " or more" : less;
    String condition = figure.condition(figure.say(value) + side);
    return switch (decide(figure, value)) {
      case Outcome.Use(String model, String how) ->
          new Flip(
              figure, value, Optional.of(model), condition + ": " + size(changed, model) + how);
      case Outcome.NoModel(String how) ->
          new Flip(figure, value, Optional.empty(), condition + ": " + how);
      case Outcome.GoOn _ -> throw new IllegalStateException("no answer at " + value);
    };
  }

  private static String size(WorkShape changed, String model) {
    Optional<Workers> workers = Sizes.of(changed, model);
    OptionalDouble cores = changed.of(Figure.CORES);
    return workers.isPresent() && cores.isPresent()
        ? "%s, %s: ".formatted(model, workers.get().words())
        : model + ": ";
  }
}
