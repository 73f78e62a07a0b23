package dev.conctop.experiment.predict.run;

import dev.conctop.catalog.RunSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What is known of a run under other models.
 *
 * @param from the run that was measured
 * @param fromP50 its median response, ns; empty when nothing was recorded
 * @param seconds how long it was measured
 * @param needs of its tasks; empty when no task was completed
 * @param costs of this machine
 * @param forecasts the measured arm first, then the others, the highest predicted throughput first,
 *     those that are refused last
 * @param back the way back: what the best verified arm's own run predicts of the measured one;
 *     empty without verification
 * @param ended why it ended, in words
 * @param notes what whoever reads the figures should know, a sentence each
 */
public record WhatIf(
    RunSpec from,
    OptionalDouble fromP50,
    double seconds,
    Optional<TaskNeeds> needs,
    Calibration costs,
    List<Forecast> forecasts,
    Optional<Back> back,
    String ended,
    List<String> notes) {
  /** So many are verified at most, beside the measured arm. */
  private static final int MOST_VERIFIED = 5;

  private static final int BEST = 3;

  /**
   * The second control.
   *
   * @param from the arm whose run the demands are from
   * @param forecast of the arm that was measured first, with what it did
   */
  public record Back(String from, Forecast forecast) {}

  public WhatIf {
    forecasts = List.copyOf(forecasts);
    notes = List.copyOf(notes);
  }

  /** The order in which forecasts are shown: the first stays, the best comes next. */
  public static List<Forecast> ordered(List<Forecast> forecasts) {
    List<Forecast> others = new ArrayList<>(forecasts.subList(1, forecasts.size()));
    others.sort(
        Comparator.comparing((Forecast each) -> each.throughput().isEmpty())
            .thenComparing(each -> -each.throughput().orElse(0)));
    others.addFirst(forecasts.getFirst());
    return others;
  }

  /**
   * The arms that are worth running: the best models, each at its best size and what is emulated
   * left out, the measured model at another size, and the worst that is no single worker; by their
   * places in the forecasts.
   */
  public List<Integer> worthRunning() {
    List<Integer> chosen = new ArrayList<>();
    Set<String> ways = new HashSet<>();
    for (int i = 1; i < forecasts.size() && chosen.size() < BEST; i++) {
      if (isOfInterest(i) && ways.add(way(i))) {
        chosen.add(i);
      }
    }
    for (int i = 1; i < forecasts.size() && chosen.size() <= BEST; i++) {
      boolean same = forecasts.get(i).arm().model().equals(from.model());
      if (isOfInterest(i) && same && !chosen.contains(i)) {
        chosen.add(i);
      }
    }
    for (int i = forecasts.size() - 1; i > 0 && chosen.size() < MOST_VERIFIED; i--) {
      boolean single = way(i).equals("sequential");
      if (isOfInterest(i) && !single && ways.add(way(i))) {
        chosen.add(i);
      }
    }
    return chosen;
  }

  private boolean isOfInterest(int place) {
    Forecast each = forecasts.get(place);
    return each.throughput().isPresent() && !each.arm().emulated();
  }

  /** Models that are predicted in the same way in the same runtime tell the same. */
  private String way(int place) {
    Forecast each = forecasts.get(place);
    String runtime = each.arm().model().runtime().name();
    String key = each.prediction().map(prediction -> prediction.model().key()).orElse("");
    return key.equals("sequential") ? key : key + " " + runtime;
  }

  /** The middle of the absolute errors of all verified arms but the measured one; NaN of none. */
  public double medianError() {
    double[] errors =
        forecasts.stream()
            .skip(1)
            .map(Forecast::error)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(each -> Math.abs(each.getAsDouble()))
            .sorted()
            .toArray();
    int n = errors.length;
    return n == 0 ? Double.NaN : (errors[(n - 1) / 2] + errors[n / 2]) / 2;
  }

  /** The same with one more sentence to know. */
  public WhatIf noting(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new WhatIf(from, fromP50, seconds, needs, costs, forecasts, back, ended, more);
  }

  /** The same with other forecasts. */
  public WhatIf with(List<Forecast> others, Optional<Back> control, String why) {
    return new WhatIf(from, fromP50, seconds, needs, costs, others, control, why, notes);
  }
}
