package dev.conctop.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.experiment.statistic.Effect;
import dev.conctop.experiment.statistic.Word;
import dev.conctop.sample.task.TaskWait;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {
  private static final RacePlan PLAN =
      RacePlan.ofRounds(
              20, true, List.of("pool", "loop"), 1, OptionalDouble.empty(), RacePlan.WITHIN, 1)
          .kept();

  /** Rounds in which each slot gives one figure; the twin is the third. */
  private static Race race(double[][] rounds, double[] otherLoad) {
    Race race = Race.of(PLAN).rests(0, 0).rests(1, 0).rests(2, 0);
    for (int warm = 0; warm < 3; warm++) {
      race = race.begins(warm, 0).measured(Blocks.of(warm, 1)).rests(warm, 0);
    }
    for (int round = 0; round < rounds.length; round++) {
      for (int place = 0; place < 3; place++) {
        Race.Next.Go go = (Race.Next.Go) race.next(0);
        double load = otherLoad[round];
        race =
            race.begins(go.slot(), 0)
                .measured(Blocks.of(go.slot(), rounds[round][go.slot()], load))
                .rests(go.slot(), 0);
      }
    }
    return race;
  }

  private static double[][] rounds(int n, double ratio, double twin) {
    double[][] rounds = new double[n][];
    for (int i = 0; i < n; i++) {
      // The machine itself goes up and down; what is compared is not touched by it.
      double machine = 2000 * (1 + 0.5 * Math.sin(i));
      double noise = 1 + 0.002 * ((i * 7) % 5 - 2);
      rounds[i] = new double[] {machine, machine * ratio * noise, machine * twin / noise};
    }
    return rounds;
  }

  @Test
  void aRatioIsTakenRoundByRoundAndTheDifferenceCloses() {
    Standing standing = Standing.of(race(rounds(10, 1.1, 1), new double[10]));
    Effect effect = standing.judgement().effects().getFirst();
    assertEquals(1.1, effect.ratio(), 0.005);
    assertTrue(effect.low() > 1.09 && effect.high() < 1.11, effect.toString());
    assertEquals(Word.FASTER, standing.judgement().words().getFirst());
    Difference difference = standing.differences().getFirst();
    assertTrue(difference.closureError() < 0.01, "" + difference.closureError());
    assertEquals(TaskWait.READY, difference.most());
    assertTrue(difference.responseNanos() < 0, "who does more takes less a task");
    double sum = 0;
    for (double part : difference.nanos()) {
      sum += part;
    }
    assertEquals(difference.responseNanos(), sum, 1e-2 * Math.abs(difference.responseNanos()));
  }

  @Test
  void whatIsWithinTheReferencesOwnDifferenceIsNotTold() {
    Standing standing = Standing.of(race(rounds(10, 1.03, 1.04), new double[10]));
    assertEquals(Word.CANNOT_TELL, standing.judgement().words().getFirst());
    assertFalse(standing.judgement().noise().mayBeNone());
  }

  @Test
  void disturbedBlocksCountAndAreLeftOutOfASecondJudgement() {
    double[][] rounds = rounds(14, 1.1, 1);
    double[] load = new double[14];
    for (int i = 0; i < 5; i++) {
      rounds[i][1] /= 2;
      load[i] = 1.5;
    }
    Standing standing = Standing.of(race(rounds, load));
    assertEquals(15, standing.disturbed());
    assertEquals(Word.CANNOT_TELL, standing.judgement().words().getFirst());
    assertEquals(Word.FASTER, standing.undisturbed().words().getFirst());
  }

  /** Who does nothing in some rounds has lost them: its good rounds are not all there is. */
  @Test
  void roundsInWhichAnArmDidNothingCount() {
    double[][] rounds = rounds(12, 1.2, 1);
    for (int i = 0; i < 4; i++) {
      rounds[3 * i][1] = 0;
    }
    Standing standing = Standing.of(race(rounds, new double[12]));
    assertEquals(Word.CANNOT_TELL, standing.judgement().words().getFirst());
    assertEquals(4, standing.arms().get(1).empty());
    for (double[] round : rounds) {
      round[1] = 0;
    }
    Standing nothing = Standing.of(race(rounds, new double[12]));
    assertEquals(Word.SLOWER, nothing.judgement().words().getFirst());
  }

  @Test
  void ofFewTasksNoTailIsTold() {
    Standing few = Standing.of(race(rounds(10, 1, 1), new double[10]));
    assertTrue(few.arms().getFirst().p99().hasInterval(), "2,000 tasks a block");
    double[][] slow = new double[10][];
    for (int i = 0; i < 10; i++) {
      slow[i] = new double[] {300 + i, 30 + i, 300};
    }
    Standing standing = Standing.of(race(slow, new double[10]));
    assertFalse(standing.arms().getFirst().p99().hasInterval(), "300 tasks a block");
    assertFalse(Double.isNaN(standing.arms().getFirst().p99().ratio()), "but a figure");
    assertTrue(Double.isNaN(standing.arms().get(1).p99().ratio()), "30 tasks a block");
  }

  @ParameterizedTest
  @CsvSource({
    "loop>pool, true",
    "loop>1.05*pool, true",
    "loop > 1.2 * pool, false",
    "pool<loop, true",
    "pool<0.95*loop, true",
    "loop<pool, false"
  })
  void anAssertionHoldsOnlyWhereTheWholeIntervalDoes(String text, boolean held) {
    Race race = race(rounds(10, 1.1, 1), new double[10]);
    RaceAssertion.Outcome outcome = RaceAssertion.parse(text, List.of("pool", "loop")).check(race);
    assertEquals(held, outcome.held(), outcome.found());
  }

  @Test
  void withoutAnIntervalNoAssertionHolds() {
    Race race = race(rounds(5, 3, 1), new double[5]);
    RaceAssertion.Outcome outcome =
        RaceAssertion.parse("loop>pool", List.of("pool", "loop")).check(race);
    assertFalse(outcome.held());
    assertEquals("not enough rounds: 5 of 6", outcome.found());
  }

  @Test
  void labelsMayHoldTheSignsOfAnAssertion() {
    List<String> labels = List.of("pool -p x=a>b", "2*loop");
    RaceAssertion read = RaceAssertion.parse("pool -p x=a>b > 2*loop", labels);
    assertEquals(new RaceAssertion("pool -p x=a>b > 2*loop", 0, 1, true, 1), read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loop=pool | cannot read 'loop=pool': such as 'loop>1.1*pool'",
        "loop>x*pool | no arm is called 'x*pool'; there are pool, loop",
        "lop>pool | no arm is called 'lop'; there are pool, loop",
        "loop>0*pool | '0' in 'loop>0*pool' is not a factor"
      })
  void whatCannotBeReadIsSaid(String text, String why) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> RaceAssertion.parse(text, List.of("pool", "loop")));
    assertEquals(why, e.getMessage());
  }
}
