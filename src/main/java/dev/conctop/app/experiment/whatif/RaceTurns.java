package dev.conctop.app.experiment.whatif;

import dev.conctop.app.experiment.whatif.bench.Turns;
import dev.conctop.experiment.BlockFigures;
import dev.conctop.experiment.Race;
import dev.conctop.experiment.RacePlan;
import dev.conctop.experiment.predict.run.RunMeasure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The turns of a race. */
final class RaceTurns implements Turns {
  private final Map<Integer, List<RunMeasure>> measures = new HashMap<>();
  private Race race;

  RaceTurns(RacePlan plan) {
    race = Race.of(plan);
  }

  Race race() {
    return race;
  }

  /** What was seen of a slot, block by block, the warm-up left out. */
  List<RunMeasure> of(int slot) {
    return measures.getOrDefault(slot, List.of());
  }

  @Override
  public Race.Next next(long now) {
    Race.Next next = race.next(now);
    if (next instanceof Race.Next.Go go) {
      race = race.begins(go.slot(), now);
    } else if (next instanceof Race.Next.Renew renew) {
      race = race.renewed(renew.slot(), now);
    }
    return next;
  }

  @Override
  public void measured(BlockFigures figures, RunMeasure measure) {
    if (!race.warming()) {
      measures.computeIfAbsent(figures.arm(), _ -> new ArrayList<>()).add(measure);
    }
    race = race.measured(figures);
  }

  @Override
  public void rests(int slot) {
    race = race.rests(slot, System.nanoTime());
  }

  @Override
  public void died(int slot, String why) {
    race = race.died(slot, why);
  }

  @Override
  public void stop(String why) {
    race = race.stop(why);
  }
}
