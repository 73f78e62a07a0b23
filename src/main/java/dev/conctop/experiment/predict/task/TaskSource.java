package dev.conctop.experiment.predict.task;

import dev.conctop.experiment.predict.task.TaskVector.Burst;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Where tasks to play come from. */
public sealed interface TaskSource {
  /**
   * Tasks that were measured: one of them is drawn each time, whole, so that what belongs together
   * in a task stays together.
   *
   * @param tasks one at least
   */
  record Measured(List<TaskVector> tasks) implements TaskSource {
    public Measured {
      tasks = List.copyOf(tasks);
      if (tasks.isEmpty()) {
        throw new IllegalArgumentException("no tasks were measured");
      }
    }

    @Override
    public TaskVector draw(SplittableRandom random) {
      return tasks.get(random.nextInt(tasks.size()));
    }

    @Override
    public double mean(ToDoubleFunction<Burst> figure) {
      double sum = 0;
      for (TaskVector task : tasks) {
        sum += sum(task, figure);
      }
      return sum / tasks.size();
    }

    @Override
    public TaskSource scaled(double cpu, double wait) {
      return new Measured(tasks.stream().map(task -> task.scaled(cpu, wait)).toList());
    }

    @Override
    public TaskSource mapped(UnaryOperator<Burst> change) {
      return new Measured(tasks.stream().map(task -> task.mapped(change)).toList());
    }

    @Override
    public TaskSource withMoreWork(double nanos) {
      return new Measured(tasks.stream().map(task -> task.withMoreWork(nanos)).toList());
    }
  }

  /**
   * A task of which only means are known; each burst's work and wait are drawn by themselves.
   *
   * @param cpuShape of the work
   * @param waitShape of the waits
   */
  record Shaped(TaskVector means, Shape cpuShape, Shape waitShape) implements TaskSource {
    @Override
    public TaskVector draw(SplittableRandom random) {
      return new TaskVector(
          means.bursts().stream()
              .map(burst -> burst.scaled(cpuShape.draw(random), waitShape.draw(random)))
              .toList());
    }

    @Override
    public double mean(ToDoubleFunction<Burst> figure) {
      return sum(means, figure);
    }

    @Override
    public TaskSource scaled(double cpu, double wait) {
      return new Shaped(means.scaled(cpu, wait), cpuShape, waitShape);
    }

    @Override
    public TaskSource mapped(UnaryOperator<Burst> change) {
      return new Shaped(means.mapped(change), cpuShape, waitShape);
    }

    @Override
    public TaskSource withMoreWork(double nanos) {
      return new Shaped(means.withMoreWork(nanos), cpuShape, waitShape);
    }
  }

  /** A task. */
  TaskVector draw(SplittableRandom random);

  /** The mean over tasks of what a task's bursts come to. */
  double mean(ToDoubleFunction<Burst> figure);

  /** The same tasks with all work and all waits so many times as long. */
  TaskSource scaled(double cpu, double wait);

  /** The same tasks with each burst changed. */
  TaskSource mapped(UnaryOperator<Burst> change);

  /** The same with so much more work at each task's beginning, or less, ns; never below none. */
  TaskSource withMoreWork(double nanos);

  private static double sum(TaskVector task, ToDoubleFunction<Burst> figure) {
    double sum = 0;
    for (Burst burst : task.bursts()) {
      sum += figure.applyAsDouble(burst);
    }
    return sum;
  }
}
