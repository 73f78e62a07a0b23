package dev.conctop.experiment.curve;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The universal scalability law through measured points, with intervals by drawing each point's
 * blocks again, and what it says of a peak. It is never asked beyond what was measured.
 *
 * @param lambda tasks a second that one does alone
 * @param sigma share of the work that is done one after the other
 * @param kappa cost of each pair's agreeing
 * @param largest the largest value measured; the law holds up to it
 * @param rejected why the law does not describe the points, in words; empty when it does
 * @param peak the value with the most throughput; NaN where none was seen
 * @param noPeak why there is none, in words; empty when there is one
 */
public record UslFit(
    Estimate lambda,
    Estimate sigma,
    Estimate kappa,
    double largest,
    String rejected,
    double peak,
    String noPeak) {
  private static final int LEAST_POINTS = 4;
  private static final int LEAST_BLOCKS = 3;
  private static final double MOST_OFF = 0.1;
  private static final int RESAMPLES = 400;

  /**
   * Fits the law.
   *
   * @param points the smallest value first
   * @param countsWorkers whether the values are how many work side by side, {@link
   *     Range#countsWorkers}
   * @param seed of the drawing; the same gives the same intervals
   */
  public static UslFit of(List<Point> points, boolean countsWorkers, long seed) {
    if (!countsWorkers) {
      return none("the scalability law is about workers and tasks in flight only");
    }
    List<Point> able = points.stream().filter(UslFit::didSomething).toList();
    if (able.size() < LEAST_POINTS) {
      return none("fewer than " + LEAST_POINTS + " sizes at which tasks succeeded");
    }
    double[] n = able.stream().mapToDouble(Point::value).toArray();
    double[] x = able.stream().mapToDouble(point -> point.throughput().median()).toArray();
    Usl law = Usl.nearest(n, x);
    Estimate[] figures = figures(able, n, law, seed);
    double largest = n[n.length - 1];
    String rejected = rejection(law, n, x);
    String noPeak = noPeak(law, figures[2], largest, rejected);
    double peak = noPeak.isEmpty() ? peak(law) : Double.NaN;
    return new UslFit(figures[0], figures[1], figures[2], largest, rejected, peak, noPeak);
  }

  /**
   * Tasks a second by the law; NaN where it does not describe the points, below 1 and beyond the
   * largest value measured.
   */
  public double at(double n) {
    boolean holds = rejected.isEmpty() && n >= 1 && n <= largest;
    return holds ? new Usl(lambda.median(), sigma.median(), kappa.median()).at(n) : Double.NaN;
  }

  private static UslFit none(String rejected) {
    return new UslFit(
        Estimate.NONE,
        Estimate.NONE,
        Estimate.NONE,
        Double.NaN,
        rejected,
        Double.NaN,
        "no peak was seen: the law was not fitted");
  }

  /** One block in which nothing succeeded has no logarithm. */
  private static boolean didSomething(Point point) {
    return point.blocks().stream().allMatch(block -> block.throughput() > 0);
  }

  private static Estimate[] figures(List<Point> points, double[] n, Usl law, long seed) {
    Estimate[] figures = new Estimate[3];
    double[] medians = {law.lambda(), law.sigma(), law.kappa()};
    if (points.stream().anyMatch(point -> point.blocks().size() < LEAST_BLOCKS)) {
      for (int i = 0; i < 3; i++) {
        figures[i] = new Estimate(medians[i], Double.NaN, Double.NaN);
      }
      return figures;
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[][] throughputs = points.stream().map(Point::throughputs).toArray(double[][]::new);
    double[][] drawn = new double[3][RESAMPLES];
    for (int draw = 0; draw < RESAMPLES; draw++) {
      double[] x =
          Arrays.stream(throughputs).mapToDouble(all -> Point.resampled(all, random)).toArray();
      Usl one = Usl.nearest(n, x);
      drawn[0][draw] = one.lambda();
      drawn[1][draw] = one.sigma();
      drawn[2][draw] = one.kappa();
    }
    for (int i = 0; i < 3; i++) {
      figures[i] = Estimate.around(medians[i], drawn[i]);
    }
    return figures;
  }

  private static String rejection(Usl law, double[] n, double[] x) {
    double most = 0;
    double where = 0;
    for (int i = 0; i < n.length; i++) {
      double off = Math.abs(law.at(n[i]) / x[i] - 1);
      where = off > most ? n[i] : where;
      most = Math.max(most, off);
    }
    return most <= MOST_OFF
        ? ""
        : String.format(
            Locale.ROOT, "the scalability law is off by %.0f %% at %.0f", 100 * most, where);
  }

  private static String noPeak(Usl law, Estimate kappa, double largest, String rejected) {
    if (!rejected.isEmpty()) {
      return "no peak was seen: " + rejected;
    }
    String upTo = String.format(Locale.ROOT, "no peak was seen up to %.0f", largest);
    if (!kappa.hasInterval()) {
      return upTo + ": too few blocks to tell";
    }
    return kappa.low() > 0 && peak(law) <= largest ? "" : upTo;
  }

  /** Where the law's slope is 0. */
  private static double peak(Usl law) {
    return Math.max(1, Math.sqrt(Math.max(0, 1 - law.sigma()) / law.kappa()));
  }
}
