package dev.conctop.experiment.statistic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Intervals of ratios: by their table, by hand, and by how often they hold the truth. */
class EffectTest {
  /** Of the published table: differences, rank of the interval's begin, coverage in per cent. */
  @ParameterizedTest
  @CsvSource({
    "6, 1, 96.9",
    "7, 3, 95.3",
    "8, 4, 96.1",
    "10, 9, 95.1",
    "12, 14, 95.8",
    "15, 26, 95.2",
    "20, 53, 95.2"
  })
  void theIntervalIsThatOfTheTable(int n, int rank, double coverage) {
    assertEquals(rank, SignedRank.intervalRank(n));
    assertEquals(coverage, 100 * SignedRank.coverage(n, rank), 0.051);
  }

  @Test
  void fiveAreNotEnoughAndManyAreAsTheFormulaSays() {
    assertEquals(0, SignedRank.intervalRank(5));
    int n = 200;
    double formula = n * (n + 1) / 4.0 - 1.96 * Math.sqrt(n * (n + 1.0) * (2 * n + 1) / 24);
    assertEquals(formula, SignedRank.intervalRank(n), 2);
    assertTrue(SignedRank.intervalRank(201) >= SignedRank.intervalRank(200));
  }

  @Test
  void oneByHand() {
    // Logarithms 1, 2, 3 of 2: Walsh averages 1, 1.5, 2, 2, 2.5, 3, whose middle is 2.
    Effect effect = Effect.of(new double[] {2, 4, 8});
    assertEquals(4, effect.ratio(), 1e-12);
    assertEquals(3, effect.rounds());
    assertFalse(effect.hasInterval());
    Effect six = Effect.of(new double[] {2, 4, 8, 2, 4, 8});
    assertEquals(4, six.ratio(), 1e-12);
    assertEquals(2, six.low(), 1e-12);
    assertEquals(8, six.high(), 1e-12);
  }

  @Test
  void whatIsNoRatioIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Effect.of(new double[] {1, 0}));
    assertThrows(IllegalArgumentException.class, () -> Effect.of(new double[] {Double.NaN}));
    assertTrue(Double.isNaN(Effect.of(new double[0]).ratio()));
  }

  /** Noise of a shared machine: usually small, one block in ten far off to either side. */
  private static double noise(SplittableRandom random) {
    double usual = 0.03 * random.nextGaussian();
    return random.nextInt(10) == 0 ? usual + 0.25 * random.nextGaussian() : usual;
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7, 8, 10, 12, 15, 20})
  void theIntervalHoldsTheTruthAsOftenAsItSays(int rounds) {
    SplittableRandom random = new SplittableRandom(rounds);
    int races = 4000;
    int held = 0;
    for (int race = 0; race < races; race++) {
      double[] ratios = new double[rounds];
      for (int i = 0; i < rounds; i++) {
        ratios[i] = 1.2 * Math.exp(noise(random) - noise(random));
      }
      Effect effect = Effect.of(ratios);
      held += effect.low() <= 1.2 && effect.high() >= 1.2 ? 1 : 0;
    }
    double coverage = 100.0 * held / races;
    assertTrue(coverage >= 93 && coverage <= 98, coverage + " %");
  }

  @Test
  void theChanceIsThatOfTheTablesTiesAndAll() {
    // All of six above: 2 / 64. A sum of 3 of seven: (1 + 1 + 1 + 2) / 128, twice.
    assertEquals(2.0 / 64, SignedRank.chance(new double[] {1, 2, 3, 4, 5, 6}), 1e-12);
    assertEquals(2.0 * 5 / 128, SignedRank.chance(new double[] {-1, -2, 3, 4, 5, 6, 7}), 1e-12);
    assertEquals(1, SignedRank.chance(new double[] {0, 0}), 1e-12);
    assertEquals(1, SignedRank.chance(new double[] {1, -1}), 1e-12);
    // Four of one size, one below: the sums of 0 and 1 of them, 5 of 16, twice.
    assertEquals(2.0 * 5 / 16, SignedRank.chance(new double[] {1, 1, 1, -1}), 1e-12);
  }

  @Test
  void theChanceOfManyIsNormal() {
    double[] few = new double[200];
    double[] more = new double[201];
    SplittableRandom random = new SplittableRandom(4);
    Arrays.setAll(more, i -> random.nextGaussian() + 0.1);
    System.arraycopy(more, 0, few, 0, 200);
    assertEquals(SignedRank.chance(few), SignedRank.chance(more), 0.05);
  }
}
