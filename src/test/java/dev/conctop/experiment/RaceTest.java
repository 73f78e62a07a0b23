package dev.conctop.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.experiment.statistic.Effect;
import dev.conctop.experiment.statistic.Word;
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
        rounds, placebo, List.of(labels), ROUND, OptionalDouble.empty(), RacePlan.WITHIN, 3);
  }

  private static Race ready(RacePlan plan) {
    Race race = Race.of(plan);
    for (int slot = 0; slot < plan.slots(); slot++) {
      assertInstanceOf(Race.Next.Wait.class, race.next(0), "not before all are ready");
      race = race.rests(slot, 0);
    }
    return race;
  }

  /** Lets the next block happen. */
  private Race block(Race before, List<Integer> turns, double... throughput) {
    Race race = started(before);
    Race.Next.Go go = assertInstanceOf(Race.Next.Go.class, race.next(now));
    turns.add(go.slot());
    Race next = race.begins(go.slot(), now);
    assertInstanceOf(Race.Next.Wait.class, next.next(now), "one at a time");
    now += ROUND;
    return next.measured(Blocks.of(go.slot(), throughput[go.slot()])).rests(go.slot(), now);
  }

  /** Lets those start whose turn it is. */
  private Race started(Race race) {
    Race at = race;
    while (at.next(now) instanceof Race.Next.Renew renew) {
      at = at.renewed(renew.slot(), now).rests(renew.slot(), now);
    }
    return at;
  }

  private Race play(Race race, List<Integer> turns, double... throughput) {
    Race at = started(race);
    while (at.next(now) instanceof Race.Next.Go) {
      at = started(block(at, turns, throughput));
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
    Race race = ready(plan(1, false, "a", "b")).begins(0, 0).rests(0, 0);
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
    race = started(race);
    Race.Next.Go go = assertInstanceOf(Race.Next.Go.class, race.next(now));
    race = race.begins(go.slot(), now);
    if (go.slot() != 2) {
      now += ROUND;
      race = race.measured(Blocks.of(go.slot(), 100)).rests(go.slot(), now).died(2, "killed");
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
            new BlockTimes(5, 0, ROUND, false),
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
    assertEquals(BlockTimes.SETTLE_NANOS, usual.settleNanos());
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
        9 * shortOne.roundNanos() <= shortOne.longestNanos(), "nine rounds fit: " + shortOne);
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

  /** Warmed, and in the last round of the processes. */
  private Race inTheLast(RacePlan plan) {
    List<Integer> turns = new ArrayList<>();
    Race race = ready(plan);
    for (int i = 0; i < 2 * Renewals.ROUNDS; i++) {
      race = block(race, turns, 100, 200);
    }
    return race;
  }

  @Test
  void whoHasWorkedForSomeRoundsGetsANewProcessThatIsWarmed() {
    Race race = inTheLast(plan(9, false, "a", "b"));
    Race.Next.Go first = assertInstanceOf(Race.Next.Go.class, race.next(now), "none is worn yet");
    race = race.begins(first.slot(), now);
    race = race.measured(Blocks.of(first.slot(), 100)).rests(first.slot(), now);
    assertEquals(new Race.Next.Renew(first.slot()), race.next(now));
    race = race.renewed(first.slot(), now);
    assertInstanceOf(Race.Next.Wait.class, race.next(now), "how long it takes is not known");
    race = race.rests(first.slot(), now + ROUND);
    Race.Next.Go second = assertInstanceOf(Race.Next.Go.class, race.next(now));
    assertEquals(BlockTimes.SETTLE_NANOS, second.settleNanos(), "it is the old one yet");
    race = race.begins(second.slot(), now);
    race = race.measured(Blocks.of(second.slot(), 100)).rests(second.slot(), now);
    race = race.renewed(second.slot(), now).rests(second.slot(), now + ROUND);
    Race.Next.Go fresh = assertInstanceOf(Race.Next.Go.class, race.next(now));
    assertEquals(2 * ROUND, fresh.settleNanos(), "twice as long as the warm-up");
    race = block(race, new ArrayList<>(), 100, 200);
    race = block(race, new ArrayList<>(), 100, 200);
    Race.Next.Go again = assertInstanceOf(Race.Next.Go.class, race.next(now));
    assertEquals(BlockTimes.SETTLE_NANOS, again.settleNanos(), "it has worked");
  }

  @Test
  void aSlowStartIsWaitedForAndAVerySlowOneIsTheLast() {
    Race race = inTheLast(plan(9, false, "a", "b"));
    Race.Next.Go go = assertInstanceOf(Race.Next.Go.class, race.next(now));
    race = race.begins(go.slot(), now).measured(Blocks.of(go.slot(), 100)).rests(go.slot(), now);
    race = race.renewed(go.slot(), now).rests(go.slot(), now + Renewals.LONGEST_START_NANOS + 1);
    assertEquals(false, race.renews());
    List<Integer> turns = new ArrayList<>();
    race = block(race, turns, 100, 200);
    assertInstanceOf(Race.Next.Go.class, race.next(now), "processes live on");
  }

  @Test
  void whoCannotStartAnewIsOut() {
    Race race = inTheLast(plan(9, false, "a", "b", "c").with(List.of("a", "b")));
    Race.Next.Go go = assertInstanceOf(Race.Next.Go.class, race.next(now));
    int other = 1 - go.slot();
    race = race.begins(go.slot(), now).measured(Blocks.of(go.slot(), 100)).rests(go.slot(), now);
    race = race.renewed(go.slot(), now).died(go.slot(), "no memory");
    assertEquals(Optional.of("no memory"), race.dead(go.slot()));
    assertInstanceOf(Race.Next.Over.class, race.next(now));
    assertTrue(race.dead(other).isEmpty());
  }

  @Test
  void inTheLastRoundNobodyIsReplacedAndKeptOnesNever() {
    List<Integer> turns = new ArrayList<>();
    Race last = inTheLast(plan(Renewals.ROUNDS, false, "a", "b"));
    Race kept = inTheLast(plan(9, false, "a", "b").kept());
    assertEquals(false, kept.renews());
    for (int i = 0; i < 2; i++) {
      Race.Next.Go go = assertInstanceOf(Race.Next.Go.class, last.next(now));
      last = last.begins(go.slot(), now).measured(Blocks.of(go.slot(), 9)).rests(go.slot(), now);
      Race.Next.Go its = assertInstanceOf(Race.Next.Go.class, kept.next(now));
      kept = kept.begins(its.slot(), now).measured(Blocks.of(its.slot(), 9));
      kept = kept.rests(its.slot(), now);
    }
    assertInstanceOf(Race.Next.Over.class, last.next(now));
    assertEquals(0, turns.size());
  }

  @Test
  void whereATimeWasGivenSlowTasksDoNotTakeTheRoundsAway() {
    RacePlan plan =
        RacePlan.within(
            40 * ROUND,
            0,
            Optional.empty(),
            List.of("a", "b"),
            ROUND,
            OptionalDouble.empty(),
            0.03,
            1);
    RacePlan slow = plan.paced(0.4e9, 0.4e9);
    assertTrue(8 * slow.roundNanos() <= slow.longestNanos(), slow.toString());
    assertTrue(plan.paced(4e9, 4e9).blockNanos() >= 6 * ROUND, "one and a half tasks");
    RacePlan free =
        RacePlan.ofRounds(9, false, List.of("a", "b"), ROUND, OptionalDouble.empty(), 0.03, 1);
    assertEquals(2 * ROUND, free.paced(0.4e9, 0.4e9).blockNanos(), "five of them");
  }
}
