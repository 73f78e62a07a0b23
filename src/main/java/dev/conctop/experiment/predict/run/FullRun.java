package dev.conctop.experiment.predict.run;

import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The same work under the same model, with enough of it under way to fill the cores: what a task
 * costs then does not follow from a run that left them idle.
 */
public final class FullRun {
  /** More than fill them if all is as it was measured, since a task may cost less then. */
  private static final double MORE = 2;

  private static final int MOST = 512;

  private FullRun() {}

  /**
   * The run that is to be measured beside; empty where the first one filled the cores, where no
   * size of its model would, and where a server that is none of ours would bear it.
   *
   * @param from the run that was measured
   * @param needs of its tasks
   */
  public static Optional<RunSpec> of(RunSpec from, TaskNeeds needs) {
    double work = needs.cpuNanos() + needs.besideNanos();
    boolean foreign = from.parameters().has("url") && !from.parameters().text("url").isEmpty();
    if (needs.busy() >= FullCores.BUSY || foreign || !(work > 0) || !fills(from)) {
      return Optional.empty();
    }
    double locked = needs.lockedNanos();
    double most = needs.cores() * 1e9 / work;
    if (locked * most / 1e9 > 1 / FullCores.BUSY) {
      // The lock would be full long before the cores are.
      return Optional.empty();
    }
    double wanted = MORE * needs.cores() * (work + needs.allWaitNanos()) / work;
    int size = (int) Math.clamp(Math.ceil(wanted), needs.cores(), MOST);
    int inFlight = Math.max(size, from.openLoop() ? 0 : from.inFlight());
    return Optional.of(
        new RunSpec(
            from.workload(),
            from.model(),
            from.parameters(),
            workers(from, inFlight),
            inFlight,
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            from.warmUpNanos()));
  }

  private static int workers(RunSpec from, int inFlight) {
    return switch (from.model().workers()) {
      case CHOSEN, PER_TASK -> inFlight;
      case ONE, CARRIERS -> from.workers();
    };
  }

  /** Whether more than one core can be at work for it at all. */
  private static boolean fills(RunSpec from) {
    return from.model().runtime() == ModelSpec.Runtime.JVM
        && !from.hasInterpreterLock()
        && switch (from.model().id()) {
          case "thread-pool", "thread-per-task", "virtual-threads" -> true;
          default -> false;
        };
  }
}
