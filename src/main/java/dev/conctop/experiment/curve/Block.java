package dev.conctop.experiment.curve;

/**
 * What one block at one value came to.
 *
 * @param value which, in the base unit of the {@link Range}
 * @param throughput tasks a second, 0 or more
 * @param p50Nanos of the responses; NaN when too few tasks ended to tell
 * @param p99Nanos likewise
 * @param steady whether the block was in a steady state, {@link #isSteady}
 */
public record Block(
    double value, double throughput, double p50Nanos, double p99Nanos, boolean steady) {
  /** By so much Little's law may fail before a block counts as unsteady. */
  public static final double MOST_OFF = 0.03;

  public Block {
    if (!(throughput >= 0) || Double.isInfinite(throughput)) {
      throw new IllegalArgumentException("throughput " + throughput);
    }
  }

  /**
   * Little's law, which holds of whatever is in a steady state: |N − X·R| / N ≤ 3 %.
   *
   * @param inFlight tasks in flight on average, above 0
   * @param throughput tasks a second
   * @param responseNanos the mean response
   */
  public static boolean isSteady(double inFlight, double throughput, double responseNanos) {
    return Math.abs(inFlight - throughput * responseNanos / 1e9) <= MOST_OFF * inFlight;
  }
}
