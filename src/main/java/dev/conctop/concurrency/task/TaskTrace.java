package dev.conctop.concurrency.task;

import dev.conctop.sample.task.TaskSample;
import dev.conctop.sample.task.TaskSample.Step;
import dev.conctop.sample.task.TaskWait;
import java.util.ArrayList;
import java.util.List;

/** The steps of one task that is to be told of, as they are made. Belongs to who runs the task. */
final class TaskTrace {
  private final List<Step> steps = new ArrayList<>(8);
  private boolean locked;

  /** So long it was in this state. */
  void add(TaskWait state, long nanos) {
    if (nanos > 0) {
      Step step = new Step(state, nanos, locked);
      if (steps.size() < TaskSample.MOST_STEPS) {
        steps.add(step);
      } else {
        merge(step);
      }
    }
  }

  /** Adds it to the last step that is like it, if there is one. */
  private void merge(Step step) {
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step like = steps.get(i);
      if (like.state() == step.state() && like.locked() == step.locked()) {
        steps.set(i, new Step(like.state(), like.nanos() + step.nanos(), like.locked()));
        return;
      }
    }
    steps.set(steps.size() - 1, step);
  }

  /** From now on it holds a lock that tasks share, or it does not. */
  void holds(boolean lock) {
    locked = lock;
  }

  /** What was told; empty when it took no time at all. */
  List<Step> steps() {
    return steps;
  }
}
