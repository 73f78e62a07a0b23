package dev.conctop.experiment.predict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * By how much predictions on this machine were off when they were verified.
 *
 * @param logs ln(predicted / measured) of each, by the pair of models; finite
 */
public record PastErrors(Map<Pair, List<Double>> logs) {
  /** None yet. */
  public static final PastErrors NONE = new PastErrors(Map.of());

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

  /**
   * By how much the next is off, nine times of ten, up or down, as a logarithm: Student's t of
   * their root mean square about nothing, since a prediction should have no bias. Empty when none
   * of that pair was verified.
   */
  OptionalDouble half(Pair pair) {
    List<Double> errors = logs.getOrDefault(pair, List.of());
    int n = errors.size();
    if (n == 0) {
      return OptionalDouble.empty();
    }
    double squares = 0;
    for (double error : errors) {
      squares += error * error;
    }
    double t = TDistribution.of(n).inverseCumulativeProbability(SIDE);
    return OptionalDouble.of(t * Math.sqrt(squares / n));
  }
}
