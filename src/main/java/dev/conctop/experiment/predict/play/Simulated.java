package dev.conctop.experiment.predict.play;

import dev.conctop.experiment.predict.plan.Limit;
import dev.conctop.experiment.predict.plan.Load;
import java.util.Arrays;
import java.util.Map;

/**
 * What a simulation came to, after its warm-up. Times are nanoseconds.
 *
 * @param load under which it ran
 * @param throughput tasks a second
 * @param responses from the intended start to the end, of each task that ended, in rising order
 * @param inFlight how many tasks were under way on average
 * @param utilisation how busy each of what could limit was, 0 to 1
 * @param waitingForWorkers how many tasks waited for a worker on average
 * @param outside how many tasks were waiting outside on average
 */
public record Simulated(
    Load load,
    double throughput,
    double[] responses,
    double inFlight,
    Map<Limit, Double> utilisation,
    double waitingForWorkers,
    double outside) {
  /** From this share on it is what limits. */
  private static final double BUSY = 0.9;

  /** What is as busy as the cores, within this, is so because of them. */
  private static final double AS_BUSY = 0.02;

  private static final double LITTLE_WITHIN = 0.03;

  /**
   * The response that such a share of the tasks did not exceed.
   *
   * @param share above 0, up to 1
   */
  public double quantile(double share) {
    return responses[Math.max(0, (int) Math.ceil(share * responses.length) - 1)];
  }

  /** The mean response, ns. */
  public double mean() {
    return Arrays.stream(responses).average().orElse(Double.NaN);
  }

  /** By what share the number under way differs from throughput times response (Little). */
  public double littleGap() {
    return Math.abs(inFlight - throughput * mean() / 1e9) / inFlight;
  }

  /** Whether it would go on like this: as many come as go. */
  public boolean isSteady() {
    return littleGap() <= LITTLE_WITHIN
        && !(load instanceof Load.Open open && throughput < open.perSecond() * (1 - LITTLE_WITHIN));
  }

  /** What keeps it from doing more. */
  public Limit limit() {
    Limit busiest = Limit.CORES;
    for (Map.Entry<Limit, Double> each : utilisation.entrySet()) {
      boolean busier = each.getValue() > share(busiest) + AS_BUSY;
      busiest = each.getKey() != Limit.WORKERS && busier ? each.getKey() : busiest;
    }
    if (share(busiest) >= BUSY) {
      return busiest;
    }
    if (share(Limit.WORKERS) >= BUSY && waitingForWorkers >= 0.5) {
      return Limit.WORKERS;
    }
    return switch (load) {
      case Load.Open _ -> Limit.ARRIVALS;
      case Load.Closed _ -> outside > inFlight / 2 ? Limit.NOTHING : Limit.IN_FLIGHT;
    };
  }

  private double share(Limit limit) {
    return utilisation.getOrDefault(limit, 0.0);
  }
}
