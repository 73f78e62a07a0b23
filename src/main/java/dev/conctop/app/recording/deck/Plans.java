package dev.conctop.app.recording.deck;

import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.experiment.BlockTimes;
import dev.conctop.experiment.RacePlan;
import dev.conctop.experiment.curve.Range;
import dev.conctop.experiment.curve.Slo;
import dev.conctop.experiment.sweep.SweepPlan;
import dev.conctop.record.fact.Watched;
import dev.conctop.state.seen.Contest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Experiments as they are written down, and back. */
public final class Plans {
  private static final Range.Unit[] UNITS = Range.Unit.values();

  private Plans() {}

  /** A comparison. */
  public static Watched.Race written(Contest contest) {
    RacePlan plan = contest.race().plan();
    return new Watched.Race(
        contest.arms().stream().map(Runs::request).toList(),
        new Watched.RacePlan(
            plan.labels(),
            plan.placebo(),
            plan.rounds(),
            plan.times().warmNanos(),
            plan.times().settleNanos(),
            plan.times().blockNanos(),
            plan.times().anew(),
            plan.longestNanos(),
            plan.halfWidth(),
            plan.within(),
            plan.seed()));
  }

  /** A sweep. */
  public static Watched.Sweep written(SweepPlan plan) {
    Range range = plan.range();
    return new Watched.Sweep(
        Runs.request(plan.spec()),
        new Watched.SweepPlan(
            range.over(),
            range.unit().ordinal(),
            range.ladder(),
            range.values(),
            range.texts(),
            plan.cores(),
            plan.longestNanos(),
            plan.seed(),
            plan.slo()
                .map(slo -> List.of((long) slo.percentile(), slo.belowNanos()))
                .orElse(List.of())));
  }

  /**
   * The comparison, before its first block.
   *
   * @param cores that it could use
   * @throws BadInput when it is not known here, or none that can be
   */
  static Contest contest(Watched.Race race, int cores) {
    Watched.RacePlan plan = race.plan();
    List<RunSpec> arms = new ArrayList<>();
    for (RunRequest arm : race.arms()) {
      arms.add(arm.check(cores));
    }
    if (arms.size() != plan.labels().size()
        || arms.size() < 2
        || arms.size() > RacePlan.MOST_ARMS
        || plan.rounds() < 1) {
      throw new BadInput("there is no such comparison");
    }
    return Contest.of(
        arms,
        new RacePlan(
            plan.labels(),
            plan.placebo(),
            plan.rounds(),
            new BlockTimes(plan.warm(), plan.settle(), plan.block(), plan.anew()),
            plan.longest(),
            plan.halfWidth(),
            plan.within(),
            plan.seed()));
  }

  /**
   * The sweep, before its first block.
   *
   * @throws BadInput when it is not known here, or none that can be
   */
  static SweepPlan sweep(Watched.Sweep sweep) {
    Watched.SweepPlan plan = sweep.plan();
    int values = plan.values().size();
    if (values < 2 || values > Range.MOST_VALUES || plan.texts().size() != values) {
      throw new BadInput("there is no such sweep");
    }
    Range range =
        new Range(plan.over(), UNITS[plan.unit()], plan.ladder(), plan.values(), plan.texts());
    Optional<Slo> slo =
        plan.slo().size() == 2
            ? Optional.of(new Slo(Math.toIntExact(plan.slo().getFirst()), plan.slo().getLast()))
            : Optional.empty();
    return SweepPlan.of(
        sweep.request().check(Math.max(1, plan.cores())),
        range,
        plan.cores(),
        plan.longest(),
        plan.seed(),
        slo);
  }
}
