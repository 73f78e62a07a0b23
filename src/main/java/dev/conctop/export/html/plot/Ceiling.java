package dev.conctop.export.html.plot;

/** The upper end of a scale that begins at 0. */
public final class Ceiling {
  private static final double[] STEPS = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};

  private Ceiling() {}

  /** The least round number that is not below; 1 for nothing. */
  public static double above(double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double step : STEPS) {
      if (step * power >= value) {
        return step * power;
      }
    }
    return 10 * power;
  }
}
