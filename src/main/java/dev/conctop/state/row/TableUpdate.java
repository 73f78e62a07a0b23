package dev.conctop.state.row;

import dev.conctop.state.State;
import dev.conctop.state.keys.Command;
import dev.conctop.state.ui.table.ProcessColumn;
import dev.conctop.state.ui.table.ProcessItem;
import dev.conctop.state.ui.table.ProcessView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a person does to the table of processes. */
public final class TableUpdate {
  private TableUpdate() {}

  /** Where the cursor is. */
  public static int at(State state) {
    State shown = state.shown();
    return Listing.showsProcesses(shown)
        ? Processes.selected(shown, Processes.items(shown))
        : state.ui().selected();
  }

  /** The line that the cursor is on; empty when there is none. */
  public static Optional<ProcessItem> chosen(State state) {
    List<ProcessItem> items = Processes.items(state.shown());
    return items.isEmpty()
        ? Optional.empty()
        : Optional.of(items.get(Processes.selected(state.shown(), items)));
  }

  /** Sorts by a column, or in its other direction. */
  public static State sorted(State state, ProcessColumn column) {
    return top(state, state.ui().processes().sortedBy(column));
  }

  /** A new order is read from its top. */
  private static State top(State state, ProcessView view) {
    return state.withUi(state.ui().withProcesses(view).withSelected(0));
  }

  /** What a command does to the table. */
  public static State apply(State state, Command command) {
    ProcessView view = state.ui().processes();
    return switch (command) {
      case SORT -> top(state, view.sortedBeside(1));
      case SORT_BACK -> top(state, view.sortedBeside(-1));
      case REVERSE -> top(state, view.turnedRound());
      case TREE -> top(state, view.withTree(!view.tree()));
      case COMMANDS -> Processes.with(state, view.withNextForm());
      case FOLD ->
          chosen(state)
              .filter(ProcessItem::parent)
              .map(item -> Processes.with(state, view.withToggled(item.row().pid())))
              .orElse(state);
      case FOLLOW ->
          view.followed().isPresent()
              ? state.withUi(
                  state
                      .ui()
                      .withSelected(at(state))
                      .withProcesses(view.withFollowed(OptionalInt.empty())))
              : chosen(state)
                  .map(item -> OptionalInt.of(item.row().pid()))
                  .map(pid -> Processes.with(state, view.released().withFollowed(pid)))
                  .orElse(state);
      default -> state;
    };
  }
}
