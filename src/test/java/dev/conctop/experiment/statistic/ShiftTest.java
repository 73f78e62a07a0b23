package dev.conctop.experiment.statistic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShiftTest {
  private static double[] normal(SplittableRandom random, int n, double mean) {
    return random.doubles(n).map(u -> mean + Math.sqrt(2) * inverseError(2 * u - 1)).toArray();
  }

  /** By bisection of a series: slow, and of nobody's but the test's. */
  private static double inverseError(double y) {
    double low = -5;
    double high = 5;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (error(middle) < y) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double error(double x) {
    double t = 1 / (1 + 0.3275911 * Math.abs(x));
    double sum =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return Math.signum(x) * (1 - sum * Math.exp(-x * x));
  }

  @Test
  void itIsTheMedianOfAllDifferences() {
    Shift shift = Shift.between(new double[] {1, 2, 4}, new double[] {3, 7});
    // 3−1, 3−2, 3−4, 7−1, 7−2, 7−4
    assertEquals(2.5, shift.value(), 1e-12);
    assertFalse(shift.hasInterval(), "two of the one are too few");
    assertTrue(Double.isNaN(Shift.between(new double[0], new double[] {1}).value()));
  }

  @Test
  void ranksAreSens() {
    // 10·10/2 − 1.96·√(100·21/12) = 24.07
    assertEquals(24, Shift.rank(10, 10));
    assertTrue(Shift.rank(3, 3) < 1);
    assertEquals(1, Shift.rank(4, 4));
  }

  @Test
  void theIntervalHoldsTheTruthNineteenTimesOfTwenty() {
    SplittableRandom random = new SplittableRandom(7);
    int held = 0;
    int rounds = 1000;
    for (int i = 0; i < rounds; i++) {
      Shift shift = Shift.between(normal(random, 12, 0), normal(random, 20, 1.5));
      held += shift.low() <= 1.5 && shift.high() >= 1.5 ? 1 : 0;
    }
    assertTrue(held > 0.93 * rounds && held < 0.975 * rounds, held + " of " + rounds);
  }

  @Test
  void aRatioLeavesOutWhatIsNotAboveZero() {
    double[] a = {0, 10, 10, 10, 10, 10};
    double[] b = {20, 20, 20, 20, 20, 20};
    Shift ratio = Shift.ratio(a, b);
    assertEquals(2, ratio.value(), 1e-9);
    assertEquals(2, ratio.low(), 1e-9);
  }

  @Test
  void whatFollowsItselfIsPutTogether() {
    SplittableRandom random = new SplittableRandom(3);
    double[] walk = new double[400];
    for (int i = 1; i < walk.length; i++) {
      walk[i] = 0.8 * walk[i - 1] + random.nextDouble() - 0.5;
    }
    assertTrue(BatchMeans.correlation(walk) > 0.6);
    double[] means = BatchMeans.of(walk);
    assertTrue(means.length < walk.length / 3, means.length + "");
    double[] alone = random.doubles(400).toArray();
    assertArrayEquals(alone, BatchMeans.of(alone));
    double[] same = new double[50];
    Arrays.fill(same, 3);
    assertArrayEquals(same, BatchMeans.of(same), "what never changes depends on nothing");
  }
}
