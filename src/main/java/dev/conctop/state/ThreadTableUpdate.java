package dev.conctop.state;

import dev.conctop.state.ui.Overlay;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.ThreadOrder;
import dev.conctop.state.ui.ThreadTable;
import dev.conctop.state.ui.Ui;

/** What keys, clicks and looks change in the list of threads. */
final class ThreadTableUpdate {
  private ThreadTableUpdate() {}

  static State sortedByNext(State state) {
    return sorted(state, state.ui().threads().order().next());
  }

  static State reversed(State state) {
    return state.ui().page() == Page.THREADS
        ? sorted(state, state.ui().threads().order().turned())
        : state;
  }

  /** A head was clicked: by its column, or the other way round when it is so already. */
  static State headClicked(State state, int column) {
    boolean known = column > 0 && column < ThreadOrder.Column.count();
    return known
            && state.ui().page() == Page.THREADS
            && state.ui().overlay() instanceof Overlay.None
        ? sorted(state, state.ui().threads().order().by(ThreadOrder.Column.at(column)))
        : state;
  }

  /** What comes first then is what was asked for: it is chosen. */
  private static State sorted(State state, ThreadOrder order) {
    Ui ui = state.ui();
    return state.withUi(ui.withThreads(ui.threads().withOrder(order)).withSelected(0));
  }

  /** Other groups: all closed, and the words for it at the foot. */
  static State regrouped(State state) {
    if (state.ui().page() != Page.THREADS) {
      return state;
    }
    ThreadTable table = state.ui().threads().regrouped();
    Ui ui = state.ui().withThreads(table).withAllFolded().withSelected(0);
    return Update.notice(state.withUi(ui), table.grouping().label());
  }

  /** The chosen line stays chosen wherever it has come to stand. */
  static State followed(State before, State now) {
    Ui ui = now.ui();
    // At the top stays whatever comes there.
    if (ui.page() != Page.THREADS || ui.selected() == 0 || before.paused()) {
      return now;
    }
    int at =
        ThreadListing.follow(ThreadListing.lines(before), ThreadListing.lines(now), ui.selected());
    return at == ui.selected() ? now : now.withUi(ui.withSelected(at));
  }
}
