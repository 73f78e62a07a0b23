package dev.conctop.workload;

/** Steps of an n-body system from the same beginning. */
final class Simulation implements Workload {
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
  double result() {
    return Double.longBitsToDouble(sink.last());
  }

  @Override
  public void close() {}
}
