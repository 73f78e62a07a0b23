package dev.conctop.experiment.predict.plan;

import dev.conctop.experiment.predict.plan.MachineCosts.Cost;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What a model adds to a task's own work, as multiples of the machine's costs. The work that was
 * measured has that of the measured model in it, so only differences count: what both have need not
 * be known.
 *
 * @param call for each blocking call, how many times which cost
 * @param task for each task, likewise
 * @param freeThreaded whether all work takes longer by the overhead of the free-threaded build
 */
record Overhead(Map<Cost, Double> call, Map<Cost, Double> task, boolean freeThreaded) {
  static Overhead of(ArmModel model) {
    return switch (model) {
      case ArmModel.Sequential _,
          ArmModel.ThreadPool _,
          ArmModel.GilThreads _,
          ArmModel.Processes _,
          ArmModel.Subinterpreters _,
          ArmModel.OffloadLoop _ ->
          each(Cost.SWITCH, Map.of());
      case ArmModel.ThreadPerTask _ -> each(Cost.SWITCH, Map.of(Cost.SPAWN, 1.0));
      case ArmModel.VirtualThreads _ -> each(Cost.PARK, Map.of());
      case ArmModel.EventLoop _ -> each(Cost.DISPATCH, Map.of());
      case ArmModel.Asyncio _ -> each(Cost.DISPATCH, Map.of(Cost.DISPATCH, 1.0));
      case ArmModel.FreeThreaded _ -> new Overhead(Map.of(Cost.SWITCH, 1.0), Map.of(), true);
    };
  }

  private static Overhead each(Cost call, Map<Cost, Double> task) {
    return new Overhead(Map.of(call, 1.0), task, false);
  }

  /**
   * What must be known to come from the measured model to this one.
   *
   * @param calls whether tasks make blocking calls at all
   */
  Set<Cost> needed(Overhead measured, boolean calls) {
    Set<Cost> needed = EnumSet.noneOf(Cost.class);
    if (calls) {
      needed.addAll(difference(call, measured.call).keySet());
    }
    needed.addAll(difference(task, measured.task).keySet());
    if (freeThreaded != measured.freeThreaded) {
      needed.add(Cost.FREE_THREADED);
    }
    return needed;
  }

  /**
   * Nanoseconds of CPU that each blocking call takes more than where it was measured; a cost that
   * is not known counts as nothing.
   */
  double callNanos(Overhead measured, MachineCosts costs) {
    return nanos(difference(call, measured.call), costs);
  }

  /** Likewise for each task. */
  double taskNanos(Overhead measured, MachineCosts costs) {
    return nanos(difference(task, measured.task), costs);
  }

  /** How many times as long the work takes as where it was measured. */
  double times(Overhead measured, MachineCosts costs) {
    double times = 1 + costs.of(Cost.FREE_THREADED).orElse(0);
    return (freeThreaded ? times : 1) / (measured.freeThreaded ? times : 1);
  }

  /** Whether a cost that is not known would make the work less than it was measured. */
  boolean mayBeLess(Overhead measured, boolean calls, MachineCosts costs) {
    Map<Cost, Double> changes = difference(task, measured.task);
    if (calls) {
      difference(call, measured.call)
          .forEach((cost, times) -> changes.merge(cost, times, Math::min));
    }
    if (measured.freeThreaded && !freeThreaded) {
      changes.put(Cost.FREE_THREADED, -1.0);
    }
    changes.keySet().removeAll(costs.known().keySet());
    return changes.values().stream().anyMatch(times -> times < 0);
  }

  private static double nanos(Map<Cost, Double> difference, MachineCosts costs) {
    double sum = 0;
    for (Map.Entry<Cost, Double> each : difference.entrySet()) {
      sum += each.getValue() * costs.of(each.getKey()).orElse(0);
    }
    return sum;
  }

  private static Map<Cost, Double> difference(Map<Cost, Double> here, Map<Cost, Double> there) {
    Map<Cost, Double> difference = new EnumMap<>(Cost.class);
    difference.putAll(here);
    there.forEach((cost, times) -> difference.merge(cost, -times, Double::sum));
    difference.values().removeIf(times -> times == 0);
    return difference;
  }
}
