package dev.conctop.view.latency;

import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Lanes;

/** One task's budget as people see it. */
public final class TaskBudget {
  private TaskBudget() {}

  /** A state in words. */
  public static String label(TaskWait state) {
    return switch (state) {
      case READY -> "in the queue";
      case RUNNING -> "running";
      case NETWORK -> "network";
      case DISK -> "disk";
      case TIMER -> "timer";
      case IPC -> "other process";
      case LOCK -> "lock";
      case GIL -> "interpreter lock";
    };
  }

  /** The twin of a task's state among the parts of a thread's time: its letter and its colour. */
  public static Part part(TaskWait state) {
    return switch (state) {
      case READY -> Part.RUN_QUEUE;
      case RUNNING -> Part.ON_CPU;
      case NETWORK -> Part.NETWORK;
      case DISK -> Part.DISK;
      case TIMER -> Part.SLEEP;
      case IPC -> Part.IPC;
      case LOCK, GIL -> Part.LOCK;
    };
  }

  /** The budget in letters, as many cells a state as it has shares. */
  static void stacked(Area area, int column, int row, int cells, SlowTask task) {
    double edge = 0;
    int at = 0;
    for (int i = 0; i < TaskWait.count(); i++) {
      edge += task.share(TaskWait.at(i));
      int end = (int) Math.min(cells, Math.round(edge * cells));
      for (; at < end; at++) {
        Lanes.part(area, column + at, row, part(TaskWait.at(i)));
      }
    }
  }
}
