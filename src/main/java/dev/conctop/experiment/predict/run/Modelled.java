package dev.conctop.experiment.predict.run;

import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.WorkTraits;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.experiment.predict.plan.ArmModel;
import dev.conctop.experiment.predict.plan.Load;
import dev.conctop.experiment.predict.task.TaskSource;
import dev.conctop.experiment.predict.task.TaskVector.Burst;

/** A run as it is specified → the model that predicts it. */
public sealed interface Modelled {
  /**
   * It is predicted as this.
   *
   * @param model with its size
   * @param pinned whether a wait holds whoever runs the task: a call that blocks a loop
   * @param apart whether workers share no lock with each other
   */
  record As(ArmModel model, boolean pinned, boolean apart) implements Modelled {
    /** The tasks as they are there. */
    public TaskSource of(TaskSource tasks) {
      return tasks.mapped(this::burst);
    }

    private Burst burst(Burst burst) {
      Burst here = apart && burst.locked() ? burst.withoutLock() : burst;
      return pinned && burst.waitNanos() > 0 ? here.pinning() : here;
    }
  }

  /**
   * Nothing predicts it.
   *
   * @param why in words
   */
  record Not(String why) implements Modelled {}

  /** What predicts a run. */
  static Modelled of(RunSpec spec) {
    WorkloadSpec workload = spec.workload();
    ModelSpec model = spec.model();
    boolean yields =
        WorkTraits.yieldsOnLoop(workload, model.runtime())
            && !(spec.parameters().has("blocking") && spec.parameters().flag("blocking"));
    int workers = spec.workers();
    return switch (model.id()) {
      case "sequential", "cpython-sequential" -> shared(new ArmModel.Sequential());
      case "thread-pool" -> shared(new ArmModel.ThreadPool(workers));
      case "thread-per-task" -> shared(new ArmModel.ThreadPerTask());
      case "virtual-threads" -> shared(new ArmModel.VirtualThreads(workers));
      case "event-loop" -> new As(new ArmModel.EventLoop(), !yields, false);
      case "event-loop-offload" -> offloaded(spec, yields);
      case "fork-join" ->
          WorkTraits.splittable(workload)
              ? new Not("its tasks are split into parts")
              : shared(new ArmModel.ThreadPool(workers));
      case "gil-threads", "cpython-threading", "cpython-thread-pool" ->
          shared(new ArmModel.GilThreads(workers));
      case "subinterpreters", "cpython-subinterpreters" ->
          apart(spec, new ArmModel.Subinterpreters(workers));
      case "processes", "cpython-multiprocessing", "cpython-process-pool" ->
          apart(spec, new ArmModel.Processes(workers));
      case "cpython-asyncio" ->
          spec.parameters().has("loop") && spec.parameters().text("loop").equals("uvloop")
              ? new Not("what uvloop's loop costs is not measured")
              : new As(new ArmModel.Asyncio(), !yields, false);
      case "cpython-free-threaded" -> shared(new ArmModel.FreeThreaded(workers));
      default -> new Not("there is no rule for how it works");
    };
  }

  /** A loop runs what yields by itself, save mixed work; all else a pool takes whole. */
  private static Modelled offloaded(RunSpec spec, boolean yields) {
    if (yields && spec.workload().kind() != WorkloadSpec.Kind.MIXED) {
      return shared(new ArmModel.EventLoop());
    }
    return switch (spec.parameters().text("offload")) {
      case "gil-threads" -> shared(new ArmModel.GilThreads(spec.workers()));
      case "processes" -> apart(spec, new ArmModel.Processes(spec.workers()));
      default -> new As(new ArmModel.OffloadLoop(spec.workers()), true, false);
    };
  }

  private static Modelled shared(ArmModel model) {
    return new As(model, false, false);
  }

  private static Modelled apart(RunSpec spec, ArmModel model) {
    return RunSpec.batch(spec.parameters()) > 1
        ? new Not("tasks that are sent together wait for each other")
        : new As(model, false, true);
  }

  /** How its tasks come. */
  static Load load(RunSpec spec) {
    return spec.ratePerSecond().isPresent()
        ? new Load.Open(spec.ratePerSecond().getAsDouble(), true)
        : new Load.Closed(spec.inFlight());
  }
}
