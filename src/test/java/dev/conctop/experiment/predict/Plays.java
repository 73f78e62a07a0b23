package dev.conctop.experiment.predict;

import dev.conctop.experiment.predict.Simulation.Setting;
import dev.conctop.experiment.predict.task.Demands;
import dev.conctop.experiment.predict.task.Shape;
import dev.conctop.experiment.predict.task.TaskSource;
import dev.conctop.experiment.predict.task.TaskVector;
import dev.conctop.experiment.predict.task.TaskVector.Burst;

/** Short ways to play something, for tests. */
final class Plays {
  static final double MS = 1e6;
  static final Shape FIXED = new Shape.Fixed();
  static final Shape EXPONENTIAL = new Shape.Exponential();
  static final int TASKS = 20_000;

  private Plays() {}

  /** Tasks of one burst, in milliseconds. */
  static Demands one(double cpuMs, Shape cpu, double waitMs, Shape wait) {
    TaskVector means = TaskVector.of(Burst.of(cpuMs * MS, waitMs * MS));
    return Demands.of(new TaskSource.Shaped(means, cpu, wait));
  }

  /** Tasks that are all alike. */
  static Demands alike(Burst... bursts) {
    return Demands.of(new TaskSource.Shaped(TaskVector.of(bursts), FIXED, FIXED));
  }

  /** Under the model that they were measured under. */
  static Simulated play(Demands demands, double cores, ArmModel model, Load load) {
    return play(demands, MachineCosts.ofCores(cores), model, load, false);
  }

  static Simulated play(
      Demands demands, MachineCosts costs, ArmModel model, Load load, boolean firstCome) {
    Plan plan = Plan.of(model, demands, costs, model);
    return Simulation.run(demands, plan, load, new Setting(TASKS, 7, firstCome));
  }
}
