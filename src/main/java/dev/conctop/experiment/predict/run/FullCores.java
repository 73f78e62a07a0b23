package dev.conctop.experiment.predict.run;

import dev.conctop.experiment.predict.task.Demands;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the CPU time of a task changes as the cores fill up. It does so in both directions: hardware
 * threads of one core hold each other up, so that work takes longer; cores that need not go to
 * sleep between two tasks wake up at once, and a server takes several requests at a time, so that
 * calls take less. Kernels count CPU time whatever the speed, so full cores always give one second
 * of it a second: all that changes is how much of it a task takes. In between it is taken to be a
 * straight line.
 *
 * @param measuredBusy which share of the cores the run used that the demands are from, 0 to 1
 * @param fullBusy which share they had at the other end, above {@code measuredBusy}
 * @param work how many times as much CPU time a task's own work takes at that end
 * @param served likewise of what others on the same machine do for it
 * @param probed whether the other end was measured with this very work; else it follows from work
 *     that only computes
 */
public record FullCores(
    double measuredBusy, double fullBusy, double work, double served, boolean probed) {
  /** From this use of the cores on a run tells what a task costs when they are full. */
  public static final double BUSY = 0.6;

  /** A probe that came no further than this beyond the run tells nothing of full cores. */
  private static final double FURTHER = 0.15;

  private static final double LEAST = 0.25;
  private static final double MOST = 4;

  public FullCores {
    if (!(fullBusy > measuredBusy) || !(work > 0) || !(served > 0)) {
      throw new IllegalArgumentException(
          measuredBusy + " to " + fullBusy + ", work " + work + ", served " + served);
    }
  }

  /**
   * From two runs of the same work.
   *
   * @return empty when the second kept the cores hardly busier than the first
   */
  public static Optional<FullCores> between(TaskNeeds few, TaskNeeds many) {
    double from = few.busy();
    double to = many.busy();
    if (!(to >= BUSY) || !(to - from >= FURTHER)) {
      return Optional.empty();
    }
    return Optional.of(
        new FullCores(
            from,
            to,
            times(few.cpuNanos(), many.cpuNanos()),
            times(few.besideNanos(), many.besideNanos()),
            true));
  }

  private static double times(double few, double many) {
    return few > 0 && many > 0 ? Math.clamp(many / few, LEAST, MOST) : 1;
  }

  /**
   * As it is of work that only computes: all cores together do {@code effective} times as much as
   * one alone, so work takes {@code cores / effective} times as long when all are busy.
   *
   * @param effective above 0; empty when it was not measured: then nothing changes
   */
  public static FullCores computing(TaskNeeds needs, OptionalDouble effective) {
    double more = Math.max(0, needs.cores() / effective.orElse(needs.cores()) - 1);
    double busy = Math.clamp(needs.busy(), 0, 0.99);
    double factor = (1 + more) / (1 + busy * more);
    return new FullCores(busy, 1, factor, factor, false);
  }

  /**
   * The demands with the cores so busy.
   *
   * @param measured as they were in the run
   */
  public Demands at(double busy, Demands measured) {
    double way = (Math.clamp(busy, 0, fullBusy) - measuredBusy) / (fullBusy - measuredBusy);
    return measured
        .scaled(along(way, work), 1)
        .withServedNanos(measured.servedNanos() * along(way, served));
  }

  private static double along(double way, double times) {
    return Math.clamp(1 + way * (times - 1), LEAST, MOST);
  }
}
