package dev.conctop.view.panel.machine;

import dev.conctop.state.ui.table.ProcessColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * Which columns of the table of processes there is room for, and where they stand. What is least
 * needed goes first; what is left over goes to the commands and the waits.
 *
 * @param columns those that are shown, from left to right
 * @param starts the first cell of each
 * @param widths cells of each
 */
record ProcessLayout(List<ProcessColumn> columns, int[] starts, int[] widths) {
  /** Cells for the sign at the chosen row. */
  private static final int POINTER = 2;

  private static final int WIDEST_WAITS = 34;

  /** Cells that whole command lines are worth, and the rank from which on columns make room. */
  private static final int WHOLE = 44;

  private static final int LESS_THAN_COMMANDS = 5;

  /**
   * @param whole whether whole command lines are shown
   */
  static ProcessLayout of(List<ProcessColumn> wanted, int room, boolean whole) {
    List<ProcessColumn> columns = new ArrayList<>(wanted);
    int more = whole ? WHOLE - ProcessColumn.COMMAND.width() : 0;
    while (columns.size() > 1) {
      ProcessColumn least = columns.getFirst();
      for (ProcessColumn column : columns) {
        least = column.rank() >= least.rank() ? column : least;
      }
      if (least(columns) + (least.rank() >= LESS_THAN_COMMANDS ? more : 0) <= room) {
        break;
      }
      columns.remove(least);
    }
    return placed(columns, room, whole);
  }

  private static ProcessLayout placed(List<ProcessColumn> columns, int room, boolean whole) {
    int[] starts = new int[columns.size()];
    int[] widths = new int[columns.size()];
    int left = Math.max(0, room - least(columns));
    boolean commands = columns.contains(ProcessColumn.COMMAND);
    int most = whole ? 0 : Math.min(left / 3, WIDEST_WAITS - ProcessColumn.WAITS.width());
    int waits = commands ? most : left;
    int at = POINTER;
    for (int i = 0; i < widths.length; i++) {
      starts[i] = at;
      int more =
          switch (columns.get(i)) {
            case WAITS -> waits;
            case COMMAND -> columns.contains(ProcessColumn.WAITS) ? left - waits : left;
            default -> 0;
          };
      widths[i] = columns.get(i).width() + more;
      at += widths[i] + 1;
    }
    return new ProcessLayout(columns, starts, widths);
  }

  private static int least(List<ProcessColumn> columns) {
    int cells = POINTER + columns.size() - 1;
    for (ProcessColumn column : columns) {
      cells += column.width();
    }
    return cells;
  }
}
