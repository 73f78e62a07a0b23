package dev.conctop.sample.figure;

/**
 * Shares and rates in whole millionths. What is measured is never known better than that, and a
 * recording writes such a number in a third of the bytes.
 */
public final class Millionths {
  private static final double MILLION = 1e6;

  private Millionths() {}

  /** The nearest number of whole millionths. */
  public static double near(double value) {
    return Math.rint(value * MILLION) / MILLION;
  }

  /** The same of a figure; what is n/a stays so. */
  public static Figure near(Figure figure) {
    return figure.map(Millionths::near);
  }

  /** How many millionths that are, rounded. */
  public static long of(double value) {
    return Math.round(value * MILLION);
  }

  /** So many millionths. */
  public static double times(long count) {
    return count / MILLION;
  }
}
