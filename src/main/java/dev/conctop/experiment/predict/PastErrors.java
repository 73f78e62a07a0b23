package dev.conctop.experiment.predict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * By how much predictions on this machine were off when they were verified.
 *
 * @param logs ln(predicted / measured) of each, by the pair of models; finite
 */
public record PastErrors(Map<Pair, List<Double>> logs) {
  /** None yet. */
  public static final PastErrors NONE = new PastErrors(Map.of());

  /**
   * What another process at another time differs by, nine times of ten, that a run's own blocks do
   * not tell: what was compiled, where memory lies, what others do. Measured by {@code make whatif}
   * on a shared machine of two cores: with 0.06, 87 % of 225 measurements of tasks that wait were
   * within the interval, without it 62 %.
   */
  static final double ANOTHER_RUN = 0.06;

  private static final double SIDE = 0.95;

  /**
   * Which model was predicted from which, by their names.
   *
   * @param from was measured
   * @param to was predicted
   */
  public record Pair(String from, String to) {}

  public PastErrors {
    Map<Pair, List<Double>> copy = new HashMap<>();
    logs.forEach((pair, errors) -> copy.put(pair, List.copyOf(errors)));
    logs = Map.copyOf(copy);
    for (List<Double> errors : logs.values()) {
      for (double error : errors) {
        if (!Double.isFinite(error)) {
          throw new IllegalArgumentException("error: " + error);
        }
      }
    }
  }

  /** Whether any of that pair was verified. */
  boolean has(Pair pair) {
    return !logs.getOrDefault(pair, List.of()).isEmpty();
  }

  /**
   * By how much the next is off, nine times of ten, up or down, as a logarithm: Student's t of
   * their root mean square about nothing, since a prediction should have no bias. {@link
   * #ANOTHER_RUN} when none of that pair was verified.
   */
  double half(Pair pair) {
    List<Double> errors = logs.getOrDefault(pair, List.of());
    int n = errors.size();
    if (n == 0) {
      return ANOTHER_RUN;
    }
    double squares = 0;
    for (double error : errors) {
      squares += error * error;
    }
    double t = TDistribution.of(n).inverseCumulativeProbability(SIDE);
    return t * Math.sqrt(squares / n);
  }
}
