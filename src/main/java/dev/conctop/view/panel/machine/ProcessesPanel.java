package dev.conctop.view.panel.machine;

import dev.conctop.catalog.Secrets;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.state.State;
import dev.conctop.state.row.Processes;
import dev.conctop.state.ui.table.ProcessColumn;
import dev.conctop.state.ui.table.ProcessFilter;
import dev.conctop.state.ui.table.ProcessItem;
import dev.conctop.state.ui.table.ProcessView;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import java.util.List;

/**
 * All processes of the machine.
 *
 * <pre>
 *      PID USER     COMMAND        THR   MEMORY ON CPU▼  QUEUE  WAITS FOR   VERDICT
 *  ▸  4242 ann      java Main       24  118 MiB   1.53=  0.21=  n network   cpu-saturated
 * </pre>
 */
public final class ProcessesPanel {
  private ProcessesPanel() {}

  public static void draw(Area area, State shown, ProcessTable table) {
    ProcessView view = shown.ui().processes();
    List<ProcessItem> items = Processes.items(shown);
    Area inside = area.box("Processes", note(area.words(), shown, table, items), Ink.FRAME);
    ProcessLayout layout =
        ProcessLayout.of(view.columns(), inside.width(), view.form() == ProcessView.Form.WHOLE);
    heads(inside, view, layout);
    Area list = inside.below(1);
    int selected = Processes.selected(shown, items);
    int first =
        Math.clamp(selected - list.height() / 2L, 0, Math.max(0, items.size() - list.height()));
    for (int i = 0; i < list.height() && first + i < items.size(); i++) {
      row(list.line(i), items.get(first + i), view, layout, first + i == selected);
      list.chooses(i, first + i);
    }
    if (items.isEmpty()) {
      String problem = ProcessFilter.parse(shown.ui().filter()).problem();
      list.text(
          2,
          0,
          problem.isEmpty() ? "no process holds that filter" : problem,
          problem.isEmpty() ? Ink.DIM : Ink.WARN);
    } else {
      footnote(area, items.get(selected).row(), view, layout.columns());
    }
  }

  private static Words note(Words note, State shown, ProcessTable table, List<ProcessItem> items) {
    ProcessView view = shown.ui().processes();
    if (view.followed().isPresent()) {
      note.add("follows ").whole(view.followed().getAsInt()).add(", ");
    }
    if (view.holds()) {
      note.add("order held, ");
    }
    note.add(view.tree() ? "tree by " : "by ").add(view.sort().id()).add(", ");
    int count = 0;
    for (ProcessItem item : items) {
      count += 1 + item.inside();
    }
    note.count(count);
    if (count != table.rows().size()) {
      note.add(" of ").count(table.rows().size());
    }
    if (table.hidden() > 0) {
      note.add(", ").count(table.hidden()).add(" hidden by permissions");
    }
    if (table.unlistedThreads() > 0) {
      note.add(", ").count(table.unlistedThreads()).add(" threads not listed (hidepid)");
    }
    return note;
  }

  /** Of the chosen process: its command line where that is asked for, else what is n/a and why. */
  private static void footnote(
      Area area, ProcessRow row, ProcessView view, List<ProcessColumn> columns) {
    if (view.form() == ProcessView.Form.WHOLE && !row.command().isEmpty()) {
      String command = Secrets.maskedWords(row.command());
      Area line = area.line(area.height() - 1);
      int cells = Math.min(line.cells(command), line.width() - 6);
      line.put(2, 0, ' ', Ink.TEXT);
      line.put(line.text(3, 0, cells, command, Ink.TEXT.ordinal()), 0, ' ', Ink.TEXT);
      return;
    }
    area.footnote(reasons(area.words(), row, columns));
  }

  private static Words reasons(Words words, ProcessRow row, List<ProcessColumn> columns) {
    if (!row.verdict().reason().isEmpty()) {
      words.add("verdict ?: ").add(row.verdict().reason());
    }
    Figure read = row.costs().readPerSecond();
    if (!read.known() && columns.contains(ProcessColumn.READ)) {
      words.add(words.isBlank() ? "" : "; ").add("read n/a: ").add(read.reason());
    }
    if (!row.runQueue().known() && columns.contains(ProcessColumn.RUN_QUEUE)) {
      words.add(words.isBlank() ? "" : "; ").add("queue n/a: ").add(row.runQueue().reason());
    }
    return words;
  }

  private static void heads(Area inside, ProcessView view, ProcessLayout layout) {
    for (int i = 0; i < layout.widths().length; i++) {
      ProcessColumn column = layout.columns().get(i);
      int at = layout.starts()[i];
      int width = layout.widths()[i];
      boolean sorted = column == view.sort();
      int style = sorted ? Style.bold(Ink.ACCENT) : Ink.DIM.ordinal();
      Words words = inside.words().add(column.head());
      if (sorted) {
        boolean down = column.descends(view.reversed());
        words.glyph(down ? inside.glyphs().moreBelow() : inside.glyphs().moreAbove());
      }
      if (column.right()) {
        inside.right(at + width, 0, width, words, style);
      } else {
        inside.text(at, 0, width, words, style);
      }
      // The gap behind a head belongs to it: a click may miss by a cell.
      boolean last = i == layout.widths().length - 1;
      int end = last ? inside.width() : layout.starts()[i + 1];
      inside.sortsBy(at, end - at, column.ordinal());
    }
  }

  private static void row(
      Area line, ProcessItem item, ProcessView view, ProcessLayout layout, boolean chosen) {
    for (int i = 0; i < layout.widths().length; i++) {
      ProcessCells.draw(
          line, layout.columns().get(i), layout.starts()[i], layout.widths()[i], item, view.form());
    }
    if (chosen) {
      line.select();
      line.put(0, 0, line.glyphs().pointer(), Ink.SELECTED);
    }
  }
}
