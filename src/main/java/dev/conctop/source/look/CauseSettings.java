package dev.conctop.source.look;

/**
 * How often the causes of waits are to be looked up.
 *
 * @param hz times a second, 1 to 100; never less often than there are looks
 * @param mostCost the share of a core that it may cost, above 0, at most 1
 */
public record CauseSettings(double hz, double mostCost) {
  /** Times a second. */
  public static final double DEFAULT_HZ = 20;

  /** Share of one core, 0 to 1. */
  public static final double DEFAULT_COST = 0.02;

  public CauseSettings {
    if (!(hz >= 1 && hz <= 100)) {
      throw new IllegalArgumentException("hz is " + hz + ", not 1 to 100");
    }
    if (!(mostCost > 0 && mostCost <= 1)) {
      throw new IllegalArgumentException("mostCost is " + mostCost + ", not above 0 to 1");
    }
  }

  /** Unless something else is asked for. */
  public static CauseSettings defaults() {
    return new CauseSettings(DEFAULT_HZ, DEFAULT_COST);
  }
}
