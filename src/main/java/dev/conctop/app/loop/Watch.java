package dev.conctop.app.loop;

import dev.conctop.app.fleet.FleetFront;
import dev.conctop.app.recording.Player;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.scenario.Scenario;
import dev.conctop.experiment.sweep.SweepPlan;
import dev.conctop.probe.Reach;
import dev.conctop.state.seen.Contest;
import dev.conctop.state.seen.Target;
import dev.conctop.tour.Walk;
import java.util.Optional;

/** What the full screen is to watch. */
public sealed interface Watch {
  record WholeMachine() implements Watch {}

  /**
   * A run of ours.
   *
   * @param scenario what it is to show, if it is one of the scenarios
   */
  record Run(RunSpec spec, Optional<Scenario> scenario) implements Watch {}

  /** What was recorded. */
  record Replay(Player player) implements Watch {}

  /** Several runs in turns. */
  record Arms(Contest contest) implements Watch {}

  /**
   * One run at many sizes.
   *
   * @param scenario what it is to show, if it is one of the scenarios
   */
  record Sizes(SweepPlan plan, Optional<Scenario> scenario) implements Watch {}

  /**
   * A process of somebody else's.
   *
   * @param reach whether its descendants are watched, too
   */
  record Process(Target target, Reach reach) implements Watch {}

  /** Several machines, or one of them, elsewhere. */
  record Fleet(FleetFront front) implements Watch {}

  /** Lessons, each of which is run when the person says so. */
  record Guided(Walk walk) implements Watch {}
}
