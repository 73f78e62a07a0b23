package dev.conctop.subject;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.wire.RunOrder;

/** From a run order, which may say anything, to a run that is known and in range. */
final class RunSpecs {
  private RunSpecs() {}

  /**
   * @throws dev.conctop.catalog.parameter.BadInput for what is unknown or out of range
   */
  static RunSpec of(RunOrder order) {
    WorkloadSpec workload = Catalog.workload(order.workload());
    ModelSpec model = Catalog.model(order.model());
    return new RunSpec(
        workload,
        model,
        RunSpec.parameters(workload, model, order.parameters()),
        order.workers(),
        order.inFlight(),
        order.rate(),
        order.tasks(),
        order.durationNanos(),
        order.warmUpNanos());
  }
}
