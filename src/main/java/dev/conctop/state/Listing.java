package dev.conctop.state;

import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.past.PoolNames;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.ThreadLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The rows of a page's list, in the order in which they are shown and chosen. */
public final class Listing {
  /** Rows of the screen that are not the list. */
  private static final int FRAME_ROWS = 8;

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

  /**
   * The lines of the list of threads. When there are more threads than a screen holds and no filter
   * is typed, those with one name but for a number are one line that opens: first the runtime's;
   * the workers only when they alone are too many.
   */
  public static List<ThreadLine> lines(State state) {
    List<ThreadRow> rows = threads(state);
    List<ThreadLine> lines = new ArrayList<>(rows.size());
    int room = state.ui().rows() - FRAME_ROWS;
    boolean all = rows.size() <= room || !state.ui().filter().isEmpty();
    boolean workers = all || rows.stream().filter(row -> row.role().works()).count() <= room;
    Map<String, List<ThreadRow>> groups = new LinkedHashMap<>();
    for (ThreadRow row : rows) {
      String name = PoolNames.pool(row.name());
      if (row.role().works() ? workers : all) {
        // Workers come first, so that no group has been begun that should stand above.
        lines.add(new ThreadLine.One(row, false));
        continue;
      }
      groups.computeIfAbsent(row.role().key() + ' ' + name, _ -> new ArrayList<>()).add(row);
    }
    groups.forEach((key, members) -> add(lines, key, members, state.ui().opened()));
    return lines;
  }

  private static void add(
      List<ThreadLine> lines, String key, List<ThreadRow> members, Set<String> opened) {
    if (members.size() == 1) {
      lines.add(new ThreadLine.One(members.getFirst(), false));
      return;
    }
    boolean open = opened.contains(key);
    lines.add(new ThreadLine.Group(key, members, open));
    if (open) {
      members.forEach(row -> lines.add(new ThreadLine.One(row, true)));
    }
  }

  /** Whether the page shows the machine's processes: only while nothing else is watched. */
  public static boolean showsProcesses(State state) {
    return state.ui().page() == Page.HOST
        && state.run().isEmpty()
        && state.target().isEmpty()
        && state.observed().processes().isPresent();
  }

  /** How many rows the page's list has. */
  static int size(State state) {
    if (state.ui().page() == Page.LATENCY) {
      return SlowList.of(state).size();
    }
    return showsProcesses(state) ? Processes.items(state).size() : lines(state).size();
  }

  private static boolean holds(ThreadRow row, String filter) {
    return filter.isEmpty()
        || row.name().toLowerCase(Locale.ROOT).contains(filter)
        || row.role().key().contains(filter);
  }
}
