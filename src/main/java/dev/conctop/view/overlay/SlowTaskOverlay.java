package dev.conctop.view.overlay;

import dev.conctop.diagnosis.slow.Slowness;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.State;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Lanes;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import dev.conctop.view.latency.TaskBudget;
import java.util.Optional;

/**
 * One slow task's budget beside the median task's.
 *
 * <pre>
 *                       THIS TASK                THE MEDIAN TASK
 *    response            48 ms                    1.0 ms
 *  q in the queue        1.0 ms   2 % ▏            12 µs   1 % ▏
 *  …
 * </pre>
 */
public final class SlowTaskOverlay {
  private static final int WIDTH = 78;
  private static final int HEIGHT = 18;
  private static final int LABEL = 19;
  private static final int FIRST_STATE = 5;

  private SlowTaskOverlay() {}

  public static void draw(Area page, State shown, SlowTask task) {
    int width = Math.min(page.width() - 2, Math.max(WIDTH, page.width() * 2 / 3));
    Area box = StageBox.middle(page, width, HEIGHT);
    Area inside = box.box("A slow task against the median task", "", Ink.ACCENT);
    Optional<SlowTask> median = Slowness.median(shown.totals());
    what(inside, task);
    int half = (inside.width() - LABEL) / 2;
    head(inside, LABEL, "THIS TASK", task);
    inside.text(3, 4, "response", Ink.TEXT);
    median.ifPresent(one -> head(inside, LABEL + half, "THE MEDIAN TASK", one));
    for (int i = 0; i < TaskWait.count(); i++) {
      TaskWait state = TaskWait.at(i);
      Area line = inside.line(FIRST_STATE + i);
      boolean nothing = task.nanos(state) == 0 && median.map(m -> m.nanos(state)).orElse(0L) == 0;
      Ink ink = nothing ? Ink.DIM : Ink.of(TaskBudget.part(state));
      line.put(1, 0, Lanes.glyph(line, TaskBudget.part(state)), ink);
      line.text(3, 0, LABEL - 3, TaskBudget.label(state), (nothing ? ink : Ink.TEXT).ordinal());
      part(line.part(LABEL, 0, half, 1), task, state);
      median.ifPresent(one -> part(line.part(LABEL + half, 0, half, 1), one, state));
    }
    onCpu(inside.line(FIRST_STATE + TaskWait.count()), task, median, half);
    int last = FIRST_STATE + TaskWait.count() + 2;
    String note =
        median.isPresent()
            ? "The median task: of those kept the nearest to the median response."
            : "The median task is n/a: no task near the median was kept yet.";
    inside.text(1, last, inside.width() - 2, note, Ink.DIM.ordinal());
  }

  private static void what(Area inside, SlowTask task) {
    Words words = inside.words().add("began ").duration(task.beginNanos());
    words.add(" after measuring did");
    words.add(task.thread().isEmpty() ? ", thread not known" : ", run by ").add(task.thread());
    inside.text(1, 0, inside.width() - 2, words, Ink.TEXT.ordinal());
    if (!task.lock().isEmpty()) {
      words = inside.words().add("waited longest for ").add(task.lock());
      words.add(task.owner().isEmpty() ? "; who held it is not known" : ", then held by ");
      inside.text(1, 1, inside.width() - 2, words.add(task.owner()), Style.bold(Ink.LOCK));
    }
  }

  private static void head(Area inside, int column, String title, SlowTask task) {
    inside.text(column + 1, 3, title, Style.bold(Ink.DIM));
    Words words = inside.words().duration(task.responseNanos());
    inside.right(column + 1 + Words.DURATION, 4, Words.DURATION, words, Style.bold(Ink.TEXT));
  }

  private static void part(Area cell, SlowTask task, TaskWait state) {
    long nanos = task.nanos(state);
    Ink ink = nanos == 0 ? Ink.DIM : Ink.TEXT;
    int figure = 1 + Words.DURATION;
    cell.right(figure, 0, Words.DURATION, cell.words().duration(nanos), ink);
    int share = figure + 1 + Words.PERCENT;
    cell.right(share, 0, Words.PERCENT, cell.words().percent(task.share(state)), ink);
    Ink bar = Ink.of(TaskBudget.part(state));
    cell.bar(share + 1, 0, cell.width() - share - 3, task.share(state), bar);
  }

  /** Of the running time, what it was on a core. */
  private static void onCpu(Area line, SlowTask task, Optional<SlowTask> median, int half) {
    line.text(3, 0, LABEL - 3, "  on a core", Ink.DIM.ordinal());
    onCpu(line, LABEL, task);
    median.ifPresent(one -> onCpu(line, LABEL + half, one));
  }

  private static void onCpu(Area line, int column, SlowTask task) {
    if (task.onCpuNanos().isPresent()) {
      Words words = line.words().duration(task.onCpuNanos().getAsLong());
      line.right(column + 1 + Words.DURATION, 0, Words.DURATION, words, Ink.TEXT);
    } else {
      line.text(column + 1, 0, "n/a: not timed by task", Ink.DIM);
    }
  }
}
