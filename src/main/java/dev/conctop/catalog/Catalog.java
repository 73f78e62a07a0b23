package dev.conctop.catalog;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import java.util.List;

/** Every workload and model by id. */
public final class Catalog {
  private Catalog() {}

  private static final List<WorkloadSpec> WORKLOADS = WorkloadList.ALL;

  public static List<WorkloadSpec> workloads() {
    return WORKLOADS;
  }

  public static List<ModelSpec> models() {
    return ModelList.ALL;
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
    for (ModelSpec spec : ModelList.ALL) {
      if (spec.id().equals(id)) {
        return spec;
      }
    }
    throw new BadInput(
        "unknown model '"
            + id
            + "'"
            + Nearest.hint(id, ModelList.ALL.stream().map(ModelSpec::id).toList()));
  }

  /** Whether a model has a part in a workload: an engine of its own may run some of them only. */
  public static boolean fits(WorkloadSpec workload, ModelSpec model) {
    try {
      Engines.check(workload, model);
      return true;
    } catch (BadInput e) {
      return false;
    }
  }
}
