package dev.conctop.view.page;

import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.State;
import dev.conctop.state.list.ThreadListing;
import dev.conctop.state.past.lane.Lane;
import dev.conctop.state.row.Listing;
import dev.conctop.state.ui.table.ThreadLine;
import dev.conctop.state.ui.table.ThreadOrder;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Lanes;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import java.util.List;
import java.util.Optional;

/**
 * Every thread in a row.
 *
 * <pre>
 *  threads 16 of 24, filter "pool"      legend of the letters
 *    NAME        ROLE     DOING           BUDGET    SW/S CORE  LANE, newest at the right
 *  ▸ worker-1    worker   n read socket   nnnnnnnc   120    1  nnnnnnnnnnncnnnnnnnnnnnn
 * </pre>
 */
public final class ThreadsPage {
  private static final int HEAD_ROWS = 2;
  private static final int FIGURES = 8;
  private static final int BROAD = 140;

  /** Where the columns begin; the lane takes what is left. */
  private record Columns(
      int name, int role, int doing, int budget, int switches, int core, int lane, int width) {
    static Columns of(int width) {
      boolean broad = width >= BROAD;
      boolean middle = width >= 100;
      int name = 3;
      int role = name + (broad ? 26 : middle ? 20 : 15);
      int doing = role + (middle ? 11 : 8);
      int budget = doing + (broad ? 30 : middle ? 20 : 15);
      int switches = budget + (broad ? 21 : middle ? 13 : 10);
      int core = switches + FIGURES;
      return new Columns(name, role, doing, budget, switches, core, core + 6, width);
    }
  }

  private ThreadsPage() {}

  public static void draw(Area page, State shown) {
    Optional<ThreadsSample> sample = shown.observed().threads();
    if (sample.isEmpty()) {
      page.box("Threads").text(1, 0, reason(shown), Ink.TEXT);
      return;
    }
    List<ThreadLine> rows = Listing.lines(shown);
    Columns columns = Columns.of(page.width());
    counts(page, shown, Listing.threads(shown).size(), sample.get());
    heads(page, columns, shown);
    Area list = page.below(HEAD_ROWS);
    int selected = Math.clamp(shown.ui().selected(), 0, Math.max(0, rows.size() - 1));
    int first = first(selected, rows.size(), list.height());
    for (int i = 0; i < list.height() && first + i < rows.size(); i++) {
      boolean chosen = first + i == selected;
      switch (rows.get(first + i)) {
        case ThreadLine.One one ->
            row(list.line(i), columns, shown, one.row(), chosen, one.within() ? 2 : 0);
        case ThreadLine.Group group -> group(list.line(i), columns, shown, group, chosen);
      }
      list.chooses(i, first + i);
    }
    if (rows.isEmpty()) {
      none(list, shown);
    }
    more(list, first, rows.size());
  }

  private static void none(Area list, State shown) {
    String problem = ThreadListing.problem(shown.ui());
    String filtered =
        shown.ui().filter().isEmpty() ? "it has no threads" : "no thread is like that";
    if (problem.isEmpty()) {
      list.text(3, 0, filtered, Ink.DIM);
    } else {
      list.text(3, 0, problem, Ink.WARN);
    }
  }

  private static String reason(State shown) {
    return shown.run().isEmpty() && shown.target().isEmpty()
        ? "n/a: only the machine is watched: choose a process on page 4, and Enter."
        : "The threads were not seen yet.";
  }

  /** The first row shown, so that the chosen one is near the middle of a long list. */
  private static int first(int selected, int size, int height) {
    return Math.clamp(selected - height / 2L, 0, Math.max(0, size - height));
  }

  private static void more(Area list, int first, int size) {
    if (first > 0) {
      list.put(0, 0, list.glyphs().moreAbove(), Ink.DIM);
    }
    if (first + list.height() < size && list.height() > 0) {
      list.put(0, list.height() - 1, list.glyphs().moreBelow(), Ink.DIM);
    }
  }

  private static void counts(Area page, State shown, int matching, ThreadsSample sample) {
    int at = page.text(1, 0, "Threads", Style.bold(Ink.TITLE)) + 1;
    Words words = page.words().count(matching);
    if (matching != sample.threads().size()) {
      words.add(" of ").count(sample.threads().size());
    }
    at = page.text(at, 0, words, Ink.TEXT);
    if (!shown.ui().filter().isEmpty()) {
      words = page.words().add("filter \"").add(shown.ui().filter()).add("\"");
      at = page.text(at + 2, 0, words, Style.bold(Ink.ACCENT));
    }
    if (sample.hidden() > 0) {
      words = page.words().count(sample.hidden()).add(" hidden by permissions");
      at = page.text(at + 2, 0, words, Ink.WARN);
    }
    legend(page, at + 3);
  }

  /** What the letters mean, as much as fits. */
  private static void legend(Area page, int from) {
    int at = from;
    for (int i = 0; i < Part.count(); i++) {
      Part part = Part.at(i);
      if (at + part.label().length() + 3 > page.width()) {
        return;
      }
      Lanes.part(page, at, 0, part);
      at = page.text(at + 2, 0, part.label(), Ink.DIM) + (page.width() >= 100 ? 2 : 1);
    }
  }

