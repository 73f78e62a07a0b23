package dev.conctop.state.ui.table;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How the table of processes is shown.
 *
 * @param sort the column that it is sorted by
 * @param reversed against that column's usual direction
 * @param form what stands for a command
 * @param tree whether children stand below their parents
 * @param folded parents in the tree whose children are folded into them
 * @param followed the process that the cursor stays with
 * @param columns those that are wanted, from left to right
 * @param held the order that stands still while a person reads
 */
public record ProcessView(
    ProcessColumn sort,
    boolean reversed,
    Form form,
    boolean tree,
    Set<Integer> folded,
    OptionalInt followed,
    List<ProcessColumn> columns,
    Held held) {
  /** What stands for a command. */
  public enum Form {
    BRIEF,
    WHOLE,
    NAME;

    private static final Form[] ALL = values();

    Form next() {
      return ALL[(ordinal() + 1) % ALL.length];
    }
  }

  /**
   * An order that stands still.
   *
   * @param untilNanos when it goes; 0 when there is none
   * @param pids all processes in that order
   */
  public record Held(long untilNanos, List<Integer> pids) {
    static final Held NONE = new Held(0, List.of());

    public Held {
      pids = List.copyOf(pids);
    }
  }

  public ProcessView {
    folded = Set.copyOf(folded);
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a table needs a column");
    }
  }

  /** The busiest first, all columns. */
  public static ProcessView initial() {
    return new ProcessView(
        ProcessColumn.ON_CPU,
        false,
        Form.BRIEF,
        false,
        Set.of(),
        OptionalInt.empty(),
        ProcessColumn.all(),
        Held.NONE);
  }

  /** Sorted by a column; by the one that it is sorted by already, in the other direction. */
  public ProcessView sortedBy(ProcessColumn column) {
    return sorted(column, column == sort && !reversed);
  }

  /** Sorted by a column at the side of the one that it is sorted by. */
  public ProcessView sortedBeside(int by) {
    int at = Math.max(0, columns.indexOf(sort));
    return sorted(columns.get(Math.floorMod(at + by, columns.size())), false);
  }

  public ProcessView turnedRound() {
    return sorted(sort, !reversed);
  }

  /** Who asks for an order wants to see it: none is held any more. */
  private ProcessView sorted(ProcessColumn column, boolean newReversed) {
    return new ProcessView(column, newReversed, form, tree, folded, followed, columns, Held.NONE);
  }

  public ProcessView withNextForm() {
    return new ProcessView(sort, reversed, form.next(), tree, folded, followed, columns, held);
  }

  public ProcessView withTree(boolean newTree) {
    return new ProcessView(sort, reversed, form, newTree, folded, followed, columns, held);
  }

  /** Folds a parent's children, or unfolds them. */
  public ProcessView withToggled(int pid) {
    Set<Integer> changed = new HashSet<>(folded);
    if (!changed.remove(pid)) {
      changed.add(pid);
    }
    return new ProcessView(sort, reversed, form, tree, changed, followed, columns, held);
  }

  public ProcessView withFollowed(OptionalInt pid) {
    return new ProcessView(sort, reversed, form, tree, folded, pid, columns, held);
  }

  public ProcessView withColumns(List<ProcessColumn> newColumns) {
    return new ProcessView(sort, reversed, form, tree, folded, followed, newColumns, held);
  }

  /** The order stands still for a while. */
  public ProcessView holding(long untilNanos, List<Integer> pids) {
    Held still = new Held(untilNanos, pids);
    return new ProcessView(sort, reversed, form, tree, folded, followed, columns, still);
  }

  public ProcessView released() {
    return holds()
        ? new ProcessView(sort, reversed, form, tree, folded, followed, columns, Held.NONE)
        : this;
  }

  /** Whether the order stands still. */
  public boolean holds() {
    return held.untilNanos() != 0;
  }
}
