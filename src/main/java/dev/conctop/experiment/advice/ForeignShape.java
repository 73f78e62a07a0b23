package dev.conctop.experiment.advice;

import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.sample.figure.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is seen of somebody else's program: no tasks, but where its threads' time goes.
 *
 * @param runtime what runs it; empty for anything else
 * @param shares of the time of its threads that ran, by part, 0 to 1; what is not named is 0
 * @param verdict its class, as a verdict's key
 * @param cause of the verdict: gil, network …; empty without one
 * @param threads how many there are
 * @param cores that it may use
 * @param used CPU seconds a second of all its threads
 * @param inFlight connections at a time, where they could be counted
 * @param pools groups of threads that do the same
 */
public record ForeignShape(
    Optional<Runtime> runtime,
    Map<Part, Double> shares,
    String verdict,
    String cause,
    int threads,
    OptionalDouble cores,
    OptionalDouble used,
    OptionalDouble inFlight,
    List<Pool> pools) {
  private static final double SUM_ERROR = 1e-6;

  /**
   * A group of threads.
   *
   * @param workers how many, 1 or more
   * @param shares of their time by part
   * @param queueNanos how long a task waits for one of them, where that is known
   * @param serviceNanos how long one of them takes for it, likewise
   * @param outside others that were seen to wait for it while all of them were at work; 0: nobody
   */
  public record Pool(
      String name,
      int workers,
      Map<Part, Double> shares,
      OptionalDouble queueNanos,
      OptionalDouble serviceNanos,
      int outside) {
    /** One of which nobody was seen to wait outside. */
    public Pool(
        String name,
        int workers,
        Map<Part, Double> shares,
        OptionalDouble queueNanos,
        OptionalDouble serviceNanos) {
      this(name, workers, shares, queueNanos, serviceNanos, 0);
    }

    public Pool {
      shares = checked(shares);
      if (workers < 1) {
        throw new IllegalArgumentException("workers of " + name + ": " + workers);
      }
    }

    double share(Part... parts) {
      return sum(shares, parts);
    }
  }

  public ForeignShape {
    shares = checked(shares);
    pools = List.copyOf(pools);
  }

  double share(Part... parts) {
    return sum(shares, parts);
  }

  /** Whether cores are left for it; empty when that is not known. */
  Optional<Boolean> hasSpareCores(double full) {
    return cores.isPresent() && used.isPresent()
        ? Optional.of(used.getAsDouble() < full * cores.getAsDouble())
        : Optional.empty();
  }

  private static double sum(Map<Part, Double> shares, Part... parts) {
    double sum = 0;
    for (Part part : parts) {
      sum += shares.getOrDefault(part, 0.0);
    }
    return sum;
  }

  private static Map<Part, Double> checked(Map<Part, Double> shares) {
    double sum = 0;
    for (Map.Entry<Part, Double> entry : shares.entrySet()) {
      if (!(entry.getValue() >= 0)) {
        throw new IllegalArgumentException(entry.getKey().key() + ": " + entry.getValue());
      }
      sum += entry.getValue();
    }
    if (sum > 1 + SUM_ERROR) {
      throw new IllegalArgumentException("shares sum to " + sum);
    }
    return Map.copyOf(shares);
  }
}
