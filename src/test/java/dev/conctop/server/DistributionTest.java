package dev.conctop.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DistributionTest {
  private static final int DRAWS = 200_000;
  private static final long MEAN = 50_000_000;

  private static double[] draws(Distribution distribution) {
    SplittableRandom random = new SplittableRandom(7);
    double[] draws = new double[DRAWS];
    Arrays.setAll(draws, i -> distribution.draw(MEAN, random));
    return draws;
  }

  @ParameterizedTest
  @EnumSource(Distribution.class)
  void hasTheMeanThatWasAsked(Distribution distribution) {
    assertEquals(MEAN, Arrays.stream(draws(distribution)).average().orElseThrow(), 0.02 * MEAN);
  }

  @Test
  void fixedIsFixed() {
    assertEquals(0, Arrays.stream(draws(Distribution.FIXED)).filter(d -> d != MEAN).count());
  }

  @Test
  void mediansAreThoseOfTheDistributions() {
    assertEquals(Math.log(2) * MEAN, median(Distribution.EXPONENTIAL), 0.02 * MEAN);
    assertEquals(Math.exp(-0.5) * MEAN, median(Distribution.LOG_NORMAL), 0.02 * MEAN);
  }

  private static double median(Distribution distribution) {
    double[] draws = draws(distribution);
    Arrays.sort(draws);
    return draws[DRAWS / 2];
  }
}
