package dev.conctop.experiment.predict.run;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.WorkTraits;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.ParameterSpec;
import dev.conctop.experiment.predict.Formulas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Which other arms are worth predicting: every model that has the workload, at a few sizes. */
public final class Candidates {
  private static final int MOST_THREADS = 256;

  /** Each is a process of 40 MiB or more. */
  private static final int MOST_PROCESSES = 16;

  /** From this share of work on, sizes near the number of cores matter. */
  private static final double MUCH_WORK = 0.3;

  private Candidates() {}

  /**
   * The arms, the measured one first; all have its load.
   *
   * @param from the run that was measured
   * @param needs of its tasks
   * @param cores that may be used
   */
  public static List<RunSpec> of(RunSpec from, TaskNeeds needs, int cores) {
    List<RunSpec> arms = new ArrayList<>();
    arms.add(from);
    for (ModelSpec model : Catalog.models()) {
      if (WorkTraits.lacks(from.workload(), model).isPresent()) {
        continue;
      }
      for (int workers : sizes(from, model, needs, cores)) {
        RunSpec arm = arm(from, model, workers);
        if (!same(arm, from)) {
          arms.add(arm);
        }
      }
    }
    return arms;
  }

  private static Set<Integer> sizes(RunSpec from, ModelSpec model, TaskNeeds needs, int cores) {
    Set<Integer> sizes = new TreeSet<>();
    switch (model.workers()) {
      case ONE -> sizes.add(1);
      case CARRIERS -> sizes.add(cores);
      case PER_TASK -> sizes.add(Math.min(from.inFlight(), RunSpec.MAX_WORKERS));
      case CHOSEN -> {
        int most = isProcesses(model) ? MOST_PROCESSES : MOST_THREADS;
        if (from.model().workers() == ModelSpec.Workers.CHOSEN) {
          sizes.add(Math.min(most, from.workers()));
        }
        if (needs.cpuShare() > MUCH_WORK) {
          sizes.add(cores);
        }
        sizes.add(Math.min(most, enough(from, needs, cores)));
        if (!from.openLoop()) {
          sizes.add(Math.min(most, from.inFlight()));
          // A worker without a task in flight does nothing.
          sizes.removeIf(size -> size > from.inFlight() && size > cores);
        }
      }
    }
    return sizes;
  }

  /** As many as bring 95 % of what the cores can do. */
  private static int enough(RunSpec from, TaskNeeds needs, int cores) {
    double cpu = needs.cpuNanos();
    double wait = needs.allWaitNanos();
    if (!(cpu > 0) || wait / cpu > 10_000) {
      return from.openLoop() ? MOST_THREADS : from.inFlight();
    }
    return Formulas.leastWorkers(0.95, cores, cpu, wait);
  }

  private static boolean isProcesses(ModelSpec model) {
    return model.id().equals("processes")
        || model.id().equals("cpython-multiprocessing")
        || model.id().equals("cpython-process-pool")
        || model.id().equals("cpython-subinterpreters");
  }

  /** The same work and load under another model; parameters that this one has are kept. */
  private static RunSpec arm(RunSpec from, ModelSpec model, int workers) {
    Map<String, String> written = new LinkedHashMap<>();
    for (ParameterSpec each : RunSpec.parametersOf(from.workload(), model)) {
      boolean ofWork = from.workload().parameters().contains(each);
      boolean sameRuntime = from.model().runtime() == model.runtime();
      if (from.parameters().has(each.name()) && (ofWork || sameRuntime || isShared(each))) {
        written.put(each.name(), from.parameters().text(each.name()));
      }
    }
    return new RunSpec(
        from.workload(),
        model,
        RunSpec.parameters(from.workload(), model, written),
        workers,
        from.inFlight(),
        from.ratePerSecond(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        from.warmUpNanos());
  }

  private static boolean isShared(ParameterSpec parameter) {
    return parameter.name().equals("switch-interval");
  }

  private static boolean same(RunSpec one, RunSpec other) {
    return one.model().equals(other.model())
        && one.workers() == other.workers()
        && one.parameters().written().equals(other.parameters().written());
  }

  /**
   * Checks that a run can be measured and predicted from.
   *
   * @throws BadInput when nothing follows from it
   */
  public static void check(RunSpec from) {
    WorkTraits.entangled(from.workload())
        .ifPresent(
            why -> {
              throw new BadInput(
                  from.workload().id() + " under another model cannot be predicted: " + why);
            });
    if (Modelled.of(from) instanceof Modelled.Not(String why)) {
      throw new BadInput(from.model().id() + " cannot be predicted from: " + why);
    }
  }
}
