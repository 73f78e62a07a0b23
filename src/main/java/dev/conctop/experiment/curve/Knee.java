package dev.conctop.experiment.curve;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The advised size: the smallest value whose throughput is {@value #SHARE} of the best by the lower
 * end of its interval. Values without an interval are judged by their median as long as there are
 * no others.
 *
 * <p>Its interval is where the smallest value with {@value #SHARE} of the best lies when blocks are
 * drawn again from those that were measured, widened down to the next smaller value measured, since
 * what lies between was not. The best is that of the values with an interval: one with few blocks
 * that had luck does not raise the bar.
 *
 * @param value NaN when nothing can be told
 * @param low smallest value where the knee may lie; NaN while blocks are too few
 * @param high largest one, likewise
 * @param best the value with the best throughput; NaN when nothing can be told
 * @param reason why nothing can be told, in words; empty otherwise
 */
public record Knee(double value, double low, double high, double best, String reason) {
  /** This share of the best throughput is as good as the best. */
  public static final double SHARE = 0.95;

  private static final int RESAMPLES = 1000;
  private static final int LEAST_BLOCKS = 3;

  /**
   * Finds it.
   *
   * @param points the smallest value first
   * @param whole whether only whole numbers lie between two values, as of workers
   * @param seed of the drawing; the same gives the same interval
   */
  public static Knee of(List<Point> points, boolean whole, long seed) {
    if (points.size() < 2) {
      return none("fewer than two sizes were measured");
    }
    List<Point> sure = sure(points);
    Point best = best(sure);
    double bar = SHARE * best.throughput().median();
    if (!(bar > 0)) {
      return none("no task succeeded at any size");
    }
    double value = best.value();
    for (int i = sure.size() - 1; i >= 0; i--) {
      Estimate throughput = sure.get(i).throughput();
      double least = throughput.hasInterval() ? throughput.low() : throughput.median();
      value = least >= bar ? sure.get(i).value() : value;
    }
    if (points.stream().anyMatch(point -> point.blocks().size() < LEAST_BLOCKS)) {
      return new Knee(value, Double.NaN, Double.NaN, best.value(), "");
    }
    Estimate drawn = Estimate.around(value, drawn(points, sure, seed));
    // Much noise leaves no lower end above the bar but that of a far larger size.
    double held = Math.clamp(value, drawn.low(), drawn.high());
    return new Knee(held, afterGap(points, drawn.low(), whole), drawn.high(), best.value(), "");
  }

  /** Whether there are blocks enough for an interval. */
  public boolean hasInterval() {
    return low <= high;
  }

  private static Knee none(String reason) {
    return new Knee(Double.NaN, Double.NaN, Double.NaN, Double.NaN, reason);
  }

  private static List<Point> sure(List<Point> points) {
    List<Point> sure = points.stream().filter(point -> point.throughput().hasInterval()).toList();
    return sure.isEmpty() ? points : sure;
  }

  private static Point best(List<Point> points) {
    Point best = points.getFirst();
    for (Point point : points) {
      best = point.throughput().median() > best.throughput().median() ? point : best;
    }
    return best;
  }

  /** The knee by the medians of blocks drawn again, so many times. */
  private static double[] drawn(List<Point> points, List<Point> sure, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[] isSure = new boolean[points.size()];
    for (int i = 0; i < isSure.length; i++) {
      isSure[i] = sure.contains(points.get(i));
    }
    double[][] throughputs = points.stream().map(Point::throughputs).toArray(double[][]::new);
    double[] knees = new double[RESAMPLES];
    double[] medians = new double[points.size()];
    for (int draw = 0; draw < RESAMPLES; draw++) {
      double most = 0;
      for (int i = 0; i < medians.length; i++) {
        medians[i] = Point.resampled(throughputs[i], random);
        most = isSure[i] ? Math.max(most, medians[i]) : most;
      }
      int first = 0;
      while (medians[first] < SHARE * most) {
        first++;
      }
      knees[draw] = points.get(first).value();
    }
    return knees;
  }

  /** The smallest value that may do, when the next smaller one measured does not. */
  private static double afterGap(List<Point> points, double low, boolean whole) {
    double before = Double.NaN;
    for (Point point : points) {
      if (point.value() < low) {
        before = point.value();
      }
    }
    return Double.isNaN(before) ? low : whole ? Math.min(low, before + 1) : before;
  }
}
