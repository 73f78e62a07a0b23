package dev.conctop.workload.cpu;

import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;

/** Steps of an n-body system from the same beginning. */
public final class Simulation implements Workload {
  private final Sink sink = new Sink();
  private int bodies;
  private int steps;

  @Override
  public void open(Surroundings surroundings) {
    bodies = (int) surroundings.parameters().number("bodies");
    steps = (int) surroundings.parameters().number("steps");
  }

  @Override
  public void run(TaskContext task) {
    Bodies system = new Bodies(bodies);
    for (int step = 0; step < steps; step++) {
      system.step(task);
    }
    sink.accept(Double.doubleToRawLongBits(system.energy()));
  }

  /** The energy at the end of the last task. */
  public double result() {
    return Double.longBitsToDouble(sink.last());
  }

  @Override
  public void close() {}
}
