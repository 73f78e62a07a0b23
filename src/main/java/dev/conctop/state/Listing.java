package dev.conctop.state;

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

  private static boolean holds(ThreadRow row, String filter) {
    return filter.isEmpty()
        || row.name().toLowerCase(Locale.ROOT).contains(filter)
        || row.role().key().contains(filter);
  }
}
