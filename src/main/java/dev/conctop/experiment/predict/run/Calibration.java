package dev.conctop.experiment.predict.run;

import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.WorkTraits;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.experiment.predict.plan.MachineCosts;
import dev.conctop.experiment.predict.plan.MachineCosts.Cost;
import dev.conctop.experiment.predict.task.Demands;
import dev.conctop.experiment.predict.task.TaskSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What was measured of this machine with a small task under each model: nothing but one call that
 * waits. What two models differ by in the CPU time of that task is what a task costs more under the
 * one than under the other: parking, a loop's dispatch, a context switch, a thread's start. What it
 * costs to hand a task over, to a pool or another process, is measured with tasks that never wait,
 * a few of them under way, which keep two cores or one interpreter lock busy all the time: that is
 * where it limits, and who is awake anyhow need not be woken. Likewise what CPython takes to begin
 * a task under each model, a new thread or an executor's future, be there a call or not.
 *
 * @param cores how many cores' worth of work all of them together do, as many times as one of them
 *     does alone: two hardware threads are not two cores; empty when it was not measured
 * @param callNanos by model: CPU time of such a task where it runs, ns; above 0; and by {@link
 *     #full} that of a task without a call: of worker processes that of one side
 * @param freeThreaded by which share work takes longer without an interpreter lock; empty when it
 *     was not measured
 * @param lacking by model: why it could not be measured, in words
 */
public record Calibration(
    OptionalDouble cores,
    Map<String, Double> callNanos,
    OptionalDouble freeThreaded,
    Map<String, String> lacking) {
  /** Nothing was measured. */
  public static final Calibration NONE =
      new Calibration(OptionalDouble.empty(), Map.of(), OptionalDouble.empty(), Map.of());

  private static final List<String> JVM =
      List.of(
          "thread-pool",
          "thread-per-task",
          "virtual-threads",
          "event-loop",
          "gil-threads",
          "processes");

  private static final List<String> HANDED =
      List.of("thread-pool", "event-loop-offload", "processes");

  private static final List<String> CPYTHON =
      List.of(
          "cpython-thread-pool",
          "cpython-threading",
          "cpython-asyncio",
          "cpython-process-pool",
          "cpython-multiprocessing",
          "cpython-subinterpreters",
          "cpython-free-threaded");

  private static final String ONE_AT_A_TIME = "cpython-sequential";

  private static final List<String> CPYTHON_BEGUN =
      List.of(
          ONE_AT_A_TIME,
          "cpython-thread-pool",
          "cpython-threading",
          "cpython-asyncio",
          "cpython-subinterpreters",
          "cpython-process-pool",
          "cpython-multiprocessing");

  private static final double LEAST_CORES = 0.1;

  public Calibration {
    callNanos = Map.copyOf(callNanos);
    lacking = Map.copyOf(lacking);
    callNanos.forEach(
        (model, nanos) -> {
          if (!(nanos > 0) || Double.isInfinite(nanos)) {
            throw new IllegalArgumentException("a call under " + model + ": " + nanos + " ns");
          }
        });
    if (cores.isPresent() && !(cores.getAsDouble() > 0)) {
      throw new IllegalArgumentException("cores: " + cores.getAsDouble());
    }
  }

  /** With all that another one knows besides, which is the newer. */
  public Calibration and(Calibration other) {
    Map<String, Double> calls = new HashMap<>(callNanos);
    calls.putAll(other.callNanos);
    Map<String, String> why = new HashMap<>(lacking);
    why.putAll(other.lacking);
    why.keySet().removeAll(calls.keySet());
    return new Calibration(
        other.cores.isPresent() ? other.cores : cores,
        calls,
        other.freeThreaded.isPresent() ? other.freeThreaded : freeThreaded,
        why);
  }

  /** The models of a runtime that are measured. */
  public static List<String> models(ModelSpec.Runtime runtime) {
    return switch (runtime) {
      case JVM -> JVM;
      case CPYTHON -> CPYTHON;
      case RUST -> List.of();
    };
  }

  /**
   * Those of a runtime that are measured with tasks that never wait, too: what is nearest to
   * nothing but the task, first, and who hands tasks over.
   */
  public static List<String> handed(ModelSpec.Runtime runtime) {
    return switch (runtime) {
      case JVM -> HANDED;
      case CPYTHON -> CPYTHON_BEGUN;
      case RUST -> List.of();
    };
  }

  /** The name of a model's figure with tasks that never wait. */
  public static String full(String model) {
    return model + "-full";
  }

  private static List<String> measured(ModelSpec.Runtime runtime) {
    return Stream.concat(models(runtime).stream(), handed(runtime).stream().map(Calibration::full))
        .toList();
  }

  /** The part of it that is of one runtime; the cores are the JVM's. */
  public Calibration of(ModelSpec.Runtime runtime) {
    List<String> models = measured(runtime);
    Map<String, Double> calls = new HashMap<>(callNanos);
    calls.keySet().retainAll(models);
    Map<String, String> why = new HashMap<>(lacking);
    why.keySet().retainAll(models);
    return switch (runtime) {
      case JVM -> new Calibration(cores, calls, OptionalDouble.empty(), why);
      case CPYTHON -> new Calibration(OptionalDouble.empty(), calls, freeThreaded, why);
      case RUST -> new Calibration(OptionalDouble.empty(), calls, OptionalDouble.empty(), why);
    };
  }

  /** The model that was measured for it: some cost the same. */
  public static String key(RunSpec spec) {
    return switch (spec.model().id()) {
      case "sequential", "fork-join" -> "thread-pool";
      case "subinterpreters" -> "gil-threads";
      case "cpython-sequential" -> "cpython-thread-pool";
      case "event-loop-offload" -> offloads(spec) ? full("event-loop-offload") : "event-loop";
      default -> spec.model().id();
    };
  }

  private static boolean offloads(RunSpec spec) {
    return spec.workload().kind() == WorkloadSpec.Kind.MIXED
        || !WorkTraits.yieldsOnLoop(spec.workload(), spec.model().runtime());
  }

  private static boolean handsOver(RunSpec spec) {
    return spec.model().id().equals("event-loop-offload") && offloads(spec);
  }

  /** The model without what starting a thread, handing a task over or sending a message costs. */
  private static String base(RunSpec spec) {
    return switch (spec.model().id()) {
      case "thread-per-task", "processes" -> "thread-pool";
      case "event-loop-offload" -> offloads(spec) ? "thread-pool" : "event-loop";
      case "cpython-multiprocessing", "cpython-process-pool" -> "cpython-thread-pool";
      default -> key(spec);
    };
  }

  /**
   * What is charged where tasks that were measured in one run are played under another. What a call
   * costs more there is in the demands already ({@link #demands}); it is absent here when it is not
   * known, so that nothing is predicted from it.
   *
   * @param needs of that run: how many cores there were, and how many of them others kept busy
   */
  public MachineCosts costs(RunSpec from, RunSpec to, TaskNeeds needs) {
    Map<Cost, Double> known = new HashMap<>();
    if (cores.isPresent()) {
      // What their work holds each other up by is in the demands: FullCores.
      known.put(Cost.CORES, usable(needs.cores(), needs.otherCores(), runnable(to)));
    }
    if (base(from).equals(base(to)) || (knows(base(from)) && knows(base(to)))) {
      known.put(Cost.SWITCH, 0.0);
      known.put(Cost.PARK, 0.0);
      known.put(Cost.DISPATCH, 0.0);
    }
    if (handsOver(to)) {
      known.remove(Cost.DISPATCH);
      if (knowsFull("event-loop-offload")) {
        known.put(Cost.DISPATCH, fullMore("event-loop-offload"));
      }
    }
    if (knows("thread-per-task") && knows("thread-pool")) {
      known.put(Cost.SPAWN, Math.max(0, call("thread-per-task") - call("thread-pool")));
    }
    freeThreaded.ifPresent(share -> known.put(Cost.FREE_THREADED, share));
    if (to.hasInterpreterLock()) {
      known.put(Cost.SWITCH_INTERVAL, (double) to.parameters().number("switch-interval"));
    }
    return new MachineCosts(known);
  }

  /**
   * What is left of the cores beside others: all that they do not take, and where there are more
   * who want to run than cores, the share that a fair scheduler gives.
   *
   * @param all the cores
   * @param others how many cores others keep busy, so about as many threads
   * @param ours threads of ours that may want to run
   */
  static double usable(double all, double others, double ours) {
    double left = ours + others >= all ? all * ours / (ours + others) : all - others;
    return Math.max(LEAST_CORES, left);
  }

  private static double runnable(RunSpec spec) {
    int most =
        switch (spec.model().workers()) {
          case ONE -> 1;
          case CHOSEN, CARRIERS -> spec.workers();
          case PER_TASK -> spec.inFlight();
        };
    return spec.openLoop() ? most : Math.min(most, spec.inFlight());
  }

  /** The demands of tasks that were measured in one run as they are under another. */
  public Demands demands(Demands measured, RunSpec from, RunSpec to, Modelled.As there) {
    double begun = begun(to) - begun(from);
    double more =
        knows(base(from)) && knows(base(to))
            ? call(base(to)) - begun(base(to)) - call(base(from)) + begun(base(from))
            : 0;
    double inIt =
        handsOver(from) && knowsFull("event-loop-offload") ? fullMore("event-loop-offload") : 0;
    TaskSource tasks =
        there
            .of(measured.tasks())
            .mapped(burst -> burst.withMoreWork((burst.waitNanos() > 0 ? more : 0) - inIt))
            .withMoreWork(begun);
    Demands demands = measured.withTasks(tasks);
    String message = isProcesses(to) ? to.model().id() : isProcesses(from) ? from.model().id() : "";
    String alone = isProcesses(to) ? base(to) : base(from);
    if (!message.isEmpty() && knowsFull(message)) {
      demands = demands.withIpcNanos(fullMore(message));
    } else if (!message.isEmpty() && knows(message) && knows(alone)) {
      demands = demands.withIpcNanos(Math.max(0, call(message) - call(alone)));
    }
    return to.workload().id().equals("query-db")
        ? demands.withOutsideServers((int) to.parameters().number("connections"))
        : demands;
  }

  /** What it takes to begin a task there, without what a process at the other end costs, ns. */
  private double begun(RunSpec spec) {
    return isProcesses(spec) ? 0 : begun(spec.model().id());
  }

  /** Of the JVM's models nothing that is not said apart. */
  private double begun(String model) {
    // The same executor, whether there is a lock or not.
    String as = model.equals("cpython-free-threaded") ? "cpython-thread-pool" : model;
    return CPYTHON_BEGUN.contains(as) ? fullMore(as) : 0;
  }

  private static boolean isProcesses(RunSpec spec) {
    return switch (spec.model().id()) {
      case "processes", "cpython-multiprocessing", "cpython-process-pool" -> true;
      default -> false;
    };
  }

  private boolean knows(String model) {
    return callNanos.containsKey(model);
  }

  private double call(String model) {
    return callNanos.getOrDefault(model, Double.NaN);
  }

  private boolean knowsFull(String model) {
    return knows(full(model)) && knows(full(least(model)));
  }

  /** The model where it takes least to begin a task. */
  private static String least(String model) {
    return CPYTHON_BEGUN.contains(model) ? ONE_AT_A_TIME : "thread-pool";
  }

  /** What a task that never waits takes more than there, ns; 0 when it is not known. */
  private double fullMore(String model) {
    return knowsFull(model) ? Math.max(0, call(full(model)) - call(full(least(model)))) : 0;
  }

  /** Whether all is known, or known to be lacking, that models of these runtimes need. */
  public boolean covers(ModelSpec.Runtime runtime) {
    return cores.isPresent()
        && measured(runtime).stream()
            .allMatch(model -> callNanos.containsKey(model) || lacking.containsKey(model));
  }
}
