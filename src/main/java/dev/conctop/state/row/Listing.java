package dev.conctop.state.row;

import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.State;
import dev.conctop.state.list.ThreadListing;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.table.ThreadLine;
import java.util.List;

/** The rows of a page's list, in the order in which they are shown and chosen. */
public final class Listing {
  private Listing() {}

  /** Threads that the filter lets through, workers first, then as the source gave them. */
  public static List<ThreadRow> threads(State state) {
    return ThreadListing.threads(state.observed().threads(), state.ui());
  }

  /** The lines of the list of threads, see {@link ThreadListing}. */
  public static List<ThreadLine> lines(State state) {
    return ThreadListing.lines(state.observed().threads(), state.ui());
  }

  /** Whether the page shows the machine's processes: only while nothing else is watched. */
  public static boolean showsProcesses(State state) {
    return state.ui().page() == Page.HOST
        && state.run().isEmpty()
        && state.target().isEmpty()
        && state.observed().processes().isPresent();
  }

  /** How many rows the page's list has. */
  public static int size(State state) {
    if (state.ui().page() == Page.COMPARE) {
      return state
          .contest()
          .map(contest -> contest.arms().size())
          .or(() -> state.curve().map(curve -> curve.swept().points().size()))
          .orElse(0);
    }
    if (state.ui().page() == Page.LATENCY) {
      return SlowList.of(state).size();
    }
    return showsProcesses(state) ? Processes.items(state).size() : lines(state).size();
  }
}
