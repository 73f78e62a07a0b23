package dev.conctop.record.fact.task;

import dev.conctop.record.item.Column;
import dev.conctop.record.item.Damaged;
import dev.conctop.record.item.In;
import dev.conctop.record.item.Out;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.task.TaskSample;
import dev.conctop.sample.task.TaskSample.Step;
import dev.conctop.sample.task.TaskWait;
import java.util.ArrayList;
import java.util.List;

/**
 * A few of the tasks of a frame, step by step: first what all steps are, which is much the same
 * from task to task, then how long they took. Confined to one thread.
 */
final class StepFields {
  /**
   * How many of a frame are written: ten a second tell what one task needs within a minute, and a
   * recording has not grown much by them.
   */
  static final int MOST = 1;

  private static final TaskWait[] STATES = TaskWait.values();

  /** The golden ratio times 2<sup>64</sup>: neighbours are far apart when they are multiplied. */
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final Column numbers = new Column();

  /**
   * The task of a frame that is written: from another place in each, since what ends first in an
   * interval may be of another kind than what ends last.
   */
  static List<TaskSample> drawn(TaskFrame frame) {
    List<TaskSample> all = frame.samples();
    if (all.size() <= MOST) {
      return all;
    }
    return List.of(
        all.get((int) Long.remainderUnsigned(frame.sequence() * MIX >>> 32, all.size())));
  }

  void write(Out out, List<TaskSample> tasks) {
    numbers.clear();
    for (TaskSample task : tasks) {
      numbers.add(task.steps().size());
      for (Step step : task.steps()) {
        numbers.add(2L * step.state().ordinal() + (step.locked() ? 1 : 0));
      }
    }
    for (TaskSample task : tasks) {
      for (Step step : task.steps()) {
        numbers.add(step.nanos());
      }
    }
    out.packed(numbers);
  }

  List<TaskSample> read(In in) throws Damaged {
    in.packed(numbers);
    List<int[]> whats = new ArrayList<>();
    int steps = 0;
    while (numbers.left() > steps) {
      int[] what = new int[numbers.next(1, TaskSample.MOST_STEPS)];
      for (int i = 0; i < what.length; i++) {
        what[i] = numbers.next(0, 2 * STATES.length - 1);
      }
      whats.add(what);
      steps += what.length;
    }
    if (whats.size() > TaskSample.MOST || numbers.left() != steps) {
      throw new Damaged("steps of tasks are missing, or there are too many");
    }
    in.rows(steps);
    List<TaskSample> tasks = new ArrayList<>(whats.size());
    for (int[] what : whats) {
      List<Step> all = new ArrayList<>(what.length);
      for (int each : what) {
        all.add(new Step(STATES[each / 2], nanos(), each % 2 == 1));
      }
      tasks.add(new TaskSample(all));
    }
    return tasks;
  }

  private long nanos() throws Damaged {
    long nanos = numbers.next();
    if (nanos < 0) {
      throw new Damaged("a step takes less than no time");
    }
    return nanos;
  }
}
