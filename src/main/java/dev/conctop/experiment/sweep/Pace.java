package dev.conctop.experiment.sweep;

/**
 * How fast tasks go at one value, by its last block: how long the next one is to be.
 *
 * @param responseNanos how long a task takes; 0 when not known
 * @param perSecond tasks that end a second; NaN when not known
 */
record Pace(long responseNanos, double perSecond) {
  /** Before the first block. */
  static final Pace UNKNOWN = new Pace(0, Double.NaN);

  private static final long SETTLE_NANOS = 300_000_000L;
  private static final long LONGEST_SETTLE_NANOS = 10_000_000_000L;
  private static final long BLOCK_NANOS = 1_000_000_000L;
  private static final long LONGEST_BLOCK_NANOS = 4_000_000_000L;
  private static final double LEAST_TASKS = 20;

  /**
   * Of a block.
   *
   * @param inFlight tasks in flight
   * @param perSecond tasks that ended a second
   * @param meanResponse ns; NaN when none ended
   */
  static Pace of(double inFlight, double perSecond, double meanResponse) {
    // A block that began too early saw only short responses: Little's law tells the long ones.
    double little = perSecond > 0 ? inFlight / perSecond * 1e9 : 0;
    double seen = Double.isNaN(meanResponse) ? 0 : meanResponse;
    return new Pace((long) Math.max(little, seen), perSecond);
  }

  /** How long a block goes on before it counts: until the first tasks are long gone. */
  long settleNanos() {
    return Math.clamp(2 * responseNanos, SETTLE_NANOS, LONGEST_SETTLE_NANOS);
  }

  /**
   * How long it counts.
   *
   * @param repeat how often it was not steady before
   */
  long blockNanos(int repeat) {
    double enough = perSecond > 0 ? LEAST_TASKS / perSecond * 1e9 : BLOCK_NANOS;
    double once = Math.max(BLOCK_NANOS, enough);
    return (long) Math.min(LONGEST_BLOCK_NANOS, once * (1 + repeat));
  }
}
