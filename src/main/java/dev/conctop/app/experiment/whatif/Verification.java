package dev.conctop.app.experiment.whatif;

import dev.conctop.app.experiment.whatif.bench.Bench;
import dev.conctop.app.experiment.whatif.bench.Costs;
import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.ArmEstimate;
import dev.conctop.experiment.BlockTimes;
import dev.conctop.experiment.Race;
import dev.conctop.experiment.RacePlan;
import dev.conctop.experiment.Standing;
import dev.conctop.experiment.predict.PastErrors;
import dev.conctop.experiment.predict.run.Calibration;
import dev.conctop.experiment.predict.run.Forecast;
import dev.conctop.experiment.predict.run.Forecaster;
import dev.conctop.experiment.predict.run.Modelled;
import dev.conctop.experiment.predict.run.RunDemands;
import dev.conctop.experiment.predict.run.RunMeasure;
import dev.conctop.experiment.predict.run.TaskNeeds;
import dev.conctop.experiment.predict.run.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Some of the predicted arms against the measured one, in interleaved blocks. */
final class Verification {
  private static final int ROUNDS = 4;
  private static final long WARM_NANOS = 1_000_000_000L;
  private static final long BLOCK_NANOS = 1_500_000_000L;
  private static final long LONGEST_NANOS = 75_000_000_000L;

  private final WhatIf predicted;
  private final List<Integer> places;
  private final List<RunSpec> arms = new ArrayList<>();
  private final RaceTurns turns;

  private Verification(WhatIf predicted, List<Integer> places) {
    this.predicted = predicted;
    this.places = places;
    List<String> labels = new ArrayList<>();
    add(0, labels);
    places.forEach(place -> add(place, labels));
    turns =
        new RaceTurns(
            new RacePlan(
                labels,
                false,
                ROUNDS,
                new BlockTimes(WARM_NANOS, BlockTimes.SETTLE_NANOS, BLOCK_NANOS, false),
                LONGEST_NANOS,
                OptionalDouble.empty(),
                RacePlan.WITHIN,
                1));
  }

  private void add(int place, List<String> labels) {
    arms.add(predicted.forecasts().get(place).arm());
    labels.add(predicted.forecasts().get(place).label());
  }

  /** Runs them; the same with what each of them did. */
  static WhatIf run(WhatIf predicted, Costs costs, Bench bench) throws InterruptedException {
    List<Integer> places = predicted.worthRunning();
    if (places.isEmpty() || bench.stopped()) {
      return predicted;
    }
    Verification verification = new Verification(predicted, places);
    String why = bench.run(verification.arms, verification.turns, verification::progress);
    return verification.result(costs, why);
  }

  private String progress() {
    Race race = turns.race();
    String who =
        race.working().map(slot -> race.plan().labels().get(slot)).orElse("the arms start");
    return race.warming()
        ? "verifying, warming up: " + who
        : "verifying, round " + (race.roundsDone() + 1) + " of " + ROUNDS + ": " + who;
  }

  private WhatIf result(Costs costs, String why) {
    Standing standing = Standing.of(turns.race());
    List<Forecast> forecasts = new ArrayList<>(predicted.forecasts());
    List<Forecast> verified = new ArrayList<>();
    for (int slot = 1; slot < arms.size(); slot++) {
      int place = places.get(slot - 1);
      ArmEstimate estimate = standing.arms().get(slot);
      if (estimate.throughput().ratio() > 0) {
        Forecast with = measured(forecasts.get(place), estimate);
        forecasts.set(place, with);
        verified.add(with);
      }
    }
    Calibration known = costs.known();
    Optional<WhatIf.Back> back = back(known, costs.past(), standing);
    WhatIf told = predicted.with(forecasts, back, ended(why));
    int blocks = turns.race().blocks().size();
    if (standing.disturbed() == 0) {
      costs.learn(predicted.from(), verified);
      return told;
    }
    boolean mostly = standing.disturbed() > blocks / 2;
    if (!mostly) {
      costs.learn(predicted.from(), verified);
    }
    return told.noting(
        standing.disturbed()
            + " of "
            + blocks
            + " blocks of the verification were disturbed by others"
            + (mostly ? ": its errors are not kept" : ""));
  }

  private static Forecast measured(Forecast forecast, ArmEstimate estimate) {
    double p50 = estimate.p50().ratio();
    return forecast.measured(
        estimate.throughput().ratio(), p50 > 0 ? OptionalDouble.of(p50) : OptionalDouble.empty());
  }

  private String ended(String why) {
    return why.equals("as many as asked for") ? "verified in " + ROUNDS + " rounds" : why;
  }

  /** From the best verified arm's own blocks back to the arm that was measured first. */
  private Optional<WhatIf.Back> back(Calibration known, PastErrors past, Standing standing) {
    for (int slot = 1; slot < arms.size(); slot++) {
      List<RunMeasure> blocks = turns.of(slot);
      boolean told = blocks.stream().anyMatch(each -> each.tasks().completed() > 0);
      double again = standing.arms().getFirst().throughput().ratio();
      if (!told || !(again > 0) || !(Modelled.of(arms.get(slot)) instanceof Modelled.As)) {
        continue;
      }
      RunSpec from = arms.get(slot);
      TaskNeeds needs = RunDemands.of(blocks, from.model().tasksShareThreads());
      Forecast first = predicted.forecasts().getFirst();
      Forecast back =
          Forecaster.of(from, needs, known, past, Optional.empty())
              .forecast(first.arm(), first.label());
      return Optional.of(
          new WhatIf.Back(
              predicted.forecasts().get(places.get(slot - 1)).label(),
              back.measured(again, OptionalDouble.empty())));
    }
    return Optional.empty();
  }
}
