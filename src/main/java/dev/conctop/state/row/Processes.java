package dev.conctop.state.row;

import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.state.Common;
import dev.conctop.state.State;
import dev.conctop.state.list.ProcessTree;
import dev.conctop.state.ui.table.ProcessFilter;
import dev.conctop.state.ui.table.ProcessItem;
import dev.conctop.state.ui.table.ProcessView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The lines of the table of processes, in the order in which they are shown and chosen. */
public final class Processes {
  /** How long the order stands still after a person has moved the cursor. */
  private static final long HOLD_NANOS = 5_000_000_000L;

  private Processes() {}

  /** What is shown: filtered, sorted or as a tree. */
  public static List<ProcessItem> items(State state) {
    ProcessView view = state.ui().processes();
    ProcessFilter filter = ProcessFilter.parse(state.ui().filter());
    List<ProcessRow> rows = rows(state);
    if (view.tree()) {
      return new ProcessTree(rows, filter, order(view), view.folded()).items();
    }
    List<ProcessRow> shown = new ArrayList<>(rows.size());
    for (ProcessRow row : rows) {
      if (filter.holds(row)) {
        shown.add(row);
      }
    }
    shown.sort(order(view));
    List<ProcessItem> items = new ArrayList<>(shown.size());
    for (ProcessRow row : shown) {
      items.add(new ProcessItem(row, 0, 0, 0, false));
    }
    return items;
  }

  private static List<ProcessRow> rows(State state) {
    return state.observed().processes().map(ProcessTable::rows).orElse(List.of());
  }

  /** Those that the held order does not know are last. */
  private static Comparator<ProcessRow> order(ProcessView view) {
    Comparator<ProcessRow> order = view.sort().comparator(view.reversed());
    if (!view.holds()) {
      return order;
    }
    Map<Integer, Integer> places = new HashMap<>();
    view.held().pids().forEach(pid -> places.put(pid, places.size()));
    return Comparator.comparingInt(
            (ProcessRow row) -> places.getOrDefault(row.pid(), Integer.MAX_VALUE))
        .thenComparing(order);
  }

  /** Where the cursor is: with the process that is followed, if it is shown. */
  public static int selected(State state, List<ProcessItem> items) {
    OptionalInt followed = state.ui().processes().followed();
    if (followed.isPresent()) {
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i).row().pid() == followed.getAsInt()) {
          return i;
        }
      }
    }
    return Math.clamp(state.ui().selected(), 0, Math.max(0, items.size() - 1));
  }

  /** The order stands still from now on for a while: somebody reads. */
  public static State held(State state) {
    ProcessView view = state.ui().processes();
    List<Integer> pids = view.held().pids();
    if (!view.holds()) {
      List<ProcessRow> rows = new ArrayList<>(rows(state.shown()));
      rows.sort(order(view));
      pids = rows.stream().map(ProcessRow::pid).toList();
    }
    return with(state, view.holding(state.nowNanos() + HOLD_NANOS, pids));
  }

  /** Time has passed. */
  public static State tick(State state) {
    ProcessView view = state.ui().processes();
    return view.holds() && state.nowNanos() > view.held().untilNanos()
        ? with(state, view.released())
        : state;
  }

  /** A new table: who follows a process that has ended is told. */
  public static State seen(State state, ProcessTable table) {
    State next = state.withObserved(state.observed().with(table));
    ProcessView view = state.ui().processes();
    OptionalInt followed = view.followed();
    if (followed.isEmpty()
        || table.rows().stream().anyMatch(row -> row.pid() == followed.getAsInt())) {
      return next;
    }
    String words = "process " + followed.getAsInt() + " has ended; nothing is followed now";
    return Common.notice(with(next, view.withFollowed(OptionalInt.empty())), words);
  }

  /** The same with the table laid out so. */
  public static State with(State state, ProcessView view) {
    return state.withUi(state.ui().withProcesses(view));
  }
}
