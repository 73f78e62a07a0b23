package dev.conctop.experiment.predict;

import dev.conctop.experiment.predict.plan.ArmModel;
import dev.conctop.experiment.predict.plan.Load;
import dev.conctop.experiment.predict.plan.MachineCosts;
import dev.conctop.experiment.predict.plan.Plan;
import dev.conctop.experiment.predict.play.Simulated;
import dev.conctop.experiment.predict.play.Simulation;
import dev.conctop.experiment.predict.play.Simulation.Setting;
import dev.conctop.experiment.predict.task.Demands;
import dev.conctop.experiment.predict.task.Shape;
import dev.conctop.experiment.predict.task.TaskSource;
import dev.conctop.experiment.predict.task.TaskVector;
import dev.conctop.experiment.predict.task.TaskVector.Burst;

/** Short ways to play something, for tests. */
public final class Plays {
  public static final double MS = 1e6;
  public static final Shape FIXED = new Shape.Fixed();
  public static final Shape EXPONENTIAL = new Shape.Exponential();
  public static final int TASKS = 20_000;

  private Plays() {}

  /** Tasks of one burst, in milliseconds. */
  public static Demands one(double cpuMs, Shape cpu, double waitMs, Shape wait) {
    TaskVector means = TaskVector.of(Burst.of(cpuMs * MS, waitMs * MS));
    return Demands.of(new TaskSource.Shaped(means, cpu, wait));
  }

  /** Tasks that are all alike. */
  public static Demands alike(Burst... bursts) {
    return Demands.of(new TaskSource.Shaped(TaskVector.of(bursts), FIXED, FIXED));
  }

  /** Under the model that they were measured under. */
  public static Simulated play(Demands demands, double cores, ArmModel model, Load load) {
    return play(demands, MachineCosts.ofCores(cores), model, load, false);
  }

  public static Simulated play(
      Demands demands, MachineCosts costs, ArmModel model, Load load, boolean firstCome) {
    Plan plan = Plan.of(model, demands, costs, model);
    return Simulation.run(demands, plan, load, new Setting(TASKS, 7, firstCome));
  }
}
