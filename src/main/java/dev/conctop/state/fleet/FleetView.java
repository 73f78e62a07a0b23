package dev.conctop.state.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The page of all machines, as a person has it.
 *
 * @param rows all machines, in the order in which they were named
 * @param groups whether processes of one name stand together instead, over all machines
 * @param order of the machines
 * @param chosen the machine, or the name of processes, that the cursor is on; empty: the first
 * @param filter only what contains this; empty: all
 * @param typing whether the filter is being typed, and what it was before
 * @param help whether the keys are shown, and from which line on
 * @param notice one line for the person; empty when there is none
 * @param screenful rows of the list that the screen has
 */
public record FleetView(
    List<HostRow> rows,
    boolean groups,
    HostOrder order,
    boolean reversed,
    String chosen,
    String filter,
    Optional<String> typing,
    Optional<Integer> help,
    String notice,
    long intervalNanos,
    int screenful) {
  public FleetView {
    rows = List.copyOf(rows);
  }

  /** Before anything is known. */
  public static FleetView initial(List<HostRow> rows, long intervalNanos) {
    return new FleetView(
        rows,
        false,
        HostOrder.TROUBLE,
        false,
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        "",
        intervalNanos,
        10);
  }

  /** What is known by now. */
  public FleetView with(List<HostRow> newRows) {
    return with(next -> next.rows = newRows);
  }

  public FleetView withNotice(String words) {
    return with(next -> next.notice = words);
  }

  /** The same on a screen with so many lines, looked at so often. */
  public FleetView withScreen(int lines, long nanos) {
    return with(
        next -> {
          next.screenful = Math.max(1, lines);
          next.intervalNanos = nanos;
        });
  }

  /** The machines that are listed, in their order. */
  public List<HostRow> listed() {
    List<HostRow> all = new ArrayList<>();
    for (HostRow row : rows) {
      if (filter.isEmpty() || holds(row)) {
        all.add(row);
      }
    }
    all.sort(order.comparator(reversed));
    return all;
  }

  private boolean holds(HostRow row) {
    return row.name().contains(filter)
        || row.reason().contains(filter)
        || row.seen().filter(look -> look.judgement().word().contains(filter)).isPresent()
        || row.seen()
            .flatMap(HostRow.Look::worst)
            .filter(worst -> worst.name().contains(filter))
            .isPresent();
  }

  /** The groups of processes that are listed, in their order. */
  public List<ProcessGroup> listedGroups() {
    return ProcessGroup.of(rows, filter);
  }

  /** What the lines of the list are called, in their order. */
  List<String> names() {
    return groups
        ? listedGroups().stream().map(ProcessGroup::name).toList()
        : listed().stream().map(HostRow::name).toList();
  }

  /** Which of these lines the cursor is on. */
  public int selected(List<String> names) {
    return Math.max(0, names.indexOf(chosen));
  }

  /** How many machines are in a phase. */
  public long count(HostRow.Phase phase) {
    return rows.stream().filter(row -> row.phase() == phase).count();
  }

  /** All fields, to be changed before a view is made of them. */
  static final class Draft {
    List<HostRow> rows;
    boolean groups;
    HostOrder order;
    boolean reversed;
    String chosen;
    String filter;
    Optional<String> typing;
    Optional<Integer> help;
    String notice;
    long intervalNanos;
    int screenful;

    Draft(FleetView from) {
      rows = from.rows;
      groups = from.groups;
      order = from.order;
      reversed = from.reversed;
      chosen = from.chosen;
      filter = from.filter;
      typing = from.typing;
      help = from.help;
      notice = from.notice;
      intervalNanos = from.intervalNanos;
      screenful = from.screenful;
    }

    FleetView made() {
      return new FleetView(
          rows,
          groups,
          order,
          reversed,
          chosen,
          filter,
          typing,
          help,
          notice,
          intervalNanos,
          screenful);
    }
  }

  FleetView with(Consumer<Draft> change) {
    Draft next = new Draft(this);
    change.accept(next);
    return next.made();
  }
}
