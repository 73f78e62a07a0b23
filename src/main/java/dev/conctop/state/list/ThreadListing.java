package dev.conctop.state.list;

import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.past.lane.PoolNames;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.ui.table.ThreadFilter;
import dev.conctop.state.ui.table.ThreadLine;
import dev.conctop.state.ui.table.ThreadOrder;
import dev.conctop.state.ui.table.ThreadTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The list of threads: filtered, grouped, sorted. */
public final class ThreadListing {
  /** Rows of the screen that are not the list. */
  private static final int FRAME_ROWS = 8;

  private ThreadListing() {}

  /** Threads that the filter lets through, workers first, then as the source gave them. */
  public static List<ThreadRow> threads(Optional<ThreadsSample> seen, Ui ui) {
    List<ThreadRow> rows = new ArrayList<>();
    ThreadFilter filter = ThreadFilter.of(ui.filter());
    seen.ifPresent(
        sample -> {
          for (boolean works : new boolean[] {true, false}) {
            for (ThreadRow row : sample.threads()) {
              if (row.role().works() == works && filter.holds(row)) {
                rows.add(row);
              }
            }
          }
        });
    return rows;
  }

  /**
   * The lines of the list. Unless it is said otherwise, threads with one name but for a number are
   * one line that opens when there are more than a screen holds and no filter is typed: first the
   * runtime's; the workers only when they alone are too many.
   */
  public static List<ThreadLine> lines(Optional<ThreadsSample> seen, Ui ui) {
    List<ThreadRow> rows = threads(seen, ui);
    List<ThreadLine> lines = new ArrayList<>(rows.size());
    int room = ui.rows() - FRAME_ROWS;
    ThreadTable table = ui.threads();
    boolean all =
        switch (table.grouping()) {
          case AS_NEEDED -> rows.size() <= room || !ui.filter().isEmpty();
          case POOLS -> false;
          case NONE -> true;
        };
    boolean workers =
        all
            || table.grouping() == ThreadTable.Grouping.AS_NEEDED
                && rows.stream().filter(row -> row.role().works()).count() <= room;
    Map<String, List<ThreadRow>> groups = new LinkedHashMap<>();
    for (ThreadRow row : rows) {
      if (row.role().works() ? workers : all) {
        // Workers come first, so that no group has been begun that should stand above.
        lines.add(new ThreadLine.One(row, false));
        continue;
      }
      String name = PoolNames.pool(row.name());
      groups.computeIfAbsent(row.role().key() + ' ' + name, _ -> new ArrayList<>()).add(row);
    }
    groups.forEach((key, members) -> lines.add(line(key, members, ui.opened())));
    return opened(sorted(lines, table.order()), table.order());
  }

  private static ThreadLine line(String key, List<ThreadRow> members, Set<String> opened) {
    return members.size() == 1
        ? new ThreadLine.One(members.getFirst(), false)
        : new ThreadLine.Group(key, members, opened.contains(key));
  }

  /** A group stands where a thread would that does what all of them do. */
  private static List<ThreadLine> sorted(List<ThreadLine> lines, ThreadOrder order) {
    if (order.column() == ThreadOrder.Column.GIVEN) {
      return lines;
    }
    record Keyed(ThreadLine line, ThreadRow by) {}

    List<Keyed> keyed = new ArrayList<>(lines.size());
    for (ThreadLine line : lines) {
      keyed.add(
          switch (line) {
            case ThreadLine.One one -> new Keyed(line, one.row());
            case ThreadLine.Group group -> new Keyed(line, sum(group.rows()));
          });
    }
    keyed.sort(Comparator.comparing(Keyed::by, order.comparator()));
    return keyed.stream().map(Keyed::line).toList();
  }

  /** Puts the members of open groups below them. */
  private static List<ThreadLine> opened(List<ThreadLine> lines, ThreadOrder order) {
    List<ThreadLine> all = new ArrayList<>(lines.size());
    for (ThreadLine line : lines) {
      all.add(line);
      if (line instanceof ThreadLine.Group group && group.open()) {
        List<ThreadRow> members = new ArrayList<>(group.rows());
        if (order.column() != ThreadOrder.Column.GIVEN) {
          members.sort(order.comparator());
        }
        members.forEach(row -> all.add(new ThreadLine.One(row, true)));
      }
    }
    return all;
  }

  /**
   * Several threads as one: budgets and switches summed, what most of them do, no core. Its name is
   * the pool's.
   */
  public static ThreadRow sum(List<ThreadRow> rows) {
    ThreadRow any = rows.getFirst();
    Budget budget = new Budget();
    double switches = 0;
    int[] doing = new int[Part.count()];
    Part most = any.now();
    for (ThreadRow row : rows) {
      budget.addAll(row.budget());
      switches += row.switchesPerSecond();
      doing[row.now().ordinal()]++;
      most = doing[row.now().ordinal()] > doing[most.ordinal()] ? row.now() : most;
    }
    String detail = doing[most.ordinal()] + " " + most.label();
    String pool = PoolNames.pool(any.name());
    return new ThreadRow(
        any.pid(), any.tid(), pool, any.role(), most, any.fidelity(), budget, -1, switches, detail);
  }

  /** What of the typed filter is not known, in one line; empty when all is. */
  public static String problem(Ui ui) {
    return ThreadFilter.of(ui.filter()).problem();
  }

  /** Where a line of the list before is in the list now; the same index when it is gone. */
  public static int follow(List<ThreadLine> before, List<ThreadLine> now, int selected) {
    if (selected < 0 || selected >= before.size()) {
      return selected;
    }
    ThreadLine chosen = before.get(selected);
    for (int i = 0; i < now.size(); i++) {
      if (same(chosen, now.get(i))) {
        return i;
      }
    }
    return selected;
  }

  private static boolean same(ThreadLine a, ThreadLine b) {
    return switch (a) {
      case ThreadLine.One one ->
          b instanceof ThreadLine.One(ThreadRow row, boolean _)
              && row.tid() == one.row().tid()
              && row.pid() == one.row().pid();
      case ThreadLine.Group group ->
          b instanceof ThreadLine.Group other && other.name().equals(group.name());
    };
  }
}
