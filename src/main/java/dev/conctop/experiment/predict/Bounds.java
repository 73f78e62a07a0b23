package dev.conctop.experiment.predict;

import dev.conctop.experiment.predict.plan.Limit;
import dev.conctop.experiment.predict.plan.Load;
import dev.conctop.experiment.predict.plan.Plan;
import dev.conctop.experiment.predict.task.Demands;
import dev.conctop.experiment.predict.task.TaskVector.Burst;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * No more tasks a second than each of these lets through, whatever the order of things and the
 * distributions.
 *
 * @param perSecond by what it is that limits
 */
record Bounds(Map<Limit, Double> perSecond) {
  private static final double SECOND = 1e9;

  static Bounds of(Demands demands, Plan plan, Load load) {
    Map<Limit, Double> all = new EnumMap<>(Limit.class);
    double cpu = cpu(demands, plan);
    double wait = demands.waitNanos();
    double front = front(demands, plan);
    all.put(
        Limit.CORES,
        plan.cores() * SECOND / (cpu + front + demands.servedNanos() * demands.calls()));
    all.put(Limit.LOCK, SECOND / locked(demands, plan));
    all.putAll(underWay(plan, load, cpu + wait + front, wait > cpu));
    if (plan.sharesThreads()) {
      all.put(plan.runner(), plan.runners() * SECOND / (cpu + demands.pinnedNanos()));
    }
    if (plan.interpreterLock()) {
      all.put(Limit.INTERPRETER_LOCK, SECOND / interpreter(demands, plan));
    }
    switch (plan.front()) {
      case NONE -> {}
      case LOOP -> all.put(Limit.LOOP, SECOND / front);
      case PARENT -> all.put(Limit.PARENT, SECOND / front);
    }
    demands.outsideServers().ifPresent(servers -> all.put(Limit.OUTSIDE, servers * SECOND / wait));
    return new Bounds(all);
  }

  /** What so many at a time can do: tasks in flight, or workers where those are fewer. */
  private static Map<Limit, Double> underWay(
      Plan plan, Load load, double round, boolean mostlyWaits) {
    Map<Limit, Double> all = new EnumMap<>(Limit.class);
    int inFlight = Plan.ANY;
    switch (load) {
      case Load.Open open -> all.put(Limit.ARRIVALS, open.perSecond());
      case Load.Closed closed -> {
        inFlight = closed.inFlight();
        all.put(mostlyWaits ? Limit.NOTHING : Limit.IN_FLIGHT, inFlight * SECOND / round);
      }
    }
    if (plan.workers() < inFlight) {
      all.put(Limit.WORKERS, plan.workers() * SECOND / round);
    }
    return all;
  }

  /** The least of them; infinite where nothing limits. */
  double least() {
    return first().getValue();
  }

  /** What it is the bound of; the cores where others are as low. */
  Limit limit() {
    return first().getKey();
  }

  private Map.Entry<Limit, Double> first() {
    return perSecond.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
  }

  private static double cpu(Demands demands, Plan plan) {
    return atLeastNothing(work(demands, plan, _ -> 1) + plan.taskNanos());
  }

  private static double locked(Demands demands, Plan plan) {
    return demands
        .tasks()
        .mean(burst -> burst.locked() ? plan.work(burst, false) + burst.waitNanos() : 0);
  }

  /** What a task takes more may be in a burst that needs no lock; what it takes less is gone. */
  private static double interpreter(Demands demands, Plan plan) {
    return atLeastNothing(
        work(demands, plan, burst -> burst.released() ? 0 : 1) + Math.min(0, plan.taskNanos()));
  }

  private static double front(Demands demands, Plan plan) {
    return switch (plan.front()) {
      case NONE -> 0;
      case PARENT -> 2 * plan.frontNanos();
      case LOOP ->
          plan.frontNanos()
              * demands
                  .tasks()
                  .mean(burst -> plan.needsRunner(burst, plan.work(burst, false)) ? 1 : 0);
    };
  }

  private static double work(Demands demands, Plan plan, ToDoubleFunction<Burst> share) {
    return demands.tasks().mean(burst -> plan.work(burst, false) * share.applyAsDouble(burst));
  }

  private static double atLeastNothing(double value) {
    return Math.max(0, value);
  }
}
