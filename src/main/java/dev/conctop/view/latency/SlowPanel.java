package dev.conctop.view.latency;

import dev.conctop.diagnosis.slow.Slowness;
import dev.conctop.diagnosis.slow.WhySlow;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.State;
import dev.conctop.state.row.SlowList;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import java.util.List;
import java.util.Optional;

/**
 * Why the slowest tasks are slow, in words, and the slowest of them.
 *
 * <pre>
 *  the slowest 1 % wait 96 % of their time for held-lock, held by keeper
 *    RESPONSE  QUEUE    RUN  BUDGET          MOST OF IT           THREAD       BEGAN
 *  ▸    48 ms   2 µs  1 ms   lllllllllllllc  held-lock, keeper    pool-3       1.2 s
 * </pre>
 */
public final class SlowPanel {
  private static final int HEAD_ROWS = 2;
  private static final int LEAST_ROWS = 7;
  private static final int FIGURE = Words.DURATION + 2;
  private static final int BROAD = 116;

  /** Where the columns begin. */
  private record Columns(int bar, int most, int thread, int end) {
    static Columns of(int width) {
      boolean broad = width >= BROAD;
      int bar = 2 + 3 * FIGURE + 1;
      int most = bar + (broad ? 26 : 12);
      int end = width - 1;
      int thread = end - FIGURE - (broad ? 22 : 11);
      return new Columns(bar, most, thread, end);
    }
  }

  private SlowPanel() {}

  /**
   * Rows that it takes, frame included.
   *
   * @param room there is for it and for what stands beside it
   */
  public static int rows(State shown, int room) {
    int wanted = SlowList.of(shown).size() + HEAD_ROWS + 2;
    return Math.min(Math.min(wanted, Math.max(LEAST_ROWS, room * 4 / 7)), room);
  }

  public static void draw(Area area, State shown) {
    List<SlowTask> tasks = SlowList.of(shown);
    Optional<WhySlow> why = Slowness.why(shown.totals());
    Words note = area.words().add(why.map(WhySlow::rest).orElse(""));
    note.add(note.isBlank() ? "" : ", ").add("Enter: against the median task");
    Area inside = area.box("Why is p99 slow?", note, Ink.FRAME);
    String words = why.map(WhySlow::words).orElse("n/a yet");
    inside.text(1, 0, inside.width() - 2, words, Style.bold(Ink.TEXT));
    Columns columns = Columns.of(inside.width());
    heads(inside.line(1), columns);
    Area list = inside.below(HEAD_ROWS);
    int selected = Math.clamp(shown.ui().selected(), 0, Math.max(0, tasks.size() - 1));
    int last = Math.max(0, tasks.size() - list.height());
    int first = Math.clamp(selected - list.height() / 2L, 0, last);
    for (int i = 0; i < list.height() && first + i < tasks.size(); i++) {
      row(list.line(i), columns, tasks.get(first + i), first + i == selected);
      list.chooses(i, first + i);
    }
  }

  private static void heads(Area line, Columns columns) {
    line.right(2 + FIGURE, 0, FIGURE, "RESPONSE", Ink.DIM);
    line.right(2 + 2 * FIGURE, 0, FIGURE, "QUEUE", Ink.DIM);
    line.right(2 + 3 * FIGURE, 0, FIGURE, "RUN", Ink.DIM);
    line.text(columns.bar(), 0, "BUDGET", Ink.DIM);
    line.text(columns.most(), 0, "MOST OF IT", Ink.DIM);
    line.text(columns.thread(), 0, "THREAD", Ink.DIM);
    line.right(columns.end(), 0, FIGURE, "BEGAN", Ink.DIM);
  }

  private static void row(Area line, Columns columns, SlowTask task, boolean chosen) {
    int style = chosen ? Style.bold(Ink.SELECTED) : Ink.TEXT.ordinal();
    if (chosen) {
      line.put(0, 0, line.glyphs().pointer(), Ink.ACCENT);
    }
    figure(line, 1, task.responseNanos(), style);
    figure(line, 2, task.queueNanos(), style);
    figure(line, 3, task.nanos(TaskWait.RUNNING), style);
    TaskBudget.stacked(line, columns.bar(), 0, columns.most() - columns.bar() - 2, task);
    int room = columns.thread() - columns.most() - 1;
    Ink ink = Ink.of(TaskBudget.part(task.most()));
    line.text(columns.most(), 0, room, most(line, task), ink.ordinal());
    int names = columns.end() - FIGURE - columns.thread();
    line.name(columns.thread(), 0, names, CleanText.named(task.thread()), style);
    Words words = line.words().duration(task.beginNanos());
    line.right(columns.end(), 0, Words.DURATION, words, style);
  }

  private static void figure(Area line, int column, long nanos, int style) {
    Words words = line.words().duration(nanos);
    line.right(2 + column * FIGURE, 0, Words.DURATION, words, style);
  }

  private static Words most(Area line, SlowTask task) {
    TaskWait most = task.most();
    Words words = line.words();
    if (!most.isLock() || task.lock().isEmpty()) {
      return words.add(TaskBudget.label(most));
    }
    words.add(task.lock());
    return task.owner().isEmpty() ? words : words.add(", ").add(task.owner());
  }
}
