package dev.conctop.experiment.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scalability law: is it found again, and what is said where it does not hold. */
class UslFitTest {
  private static final double[] SIZES = {1, 2, 4, 8, 16, 24, 32, 64};

  private static List<Point> points(
      DoubleUnaryOperator curve, double noise, int passes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Block> blocks = new ArrayList<>();
    for (double n : SIZES) {
      for (int pass = 0; pass < passes; pass++) {
        double off = Math.exp(noise * random.nextGaussian());
        blocks.add(Curves.block(n, curve.applyAsDouble(n) * off));
      }
    }
    return Point.of(blocks);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0.02, 0.0005",
    "100, 0, 0",
    "5, 0.3, 0.01",
    "1e4, 0.9, 0",
    "100, 0, 0.001",
    "1, 2, 0.1"
  })
  void withoutNoiseTheLawIsFoundAgain(double lambda, double sigma, double kappa) {
    for (double most : new double[] {1, 100}) {
      double[] n = Arrays.stream(SIZES).map(size -> 1 + (size - 1) * most).toArray();
      double[] x = Arrays.stream(n).map(new Usl(lambda, sigma, kappa)::at).toArray();
      Usl found = Usl.nearest(n, x);
      assertEquals(lambda, found.lambda(), 1e-6 * lambda);
      assertEquals(sigma, found.sigma(), 1e-6);
      assertEquals(kappa, found.kappa(), 1e-8);
    }
  }

  /** What is better than a straight line would need a negative part, which means nothing. */
  @Test
  void partsAreNeverNegative() {
    double[] x = Arrays.stream(SIZES).map(n -> Math.pow(n, 1.1)).toArray();
    Usl found = Usl.nearest(SIZES, x);
    assertEquals(0, found.sigma());
    assertEquals(0, found.kappa());
  }

  /** No other law nearby is nearer. */
  @Test
  void itIsTheNearest() {
    double[] n = SIZES;
    double[] x = Arrays.stream(n).map(size -> Curves.repair(size, 2, 1, 9)).toArray();
    Usl found = Usl.nearest(n, x);
    for (double off : new double[] {0.99, 1.01}) {
      double least = off(found, n, x);
      assertTrue(least < off(new Usl(found.lambda() * off, found.sigma(), found.kappa()), n, x));
      assertTrue(least < off(new Usl(found.lambda(), found.sigma(), found.kappa() * off), n, x));
      double sigma = found.sigma() == 0 ? 1e-4 : found.sigma() * off;
      assertTrue(least < off(new Usl(found.lambda(), sigma, found.kappa()), n, x));
    }
  }

  private static double off(Usl law, double[] n, double[] x) {
    double sum = 0;
    for (int i = 0; i < n.length; i++) {
      sum += Math.pow(Math.log(law.at(n[i]) / x[i]), 2);
    }
    return sum;
  }

  @Test
  void intervalsHoldTheTruthMostly() {
    Usl truth = new Usl(100, 0.02, 0.0005);
    int held = 0;
    int peaks = 0;
    for (int seed = 0; seed < 40; seed++) {
      UslFit fit = UslFit.of(points(truth::at, 0.02, 3, seed), true, seed);
      held += holds(fit.lambda(), 100) + holds(fit.sigma(), 0.02) + holds(fit.kappa(), 0.0005);
      assertEquals("", fit.rejected());
      peaks += Math.abs(fit.peak() - Math.sqrt(0.98 / 0.0005)) < 8 ? 1 : 0;
    }
    assertTrue(held >= 0.85 * 120, held + " of 120");
    assertTrue(peaks >= 36, peaks + " of 40 peaks");
  }

  private static int holds(Estimate estimate, double truth) {
    return estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
  }

  @Test
  void whereKappaMayBeNothingThereIsNoPeak() {
    int peaks = 0;
    for (int seed = 0; seed < 40; seed++) {
      UslFit fit = UslFit.of(points(new Usl(100, 0.05, 0)::at, 0.02, 3, seed), true, seed);
      peaks += fit.noPeak().isEmpty() ? 1 : 0;
      if (!fit.noPeak().isEmpty()) {
        assertEquals("no peak was seen up to 64", fit.noPeak());
        assertTrue(Double.isNaN(fit.peak()));
      }
    }
    assertTrue(peaks <= 4, peaks + " peaks of 40");
  }

  @Test
  void nothingIsSaidBeyondTheLargestMeasured() {
    // The peak would be at 100.
    UslFit fit = UslFit.of(points(new Usl(100, 0, 0.0001)::at, 0.001, 3, 1), true, 1);
    assertTrue(fit.kappa().low() > 0);
    assertEquals("no peak was seen up to 64", fit.noPeak());
    assertTrue(fit.at(64) > 0);
    assertTrue(Double.isNaN(fit.at(65)));
    assertTrue(Double.isNaN(fit.at(0.5)));
  }

  @Test
  void whatItDoesNotDescribeIsRejectedWithTheReason() {
    UslFit corner = UslFit.of(points(Curves::delay, 0.001, 3, 1), true, 1);
    assertTrue(
        corner.rejected().matches("the scalability law is off by 1\\d % at (32|64)"),
        corner.rejected());
    assertTrue(Double.isNaN(corner.at(8)));
    assertTrue(Double.isNaN(corner.peak()));
    List<Point> points = points(new Usl(100, 0.05, 0)::at, 0.01, 3, 1);
    assertEquals(
        "fewer than 4 sizes at which tasks succeeded",
        UslFit.of(points.subList(0, 3), true, 1).rejected());
    UslFit rate = UslFit.of(points, false, 1);
    assertEquals("the scalability law is about workers and tasks in flight only", rate.rejected());
    assertTrue(Double.isNaN(rate.lambda().median()));
  }

  @Test
  void twoBlocksOfEachMakeNoInterval() {
    UslFit fit = UslFit.of(points(new Usl(100, 0.02, 0.0005)::at, 0.01, 2, 1), true, 1);
    assertEquals(100, fit.lambda().median(), 5);
    assertTrue(!fit.kappa().hasInterval());
    assertEquals("no peak was seen up to 64: too few blocks to tell", fit.noPeak());
  }
}
