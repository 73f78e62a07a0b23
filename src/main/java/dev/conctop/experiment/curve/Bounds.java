package dev.conctop.experiment.curve;

/**
 * What no throughput can pass, from what one task needs: with N at work at most N/R0, since none is
 * faster than alone, and at most k/D, since there are k cores.
 *
 * @param aloneNanos R0, the response of a task that is alone, above 0
 * @param cpuNanos D, the CPU time of a task; NaN where it is not known, then only the first holds
 * @param cores k, those that can be used, above 0; not necessarily whole
 */
public record Bounds(double aloneNanos, double cpuNanos, double cores) {
  private static final double NANOS = 1e9;

  public Bounds {
    if (!(aloneNanos > 0) || !(cores > 0) || cpuNanos < 0) {
      throw new IllegalArgumentException(
          "alone " + aloneNanos + " ns, CPU " + cpuNanos + " ns, " + cores + " cores");
    }
  }

  /**
   * Tasks a second of N at work, at most.
   *
   * @param n 0 or more
   */
  public double at(double n) {
    double alone = n * NANOS / aloneNanos;
    return cpuNanos > 0 ? Math.min(alone, cores * NANOS / cpuNanos) : alone;
  }

  /** From how many at work on the cores are the bound; NaN where the CPU time is not known or 0. */
  public double crossing() {
    return cpuNanos > 0 ? cores * aloneNanos / cpuNanos : Double.NaN;
  }

  /**
   * How many threads the rule of thumb asks for, cores · utilisation · (1 + wait / compute) (Goetz,
   * Java Concurrency in Practice, 8.2): at full utilisation, where the two bounds cross. That is
   * not the best size: there the throughput is 83 to 93 % of the best, since tasks come together by
   * chance.
   *
   * @param utilisation that is aimed at, above 0, to 1
   * @return NaN where the CPU time is not known or 0
   */
  public double ruleOfThumb(double utilisation) {
    if (!(utilisation > 0 && utilisation <= 1)) {
      throw new IllegalArgumentException("utilisation " + utilisation);
    }
    double wait = Math.max(0, aloneNanos - cpuNanos);
    return cpuNanos > 0 ? cores * utilisation * (1 + wait / cpuNanos) : Double.NaN;
  }
}
