package dev.conctop.experiment.advice;

import dev.conctop.experiment.statistic.Effect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * An answer.
 *
 * @param work what the work is, with its shares
 * @param model id in the catalogue; empty when no model helps or it cannot be told
 * @param how what to do, in words; what is missing when it cannot be told
 * @param workers how many; empty where it cannot be told
 * @param rules those that were used, in their order; the last that decides is before those that
 *     describe the answer
 * @param byRules the model that the rules alone name; another one where races say otherwise
 * @param runnerUp the best of the others by prediction
 * @param flips what would change the answer, the nearest first; empty when it was measured to be
 *     another than the rules'
 * @param standing whether it was tested
 * @param tested what each model was measured to do, in its order; empty without races
 * @param missing what is not known; without it there is no answer, or a less certain one
 */
public record Advice(
    String work,
    Optional<String> model,
    String how,
    Optional<Workers> workers,
    List<Used> rules,
    Optional<String> byRules,
    Optional<RunnerUp> runnerUp,
    List<Flip> flips,
    Standing standing,
    Map<String, Effect> tested,
    List<Missing> missing) {
  /** Whether races were run, and what they say. */
  public enum Standing {
    NOT_TESTED("not tested by running it"),
    MEASURED_BEST("measured: the best of those that were run"),

    /** The two best intervals overlap, or there are too few rounds for them. */
    NO_CLEAR_WINNER("measured: no clear winner"),

    /** One was run and nothing beside it. */
    ALONE("measured, but nothing was run beside it");

    private final String words;

    Standing(String words) {
      this.words = words;
    }

    /** What it is. */
    public String words() {
      return words;
    }
  }

  /**
   * How many workers.
   *
   * @param count 1 or more
   * @param low where all times are always the same
   * @param high where waits are a tenth longer
   * @param goetz k (1 + D_w / D_c) beside it: a start, where the bounds cross, not the optimum
   * @param what they are: threads, carriers …
   */
  public record Workers(int count, int low, int high, OptionalInt goetz, String what) {
    /** "24 threads (20–28)". */
    public String words() {
      String range = low < high ? " (%d–%d)".formatted(low, high) : "";
      return count + " " + (count == 1 ? singular() : what) + range;
    }

    private String singular() {
      return what.endsWith("processes")
          ? what.substring(0, what.length() - 2)
          : what.substring(0, what.length() - 1);
    }
  }

  /**
   * A rule that was used.
   *
   * @param note the number of the note it is from
   * @param words the rule
   * @param figures those it was used with
   */
  public record Used(String id, String note, String words, String figures) {}

  /**
   * The best of the others, by prediction.
   *
   * @param gap its throughput by that of the answer, less 1: −0.1 for a tenth less; empty when the
   *     answer was not predicted
   * @param low the least it may be, by both intervals
   * @param high the most, likewise
   */
  public record RunnerUp(
      String model, OptionalDouble gap, OptionalDouble low, OptionalDouble high) {
    /** Less is none. */
    private static final double NO_GAP = 0.005;

    /** In words. */
    public String words() {
      if (gap.isEmpty()) {
        return model + ", by a gap that is not predicted";
      }
      if (Math.abs(gap.getAsDouble()) < NO_GAP) {
        return model + ", predicted to do as much";
      }
      String side = gap.getAsDouble() > 0 ? "more" : "less";
      String by = Say.percent(Math.abs(gap.getAsDouble()));
      boolean either = low.orElse(0) <= 0 && high.orElse(0) >= 0 && low.isPresent();
      return "%s, predicted to do %s %s%s"
          .formatted(model, by, side, either ? "; the intervals do not tell them apart" : "");
    }
  }

  /**
   * A change of one figure that changes the answer.
   *
   * @param value what it would be
   * @param model what the answer would be; empty when no model would help
   */
  public record Flip(Figure figure, double value, Optional<String> model, String words) {}

  /**
   * What is not known.
   *
   * @param why what it is needed for
   * @param how how to get it
   */
  public record Missing(String what, String why, String how) {}

  /**
   * What a model is predicted to do, tasks a second.
   *
   * @param throughput above 0
   * @param low not above it; the same where there is no interval
   * @param high not below it
   */
  public record Forecast(double throughput, double low, double high) {
    public Forecast {
      if (!(low > 0 && low <= throughput && throughput <= high) || Double.isInfinite(high)) {
        throw new IllegalArgumentException(
            "forecast: " + throughput + " (" + low + " to " + high + ")");
      }
    }
  }

  /** How many workers of a model fit a piece of work; empty where it cannot be told. */
  public static Optional<Workers> workersOf(WorkShape shape, String model) {
    return Sizes.of(shape, model);
  }

  public Advice {
    rules = List.copyOf(rules);
    flips = List.copyOf(flips);
    missing = List.copyOf(missing);
  }
}
