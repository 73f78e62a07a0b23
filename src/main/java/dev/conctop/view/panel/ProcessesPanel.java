package dev.conctop.view.panel;

import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.state.Listing;
import dev.conctop.state.State;
import dev.conctop.state.ui.ProcessOrder;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Lanes;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import java.util.List;

/**
 * All processes of the machine.
 *
 * <pre>
 *      PID  NAME             THR   ON CPU  RUN QUEUE  WAITS FOR
 *  ▸  4242  java              24     1.53       0.21  n recvfrom
 * </pre>
 */
public final class ProcessesPanel {
  private static final int PID_END = 9;
  private static final int NAME = 11;
  private static final int FIGURE = 11;

  private ProcessesPanel() {}

  public static void draw(Area area, State shown, ProcessTable table) {
    List<ProcessRow> rows = Listing.processes(shown);
    Words note = area.words().add("by ").add(shown.ui().order().label()).add(", ");
    note.count(rows.size());
    if (rows.size() != table.rows().size()) {
      note.add(" of ").count(table.rows().size());
    }
    if (table.hidden() > 0) {
      note.add(", ").count(table.hidden()).add(" hidden by permissions");
    }
    if (table.unlistedThreads() > 0) {
      note.add(", ").count(table.unlistedThreads()).add(" threads not listed (hidepid)");
    }
    Area inside = area.box("Processes", note, Ink.FRAME);
    int names = Math.clamp(inside.width() / 5L, 12, 28);
    int threads = NAME + names + 5;
    heads(inside, shown.ui().order(), threads);
    Area list = inside.below(1);
    int selected = Math.clamp(shown.ui().selected(), 0, Math.max(0, rows.size() - 1));
    int first =
        Math.clamp(selected - list.height() / 2L, 0, Math.max(0, rows.size() - list.height()));
    for (int i = 0; i < list.height() && first + i < rows.size(); i++) {
      row(list.line(i), rows.get(first + i), names, threads, first + i == selected);
      list.chooses(i, first + i);
    }
    if (rows.isEmpty()) {
      list.text(2, 0, "no process's name or number holds that", Ink.DIM);
    }
  }

  private static void heads(Area inside, ProcessOrder order, int threads) {
    inside.right(PID_END, 0, PID_END, "PID", Ink.DIM);
    inside.text(NAME, 0, "NAME", head(order == ProcessOrder.NAME));
    inside.right(threads, 0, 5, "THR", Ink.DIM);
    inside.right(threads + FIGURE, 0, FIGURE, "ON CPU", head(order == ProcessOrder.ON_CPU));
    inside.right(
        threads + 2 * FIGURE, 0, FIGURE, "RUN QUEUE", head(order == ProcessOrder.RUN_QUEUE));
    inside.text(threads + 2 * FIGURE + 2, 0, "WAITS FOR", head(order == ProcessOrder.BLOCKED));
  }

  private static int head(boolean sorted) {
    return sorted ? Style.bold(Ink.ACCENT) : Ink.DIM.ordinal();
  }

  private static void row(Area line, ProcessRow row, int names, int threads, boolean chosen) {
    int waits = threads + 2 * FIGURE + 2;
    if (chosen) {
      line.part(0, 0, waits - 1, 1).fill(' ', Ink.SELECTED);
      line.put(0, 0, line.glyphs().pointer(), Ink.SELECTED);
    }
    Ink ink = chosen ? Ink.SELECTED : Ink.TEXT;
    line.right(PID_END, 0, PID_END - 1, line.words().whole(row.pid()), ink);
    line.name(NAME, 0, names, CleanText.named(row.name()), ink.ordinal());
    line.right(threads, 0, 5, line.words().whole(row.threads()), ink);
    figure(line, threads + FIGURE, row.onCpu(), ink);
    figure(line, threads + 2 * FIGURE, row.runQueue(), ink);
    line.put(waits, 0, Lanes.glyph(line, row.blocked()), Style.bold(Ink.of(row.blocked())));
    line.text(waits + 2, 0, line.width() - waits - 2, row.doing(), Ink.DIM.ordinal());
  }

  /** Cores as 1.53, with the sign of how it was got. */
  private static void figure(Area line, int end, Figure figure, Ink ink) {
    Words words = line.words();
    if (!figure.known()) {
      line.right(end, 0, FIGURE - 1, words.add("n/a"), Ink.DIM);
      return;
    }
    long hundredths = Math.round(figure.value() * 100);
    words.whole(hundredths / 100).add(".");
    if (hundredths % 100 < 10) {
      words.add("0");
    }
    words.whole(hundredths % 100).glyph(line.glyphs().mark(figure.fidelity()));
    boolean nothing = hundredths == 0 && ink == Ink.TEXT;
    line.right(end, 0, FIGURE - 1, words, nothing ? Ink.DIM : ink);
  }
}
