package dev.conctop.app.experiment;

import dev.conctop.experiment.Race;
import dev.conctop.state.State;
import dev.conctop.state.seen.Contest;
import dev.conctop.state.seen.Stage;
import java.util.Optional;

/** One line that says how far an experiment is. */
final class RaceProgress {
  private RaceProgress() {}

  static String line(Contest contest, State state) {
    Race race = contest.race();
    Optional<Integer> working = race.working();
    if (working.isEmpty()) {
      return state.stage() instanceof Stage.Starting starting && !starting.step().isEmpty()
          ? starting.step() + " …"
          : "…";
    }
    String who =
        working.get() < contest.arms().size()
            ? race.plan().labels().get(working.get())
            : race.plan().labels().getFirst() + " again";
    if (race.warming()) {
      return "warming up " + who;
    }
    int round = race.roundsDone() + 1;
    return "round " + round + most(race) + ": " + who;
  }

  private static String most(Race race) {
    return race.plan().rounds() >= dev.conctop.experiment.RacePlan.MOST_ROUNDS
        ? ""
        : " of " + race.plan().rounds();
  }
}
