package dev.conctop.catalog;

import java.util.List;

/** Every workload and model by id. */
public final class Catalog {
  private Catalog() {}

  private static final List<WorkloadSpec> WORKLOADS = WorkloadList.ALL;

  private static final List<ModelSpec> MODELS =
      List.of(
          new ModelSpec(
              "sequential",
              "one task at a time on one thread",
              false,
              ModelSpec.Workers.ONE,
              List.of()),
          new ModelSpec(
              "thread-per-task",
              "a new platform thread for each task",
              false,
              ModelSpec.Workers.PER_TASK,
              List.of()),
          new ModelSpec(
              "thread-pool",
              "a fixed pool of platform threads behind one queue",
              false,
              ModelSpec.Workers.CHOSEN,
              List.of()),
          new ModelSpec(
              "virtual-threads",
              "one virtual thread a task on few carriers",
              false,
              ModelSpec.Workers.CARRIERS,
              List.of()),
          new ModelSpec(
              "event-loop",
              "one thread, cooperative tasks, non-blocking sockets",
              false,
              ModelSpec.Workers.ONE,
              List.of(
                  ParameterSpec.flag("blocking", false, "let tasks block the loop, on purpose"))),
          new ModelSpec(
              "gil-threads",
              "platform threads under one interpreter lock",
              true,
              ModelSpec.Workers.CHOSEN,
              List.of(
                  ParameterSpec.duration(
                      "switch-interval", "5ms", "50us", "10s", "how long a holder may be asked"))),
          new ModelSpec(
              "processes",
              "a pool of child processes, tasks and results sent over pipes",
              false,
              ModelSpec.Workers.CHOSEN,
              List.of()));

  public static List<WorkloadSpec> workloads() {
    return WORKLOADS;
  }

  public static List<ModelSpec> models() {
    return MODELS;
  }

  /**
   * Finds a workload.
   *
   * @throws BadInput with the nearest right name
   */
  public static WorkloadSpec workload(String id) {
    for (WorkloadSpec spec : WORKLOADS) {
      if (spec.id().equals(id)) {
        return spec;
      }
    }
    throw new BadInput(
        "unknown workload '"
            + id
            + "'"
            + Nearest.hint(id, WORKLOADS.stream().map(WorkloadSpec::id).toList()));
  }

  /**
   * Finds a model.
   *
   * @throws BadInput with the nearest right name
   */
  public static ModelSpec model(String id) {
    for (ModelSpec spec : MODELS) {
      if (spec.id().equals(id)) {
        return spec;
      }
    }
    throw new BadInput(
        "unknown model '"
            + id
            + "'"
            + Nearest.hint(id, MODELS.stream().map(ModelSpec::id).toList()));
  }
}
