package dev.conctop.experiment.statistic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.experiment.BlockOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of races that were made up, with known truth. */
class JudgementTest {
  private static final double WITHIN = 0.03;
  private static final double[] NO_PLACEBO = {};

  /** A block: its place in the round counts, and so does the noise of the machine. */
  private static double block(double truth, int place, SplittableRandom random) {
    double disturbed = random.nextInt(12) == 0 ? -0.15 * random.nextDouble() : 0;
    return truth * Math.exp(0.01 * place + 0.02 * random.nextGaussian() + disturbed);
  }

  /** Ratios of each arm but the first to it, round by round. */
  private static List<double[]> race(double[] truths, int rounds, long seed, boolean reversed) {
    SplittableRandom random = new SplittableRandom(seed);
    BlockOrder order = new BlockOrder(truths.length, seed);
    List<double[]> ratios = new ArrayList<>();
    for (int arm = 1; arm < truths.length; arm++) {
      ratios.add(new double[rounds]);
    }
    for (int round = 0; round < rounds; round++) {
      int[] arms = order.round(round);
      double[] found = new double[truths.length];
      for (int i = 0; i < arms.length; i++) {
        int place = reversed ? arms.length - 1 - i : i;
        found[arms[i]] = block(truths[arms[i]], place, random);
      }
      for (int arm = 1; arm < truths.length; arm++) {
        ratios.get(arm - 1)[round] = found[arm] / found[0];
      }
    }
    return ratios;
  }

  private static Judgement judge(List<double[]> ratios) {
    return Judgement.of(ratios, NO_PLACEBO, WITHIN);
  }

  @Test
  void anArmAgainstItselfHardlyEverWins() {
    int winners = 0;
    for (int seed = 0; seed < 20; seed++) {
      Word word = judge(race(new double[] {1, 1}, 12, seed, false)).words().getFirst();
      winners += word == Word.FASTER || word == Word.SLOWER ? 1 : 0;
    }
    assertTrue(winners <= 2, winners + " of 20");
  }

  @Test
  void tenPerCentMoreWorkIsFound() {
    int found = 0;
    for (int seed = 0; seed < 10; seed++) {
      Word word = judge(race(new double[] {1, 1 / 1.1}, 12, seed, false)).words().getFirst();
      found += word == Word.SLOWER ? 1 : 0;
    }
    assertTrue(found >= 9, found + " of 10");
  }

  @Test
  void ofEightArmsThatAreTheSameHardlyEverAnyWins() {
    int races = 0;
    for (int seed = 0; seed < 100; seed++) {
      double[] truths = new double[8];
      Arrays.fill(truths, 1);
      List<Word> words = judge(race(truths, 16, seed, false)).words();
      races += words.contains(Word.FASTER) || words.contains(Word.SLOWER) ? 1 : 0;
    }
    assertTrue(races <= 10, races + " of 100: each arm by itself would win in thirty of them");
  }

  @Test
  void theOrderTurnedRoundGivesTheSame() {
    Effect there = judge(race(new double[] {1, 1.1}, 12, 3, false)).effects().getFirst();
    Effect back = judge(race(new double[] {1, 1.1}, 12, 3, true)).effects().getFirst();
    assertTrue(there.low() <= back.high() && back.low() <= there.high(), there + " " + back);
  }

  @Test
  void theWords() {
    assertEquals(
        List.of(Word.NOT_ENOUGH_ROUNDS), judge(List.of(new double[] {2, 2, 2, 2, 2})).words());
    double[] close = {1.001, 0.999, 1.002, 0.998, 1.003, 0.997, 1.0, 1.001};
    assertEquals(List.of(Word.SAME), judge(List.of(close)).words());
    double[] wide = {0.8, 1.3, 0.9, 1.2, 1.1, 0.85, 1.25, 0.95};
    Judgement unsure = judge(List.of(wide));
    assertEquals(List.of(Word.CANNOT_TELL), unsure.words());
    assertTrue(unsure.moreRounds().getFirst() > 50, unsure.moreRounds().toString());
    assertEquals(0, judge(List.of(close)).moreRounds().getFirst());
    assertEquals(-1, judge(List.of(new double[] {2})).moreRounds().getFirst());
  }

  @Test
  void besideWhatDiffersFromItselfOnlyMoreThanThatIsTold() {
    double[] twice = {2, 2.1, 1.9, 2, 2.2, 2.05};
    double[] little = {1.2, 1.15, 1.22, 1.18, 1.21, 1.25};
    double[] noisy = {1.2, 1.25, 1.22, 1.3, 1.21, 1.24};
    Judgement judgement = Judgement.of(List.of(twice), noisy, WITHIN);
    assertEquals(List.of(Word.FASTER), judgement.words());
    assertEquals(List.of(Word.CANNOT_TELL), Judgement.of(List.of(little), noisy, WITHIN).words());
    double[] same = {1, 1.001, 0.999, 1.002, 0.998, 1};
    assertEquals(List.of(Word.CANNOT_TELL), Judgement.of(List.of(same), noisy, WITHIN).words());
    assertEquals(1.2, judgement.noise().ratio(), 0.05);
    double[] quiet = {1.01, 0.99, 1.02, 0.98, 1, 1};
    assertEquals(List.of(Word.FASTER), Judgement.of(List.of(twice), quiet, WITHIN).words());
  }

  /** (t s / ln 1.03)², t of n − 1: for s = 0.05 that is 14, by tables of t. */
  @Test
  void soManyRoundsWouldTell() {
    double away = 0.05 * Math.sqrt(7.0 / 8);
    double[] ratios = new double[8];
    Arrays.setAll(ratios, i -> Math.exp(i % 2 == 0 ? away : -away));
    assertEquals(14, RoundsNeeded.inAll(ratios, WITHIN));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8})
  void everyArmIsInEveryPlaceEquallyOften(int arms) {
    BlockOrder order = new BlockOrder(arms, 42);
    int squares = 3;
    int[][] times = new int[arms][arms];
    for (int round = 0; round < squares * arms; round++) {
      int[] all = order.round(round);
      assertArrayEquals(IntStream.range(0, arms).toArray(), Arrays.stream(all).sorted().toArray());
      for (int place = 0; place < arms; place++) {
        times[all[place]][place]++;
      }
    }
    for (int[] places : times) {
      assertTrue(Arrays.stream(places).allMatch(n -> n == squares), Arrays.toString(places));
    }
  }

  @Test
  void theSameSeedGivesTheSameOrder() {
    String one = orders(7);
    assertEquals(one, orders(7));
    assertNotEquals(one, orders(8));
  }

  private static String orders(long seed) {
    BlockOrder order = new BlockOrder(5, seed);
    StringBuilder text = new StringBuilder();
    for (int round = 0; round < 20; round++) {
      text.append(Arrays.toString(order.round(round)));
    }
    return text.toString();
  }
}
