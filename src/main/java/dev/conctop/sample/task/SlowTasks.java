package dev.conctop.sample.task;

import java.util.List;
import java.util.Optional;

/**
 * The slowest tasks of one interval, and one that is as most are.
 *
 * @param slowest exactly the slowest of those that were completed in the interval, {@link #KEPT} or
 *     all of them, the slowest first
 * @param typical the task whose response was nearest the median of the interval before; of the
 *     first interval the first that was completed; empty when there was none
 */
public record SlowTasks(List<SlowTask> slowest, Optional<SlowTask> typical) {
  /** How many of an interval are kept. */
  public static final int KEPT = 8;

  public static final SlowTasks NONE = new SlowTasks(List.of(), Optional.empty());

  public SlowTasks {
    slowest = List.copyOf(slowest);
  }

  /** The same tasks with begins that count from a later zero. */
  public SlowTasks since(long zero) {
    return new SlowTasks(
        slowest.stream().map(task -> task.since(zero)).toList(),
        typical.map(task -> task.since(zero)));
  }

  /** The slowest alone. */
  public SlowTasks withoutTypical() {
    return new SlowTasks(slowest, Optional.empty());
  }

  /** The same tasks with times as exact as anybody is shown. */
  public SlowTasks rounded() {
    return new SlowTasks(
        slowest.stream().map(SlowTask::rounded).toList(), typical.map(SlowTask::rounded));
  }
}
