package dev.conctop.state;

import dev.conctop.sample.ProcessRow;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.ThreadRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rows of a page's list, in the order in which they are shown and chosen. */
public final class Listing {
  private Listing() {}

  /** Threads whose name or role holds the filter, workers first, then as the source gave them. */
  public static List<ThreadRow> threads(State state) {
    List<ThreadRow> rows = new ArrayList<>();
    String filter = state.ui().filter().toLowerCase(Locale.ROOT);
    state
        .observed()
        .threads()
        .ifPresent(
            sample -> {
              for (boolean works : new boolean[] {true, false}) {
                for (ThreadRow row : sample.threads()) {
                  if (row.role().works() == works && holds(row, filter)) {
                    rows.add(row);
                  }
                }
              }
            });
    return rows;
  }

  /** Whether the page shows the machine's processes: only while nothing else is watched. */
  public static boolean showsProcesses(State state) {
    return state.ui().page() == Page.HOST
        && state.run().isEmpty()
        && state.target().isEmpty()
        && state.observed().processes().isPresent();
  }

  /** Processes whose name or number holds the filter, in the chosen order. */
  public static List<ProcessRow> processes(State state) {
    String filter = state.ui().filter().toLowerCase(Locale.ROOT);
    List<ProcessRow> rows = new ArrayList<>();
    for (ProcessRow row :
        state.observed().processes().map(ProcessTable::rows).orElse(List.<ProcessRow>of())) {
      if (filter.isEmpty()
          || row.name().toLowerCase(Locale.ROOT).contains(filter)
          || Integer.toString(row.pid()).contains(filter)) {
        rows.add(row);
      }
    }
    rows.sort(state.ui().order().comparator());
    return rows;
  }

  /** How many rows the page's list has. */
  static int size(State state) {
    return showsProcesses(state) ? processes(state).size() : threads(state).size();
  }

  private static boolean holds(ThreadRow row, String filter) {
    return filter.isEmpty()
        || row.name().toLowerCase(Locale.ROOT).contains(filter)
        || row.role().key().contains(filter);
  }
}