  private static void heads(Area page, Columns columns, State shown) {
    ThreadOrder order = shown.ui().threads().order();
    head(page, columns.name(), columns.role(), ThreadOrder.Column.NAME, order);
    head(page, columns.role(), columns.doing(), ThreadOrder.Column.ROLE, order);
    head(page, columns.doing(), columns.budget(), ThreadOrder.Column.DOING, order);
    head(page, columns.budget(), columns.switches(), ThreadOrder.Column.BUDGET, order);
    rightHead(page, columns.switches() + FIGURES - 2, ThreadOrder.Column.SWITCHES, order);
    rightHead(page, columns.core() + 4, ThreadOrder.Column.CORE, order);
    Words words = page.words().add("LAST ");
    int cells = Math.min(columns.width() - columns.lane() - 1, Lane.LENGTH);
    words.duration((double) cells * shown.ui().intervalNanos());
    page.text(columns.lane(), 1, words, Ink.DIM);
  }

  private static void head(
      Area page, int from, int to, ThreadOrder.Column column, ThreadOrder order) {
    page.sortsThreadsBy(from, 1, to - from - 1, column.ordinal());
    page.text(from, 1, marked(page, column, order), style(column, order));
  }

  private static void rightHead(Area page, int end, ThreadOrder.Column column, ThreadOrder order) {
    page.sortsThreadsBy(end - 5, 1, 5, column.ordinal());
    page.right(end, 1, FIGURES, marked(page, column, order), style(column, order));
  }

  private static int style(ThreadOrder.Column column, ThreadOrder order) {
    return column == order.column() ? Style.bold(Ink.ACCENT) : Ink.DIM.ordinal();
  }

  /** A head, with the mark of what is sorted by it: up for the smallest first. */
  private static Words marked(Area page, ThreadOrder.Column column, ThreadOrder order) {
    Words words = page.words().add(column.head());
    if (column == order.column()) {
      words.glyph(order.falls() ? page.glyphs().moreBelow() : page.glyphs().moreAbove());
    }
    return words;
  }

  private static void row(
      Area line, Columns columns, State shown, ThreadRow thread, boolean chosen, int indent) {
    select(line, columns, chosen);
    Ink ink = chosen ? Ink.SELECTED : thread.role().works() ? Ink.TEXT : Ink.DIM;
    int names = columns.role() - columns.name() - 1;
    line.name(
        columns.name() + indent, 0, names - indent, CleanText.named(thread.name()), ink.ordinal());
    int roles = columns.doing() - columns.role() - 1;
    line.text(columns.role(), 0, roles, thread.role().key(), ink.ordinal());
    int style = chosen ? Style.bold(Ink.SELECTED) : Style.bold(Ink.of(thread.now()));
    line.put(columns.doing(), 0, Lanes.glyph(line, thread.now()), style);
    int details = columns.budget() - columns.doing() - 3;
    String detail = thread.detail().isEmpty() ? thread.now().label() : thread.detail();
    line.text(columns.doing() + 2, 0, details, detail, ink.ordinal());
    figures(line, columns, thread);
    Lanes.one(line, columns.lane(), 0, line.width() - columns.lane() - 1, shown.history(), thread);
  }

  private static void select(Area line, Columns columns, boolean chosen) {
    if (chosen) {
      line.part(0, 0, columns.budget() - 1, 1).fill(' ', Ink.SELECTED);
      line.put(1, 0, line.glyphs().pointer(), Ink.SELECTED);
    }
  }

  /** Several threads in one line: their budgets summed, what most of them do. */
  private static void group(
      Area line, Columns columns, State shown, ThreadLine.Group group, boolean chosen) {
    select(line, columns, chosen);
    ThreadRow sum = ThreadListing.sum(group.rows());
    int style = Style.bold(chosen ? Ink.SELECTED : sum.role().works() ? Ink.TEXT : Ink.DIM);
    Words words = line.words().add(group.open() ? "- " : "+ ").add(CleanText.named(sum.name()));
    words.add(" ").glyph(line.glyphs().times()).whole(group.rows().size());
    // A long name takes the role's column, too: better than half a name.
    boolean fits = line.cells(words) < columns.role() - columns.name();
    int names = (fits ? columns.role() : columns.doing()) - columns.name() - 1;
    line.name(columns.name(), 0, names, words, style);
    if (fits) {
      line.text(columns.role(), 0, columns.doing() - columns.role() - 1, sum.role().key(), style);
    }
    Ink ink = chosen ? Ink.SELECTED : Ink.of(sum.now());
    line.put(columns.doing(), 0, Lanes.glyph(line, sum.now()), Style.bold(ink));
    int details = columns.budget() - columns.doing() - 3;
    line.text(columns.doing() + 2, 0, details, sum.detail(), style);
    bar(line, columns, sum);
    int cells = line.width() - columns.lane() - 1;
    shown
        .history()
        .pool(sum.role(), sum.name())
        .ifPresent(pool -> Lanes.one(line, columns.lane(), 0, cells, pool.lane()));
  }

  /** Where its time goes, and how often it is switched. */
  private static void bar(Area line, Columns columns, ThreadRow thread) {
    int bar = columns.switches() - columns.budget() - 1;
    Lanes.stacked(line, columns.budget(), 0, bar, thread.budget());
    double switches = thread.switchesPerSecond();
    Words words = line.words();
    if (Double.isNaN(switches)) {
      words.add("n/a");
    } else {
      words.count(Math.round(switches));
    }
    line.right(columns.switches() + FIGURES - 2, 0, FIGURES - 1, words, Ink.TEXT);
  }

  private static void figures(Area line, Columns columns, ThreadRow thread) {
    bar(line, columns, thread);
    Words words = line.words();
    if (thread.core() < 0) {
      words.add("n/a");
    } else {
      words.whole(thread.core());
    }
    line.right(columns.core() + 4, 0, 4, words, Ink.DIM);
  }
}
