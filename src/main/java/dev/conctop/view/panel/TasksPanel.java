package dev.conctop.view.panel;

import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.State;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Spark;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import java.util.Map;

/** What the tasks are doing now, how many are done, how fast. */
public final class TasksPanel {
  private static final int LABEL = 9;
  private static final int FIGURE = 8;

  private TasksPanel() {}

  /** Rows that it would like, frame included. */
  public static int rows(State shown) {
    TaskCounts tasks = shown.totals().tasks();
    int states = 0;
    for (int i = 0; i < TaskWait.count(); i++) {
      states += isShown(tasks, TaskWait.at(i)) ? 1 : 0;
    }
    return Math.max(states, 3)
        + 4
        + (shown.totals().errors().isEmpty() ? 0 : 1)
        + ServerLines.rows(shown);
  }

  public static void draw(Area area, State shown) {
    TaskCounts tasks = shown.totals().tasks();
    Words note = area.words().count(tasks.inFlight()).add(" in flight");
    Area inside = area.box("Tasks", note, Ink.FRAME);
    int served = ServerLines.rows(shown);
    ServerLines.draw(inside.below(Math.max(0, inside.height() - served)), shown);
    inside = inside.part(0, 0, inside.width(), Math.max(0, inside.height() - served));
    int bottom = inside.height() - 1 - (shown.totals().errors().isEmpty() ? 0 : 1);
    throughput(inside, shown);
    int row = 1;
    for (int i = 0; i < TaskWait.count() && row < bottom; i++) {
      TaskWait state = TaskWait.at(i);
      if (isShown(tasks, state)) {
        state(inside.line(row++), tasks, state);
      }
    }
    if (bottom >= 1) {
      done(inside.line(bottom), tasks);
      error(inside, bottom + 1, shown.totals().errors());
    }
  }

  /** Ready and running always; a wait once a task has been in it, so that rows stay. */
  private static boolean isShown(TaskCounts tasks, TaskWait state) {
    return state == TaskWait.READY
        || state == TaskWait.RUNNING
        || tasks.nanosIn()[state.ordinal()] > 0
        || tasks.nowIn()[state.ordinal()] > 0;
  }

  private static void throughput(Area inside, State shown) {
    double rate = shown.history().recentThroughput();
    Words words = inside.words();
    if (Double.isNaN(rate)) {
      words.add("n/a yet");
    } else {
      words.rate(rate);
    }
    inside.text(1, 0, "rate", Ink.DIM);
    inside.right(1 + LABEL + FIGURE, 0, LABEL + FIGURE - 5, words, Style.bold(Ink.ACCENT));
    int at = 1 + LABEL + FIGURE + 1;
    int cells = inside.width() - at - 1;
    Spark.draw(inside, at, 0, cells, shown.history().throughput(), 0, Ink.ACCENT);
  }

  private static void state(Area line, TaskCounts tasks, TaskWait state) {
    long now = tasks.nowIn()[state.ordinal()];
    Ink ink = ink(state);
    line.text(1, 0, LABEL, state.key(), (now == 0 ? Ink.DIM : Ink.TEXT).ordinal());
    int figure = 1 + LABEL + FIGURE;
    line.right(figure, 0, FIGURE, line.words().count(now), now == 0 ? Ink.DIM : Ink.TEXT);
    long all = tasks.inFlight();
    int cells = line.width() - figure - 2;
    line.bar(figure + 1, 0, cells, all == 0 ? 0 : (double) now / all, ink);
  }

  /** A task's state in the colour of the thread time that is like it. */
  static Ink ink(TaskWait state) {
    return switch (state) {
      case READY -> Ink.RUN_QUEUE;
      case RUNNING -> Ink.ON_CPU;
      case NETWORK -> Ink.NETWORK;
      case DISK -> Ink.DISK;
      case TIMER -> Ink.SLEEP;
      case IPC -> Ink.IPC;
      case LOCK, GIL -> Ink.LOCK;
    };
  }

  private static void done(Area line, TaskCounts tasks) {
    line.text(1, 0, "done", Ink.DIM);
    line.right(1 + LABEL + FIGURE, 0, FIGURE + 3, line.words().count(tasks.completed()), Ink.TEXT);
    Ink ink = tasks.failed() > 0 ? Ink.BAD : Ink.DIM;
    int at = 1 + LABEL + FIGURE + 2;
    Words words = line.words().add("failed ").count(tasks.failed());
    if (at + words.length() > line.width()) {
      words = line.words().glyph(line.glyphs().died()).add(" ").count(tasks.failed());
    }
    line.text(at, 0, words, ink);
  }

  private static void error(Area inside, int row, Map<String, Long> errors) {
    String worst = "";
    long most = 0;
    for (Map.Entry<String, Long> error : errors.entrySet()) {
      boolean more = error.getValue() > most;
      // Of equals the first by name, so that the line does not jump.
      boolean first = error.getValue() == most && error.getKey().compareTo(worst) < 0;
      if (more || first) {
        worst = error.getKey();
        most = error.getValue();
      }
    }
    if (most > 0) {
      Words words = inside.words().count(most).glyph(inside.glyphs().times());
      inside.text(1, row, inside.width() - 2, words.add(" ").add(worst), Ink.BAD.ordinal());
    }
  }
}
