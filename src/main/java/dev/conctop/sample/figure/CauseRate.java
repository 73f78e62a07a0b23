package dev.conctop.sample.figure;

/**
 * How often the causes of waits are looked up, and what that costs. Each look does so for the
 * threads that moved; between looks those are asked again, as often as was wanted and may cost.
 * Times are in whole hundredths, costs in whole millionths.
 *
 * @param wantedHz times a second, as set
 * @param recentHz times a second in the last second or so, looks included
 * @param recentCost CPU time over wall time of the asking between looks in the last second or so
 * @param meanHz as {@code recentHz}, since measuring began
 * @param meanCost as {@code recentCost}, since measuring began
 * @param mostCost the share of a core that it may cost
 * @param seen how many threads were asked since measuring began, all times together
 */
public record CauseRate(
    double wantedHz,
    double recentHz,
    double recentCost,
    double meanHz,
    double meanCost,
    double mostCost,
    long seen) {
  public CauseRate {
    recentHz = hundredths(recentHz);
    recentCost = Millionths.near(recentCost);
    meanHz = hundredths(meanHz);
    meanCost = Millionths.near(meanCost);
  }

  private static double hundredths(double value) {
    return Math.rint(value * 100) / 100;
  }

  /** Nothing is known yet. */
  public static CauseRate none() {
    return new CauseRate(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);
  }

  /** Whether they were looked up clearly less often than was wanted, because of the cost. */
  public boolean held() {
    return recentHz < 0.9 * wantedHz;
  }
}
