package dev.conctop.state.seen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.Blocks;
import dev.conctop.experiment.Race;
import dev.conctop.experiment.RacePlan;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What whoever reads an experiment's figures is told beside them. */
class ContestTest {
  private static RunSpec sum(String model, String terms) {
    return new RunRequest(
            "sum-of-squares",
            model,
            Map.of("n", terms),
            OptionalInt.empty(),
            OptionalInt.of(1),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty())
        .check(2);
  }

  /** Notes of two arms whose tasks find these results. */
  private static List<String> notes(RunSpec other, double first, double second) {
    RacePlan plan =
        RacePlan.ofRounds(
                6, false, List.of("a", "b"), 5, OptionalDouble.empty(), RacePlan.WITHIN, 1)
            .kept();
    Race race = Race.of(plan).rests(0, 0).rests(1, 0);
    double[] results = {first, second};
    for (int i = 0; i < 4; i++) {
      Race.Next.Go go = (Race.Next.Go) race.next(0);
      race = race.begins(go.slot(), 0).measured(Blocks.of(go.slot(), 10, 0, results[go.slot()]));
      race = race.rests(go.slot(), 0);
    }
    return Contest.of(List.of(sum("sequential", "1000"), other), plan).with(race).notes();
  }

  @Test
  void whoFindsSomethingElseDoesOtherWork() {
    assertEquals(
        List.of("b finds 8 where a finds 7: not the same work"),
        notes(sum("thread-pool", "1000"), 7, 8));
  }

  @Test
  void theSameResultAnUnknownOneAndOtherParametersAreNoNews() {
    assertEquals(List.of(), notes(sum("thread-pool", "1000"), 7, 7));
    assertEquals(List.of(), notes(sum("thread-pool", "1000"), 7, Double.NaN));
    assertEquals(List.of(), notes(sum("thread-pool", "2000"), 7, 8));
  }

  @Test
  void whatIsPredictedOfOtherArmsSaysNothingOfThese() {
    RacePlan plan =
        RacePlan.ofRounds(
            6, false, List.of("a", "b"), 5, OptionalDouble.empty(), RacePlan.WITHIN, 1);
    List<RunSpec> arms = List.of(sum("sequential", "1000"), sum("thread-pool", "1000"));
    List<RunSpec> others = List.of(arms.getFirst(), sum("fork-join", "1000"));
    List<OptionalDouble> told = List.of(OptionalDouble.empty(), OptionalDouble.of(7));
    Contest contest = Contest.of(arms, plan);
    assertEquals(contest.foreseen(), contest.foresees(others, told).foreseen());
    assertEquals(told, contest.foresees(arms, told).begins().ended("over").foreseen());
  }
}
