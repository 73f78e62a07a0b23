package dev.conctop.state.past.total;

import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.task.TaskSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Some of the tasks since measuring began, step by step, and the means of the gauges. */
public final class Sampled {
  /** How many tasks are kept; then the oldest give way. */
  static final int MOST = 2048;

  private final List<TaskSample> tasks = new ArrayList<>();
  private final Map<String, Double> sums = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private int oldest;

  void add(TaskFrame frame) {
    for (TaskSample task : frame.samples()) {
      if (tasks.size() < MOST) {
        tasks.add(task);
      } else {
        tasks.set(oldest, task);
        oldest = (oldest + 1) % MOST;
      }
    }
    frame
        .gauges()
        .forEach(
            (name, value) -> {
              sums.merge(name, value, Double::sum);
              counts.merge(name, 1, Integer::sum);
            });
  }

  /** The tasks, in no order. Not to be changed. */
  public List<TaskSample> tasks() {
    return tasks;
  }

  /** The mean of a gauge over the frames that had it; NaN when none had. */
  public double mean(String gauge) {
    return sums.getOrDefault(gauge, Double.NaN) / counts.getOrDefault(gauge, 1);
  }

  void copyFrom(Sampled other) {
    tasks.addAll(other.tasks);
    oldest = other.oldest;
    sums.putAll(other.sums);
    counts.putAll(other.counts);
  }
}
