package dev.conctop.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RaceTest {
  private static final long ROUND = 1_000_000_000L;
  private long now;

  private static RacePlan plan(int rounds, boolean placebo, String... labels) {
    return RacePlan.ofRounds(
        rounds, placebo, List.of(labels), 5, OptionalDouble.empty(), RacePlan.WITHIN, 3);
  }

  private static Race ready(RacePlan plan) {
    Race race = Race.of(plan);
    for (int slot = 0; slot < plan.slots(); slot++) {
      assertInstanceOf(Race.Next.Wait.class, race.next(0), "not before all are ready");
      race = race.rests(slot);
    }
    return race;
  }

  /** Lets the next block happen. */
  private Race block(Race race, List<Integer> turns, double... throughput) {
    Race.Next.Go go = assertInstanceOf(Race.Next.Go.class, race.next(now));
    turns.add(go.slot());
    Race next = race.begins(go.slot(), now);
    assertInstanceOf(Race.Next.Wait.class, next.next(now), "one at a time");
    now += ROUND;
    return next.measured(Blocks.of(go.slot(), throughput[go.slot()])).rests(go.slot());
  }

  private Race play(Race race, List<Integer> turns, double... throughput) {
    Race at = race;
    while (at.next(now) instanceof Race.Next.Go) {
      at = block(at, turns, throughput);
    }
    return at;
  }

  @Test
  void eachWarmsUpOnceThenAllHaveOneTurnARound() {
    List<Integer> turns = new ArrayList<>();
    Race race = play(ready(plan(6, true, "a", "b")), turns, 100, 200, 100);
    assertEquals(List.of(0, 1, 2), turns.subList(0, 3), "the reference, the other, the twin");
    assertEquals(3 + 6 * 3, turns.size());
    for (int round = 0; round < 6; round++) {
      List<Integer> one = turns.subList(3 + 3 * round, 6 + 3 * round);
      assertEquals(List.of(0, 1, 2), one.stream().sorted().toList(), "round " + round);
    }
    for (int place = 0; place < 3; place++) {
      for (int slot = 0; slot < 3; slot++) {
        int times = 0;
        for (int round = 0; round < 6; round++) {
          times += turns.get(3 + 3 * round + place) == slot ? 1 : 0;
        }
        assertEquals(2, times, "slot " + slot + " in place " + place);
      }
    }
    assertEquals(18, race.blocks().size(), "the warm-up does not count");
    assertEquals(new Race.Next.Over("as many as asked for"), race.next(now));
  }

  @Test
  void figuresThatComeAfterTheRestAreTheirs() {
    Race race = ready(plan(1, false, "a", "b")).begins(0, 0).rests(0);
    assertInstanceOf(Race.Next.Wait.class, race.next(0), "its figures are not read yet");
    race = race.measured(Blocks.of(0, 10));
    assertEquals(1, assertInstanceOf(Race.Next.Go.class, race.next(0)).slot());
  }

  @Test
  void whoIsOutHasNoTurnAndTheRestGoesOn() {
    List<Integer> turns = new ArrayList<>();
    Race race = ready(plan(6, false, "a", "b", "c"));
    race = play(race.died(1, "no Python"), turns, 100, 0, 50);
    assertEquals(Optional.of("no Python"), race.dead(1));
    assertTrue(turns.stream().noneMatch(slot -> slot == 1), turns.toString());
    assertEquals(2 + 6 * 2, turns.size());
    Standing standing = Standing.of(race);
    assertEquals(Word.NOT_ENOUGH_ROUNDS, standing.judgement().words().get(0));
    assertEquals(Word.SLOWER, standing.judgement().words().get(1));
  }

  @Test
  void whoDiesWhileItWorksIsOutAndWhatWasMeasuredStays() {
    List<Integer> turns = new ArrayList<>();
    Race race = ready(plan(8, false, "a", "b", "c"));
    for (int i = 0; i < 3 + 3 * 6; i++) {
      race = block(race, turns, 100, 200, 50);
    }
    Race.Next.Go go = assertInstanceOf(Race.Next.Go.class, race.next(now));
    race = race.begins(go.slot(), now);
    if (go.slot() != 2) {
      now += ROUND;
      race = race.measured(Blocks.of(go.slot(), 100)).rests(go.slot()).died(2, "killed");
    } else {
      race = race.died(2, "killed");
    }
    race = play(race, turns, 100, 200, 50);
    assertEquals(Word.SLOWER, Standing.of(race).judgement().words().get(1), "by its six rounds");
    assertEquals(8, race.roundsDone());
  }

  @Test
  void withoutTheReferenceOrWithOneArmAloneItIsOver() {
    Race race = ready(plan(6, false, "a", "b"));
    assertEquals(new Race.Next.Over("the reference is out: gone"), race.died(0, "gone").next(0));
    assertEquals(
        new Race.Next.Over("one arm is left: nothing to compare"), race.died(1, "gone").next(0));
  }

  @Test
  void noRoundBeginsThatWouldNotEndInTime() {
    RacePlan timed =
        new RacePlan(
            List.of("a", "b"),
            false,
            1000,
            5,
            0,
            ROUND,
            10 * ROUND,
            OptionalDouble.empty(),
            RacePlan.WITHIN,
            1);
    List<Integer> turns = new ArrayList<>();
    Race race = play(ready(timed), turns, 1000, 2000);
    assertEquals(new Race.Next.Over("the time is over"), race.next(now));
    assertEquals(0, turns.size() % 2, "rounds are whole");
    assertTrue(now <= 10 * ROUND + 1 && race.roundsDone() >= 3, race.roundsDone() + " rounds");
  }

  @Test
  void itEndsWhenTheIntervalsAreNarrowEnoughAndNotBeforeThereAreAny() {
    RacePlan until =
        RacePlan.ofRounds(
            100, false, List.of("a", "b"), 5, OptionalDouble.of(0.02), RacePlan.WITHIN, 1);
    List<Integer> turns = new ArrayList<>();
    Race race = play(ready(until), turns, 100, 101);
    assertEquals(Effect.LEAST_ROUNDS, race.roundsDone());
    assertEquals(new Race.Next.Over("the intervals are as narrow as asked for"), race.next(now));
  }

  @Test
  void blocksHoldSeveralTasksOfTheSlowestArm() {
    Race race = ready(plan(6, false, "a", "b"));
    List<Integer> turns = new ArrayList<>();
    race = block(block(race, turns, 2000, 2), turns, 2000, 2);
    Race.Next.Go go = assertInstanceOf(Race.Next.Go.class, race.next(now));
    assertEquals(2_500_000_000L, go.nanos(), "five ends of two a second");
    Race quick = ready(plan(6, false, "a", "b"));
    quick = block(block(quick, turns, 2000, 2000), turns, 2000, 2000);
    Race.Next.Go usual = assertInstanceOf(Race.Next.Go.class, quick.next(now));
    assertEquals(RacePlan.SETTLE_NANOS, usual.settleNanos());
  }

  @Test
  void toldToStopItDoesAtOnce() {
    Race race = ready(plan(6, false, "a", "b")).begins(0, 0);
    assertEquals(new Race.Next.Over("enough"), race.stop("enough").next(0));
  }

  @Test
  void timeIsDividedIntoRoundsAndTheTwinRunsOnlyWhenThereIsTimeForIt() {
    List<String> two = List.of("a", "b");
    RacePlan shortOne =
        RacePlan.within(
            40_000_000_000L, 0, Optional.empty(), two, ROUND, OptionalDouble.empty(), 0.03, 1);
    assertEquals(false, shortOne.placebo());
    assertTrue(
        10 * shortOne.roundNanos() <= shortOne.longestNanos(), "ten rounds fit: " + shortOne);
    RacePlan longOne =
        RacePlan.within(
            120_000_000_000L, 0, Optional.empty(), two, ROUND, OptionalDouble.empty(), 0.03, 1);
    assertEquals(true, longOne.placebo());
    assertTrue(longOne.blockNanos() >= 1_500_000_000L, longOne.toString());
    RacePlan asked =
        RacePlan.within(
            40_000_000_000L, 0, Optional.of(true), two, ROUND, OptionalDouble.empty(), 0.03, 1);
    assertEquals(true, asked.placebo());
  }

  @Test
  void fromOneRoundOnItIsSaidHowManyMoreWouldTell() {
    List<Integer> turns = new ArrayList<>();
    Race race = ready(plan(10, false, "a", "b"));
    for (int i = 0; i < 2 + 2 * 2; i++) {
      race = block(race, turns, 100, 700 + 30 * (i % 2));
    }
    assertEquals(
        List.of(Effect.LEAST_ROUNDS - 2),
        Standing.of(race).judgement().moreRounds(),
        "seven times as much is told as soon as anything is");
  }
}
