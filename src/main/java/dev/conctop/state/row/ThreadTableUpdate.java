package dev.conctop.state.row;

import dev.conctop.state.Common;
import dev.conctop.state.State;
import dev.conctop.state.keys.Command;
import dev.conctop.state.list.ThreadListing;
import dev.conctop.state.ui.Overlay;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.ui.table.ThreadLine;
import dev.conctop.state.ui.table.ThreadOrder;
import dev.conctop.state.ui.table.ThreadTable;
import java.util.List;

/** What keys, clicks and looks change in the list of threads. */
public final class ThreadTableUpdate {
  private ThreadTableUpdate() {}

  /** What a key changes while the page is shown. */
  public static State apply(State state, Command command) {
    ThreadOrder order = state.ui().threads().order();
    return switch (command) {
      case SORT -> sorted(state, order.next());
      case SORT_BACK -> sorted(state, order.before());
      case REVERSE -> sorted(state, order.turned());
      case GROUP -> regrouped(state);
      case FOLD -> folded(state);
      default -> state;
    };
  }

  /** A head was clicked: by its column, or the other way round when it is so already. */
  public static State headClicked(State state, ThreadOrder.Column column) {
    return state.ui().page() == Page.THREADS && state.ui().overlay() instanceof Overlay.None
        ? sorted(state, state.ui().threads().order().by(column))
        : state;
  }

  /** What comes first then is what was asked for: it is chosen. */
  private static State sorted(State state, ThreadOrder order) {
    Ui ui = state.ui();
    return state.withUi(ui.withThreads(ui.threads().withOrder(order)).withSelected(0));
  }

  /** Other groups: all closed, and the words for it at the foot. */
  private static State regrouped(State state) {
    ThreadTable table = state.ui().threads().regrouped();
    Ui ui = state.ui().withThreads(table).withAllFolded().withSelected(0);
    return Common.notice(state.withUi(ui), table.grouping().label());
  }

  /** A chosen pool is opened, or closed. */
  private static State folded(State state) {
    List<ThreadLine> lines = Listing.lines(state.shown());
    int at = state.ui().selected();
    return at < lines.size() && lines.get(at) instanceof ThreadLine.Group group
        ? state.withUi(state.ui().withToggled(group.name()))
        : state;
  }

  /** The chosen line stays chosen wherever it has come to stand. */
  public static State followed(State before, State now) {
    Ui ui = now.ui();
    // At the top stays whatever comes there.
    if (ui.page() != Page.THREADS || ui.selected() == 0 || before.paused()) {
      return now;
    }
    int at = ThreadListing.follow(Listing.lines(before), Listing.lines(now), ui.selected());
    return at == ui.selected() ? now : now.withUi(ui.withSelected(at));
  }
}
