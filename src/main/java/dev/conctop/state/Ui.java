package dev.conctop.state;

import java.util.HashSet;
import java.util.Set;

/**
 * What the person at the screen has chosen.
 *
 * @param columns terminal width in cells
 * @param rows terminal height in cells
 * @param filter shows only threads whose name or pool contains this; empty shows all
 * @param selected index of the chosen row of the page's list
 * @param notice one line for the person; empty when there is none
 * @param noticeUntilNanos when it goes
 * @param order of the table of processes
 * @param opened groups of threads that are open, by name
 */
public record Ui(
    int columns,
    int rows,
    Page page,
    Overlay overlay,
    String filter,
    int selected,
    long intervalNanos,
    String notice,
    long noticeUntilNanos,
    ProcessOrder order,
    Set<String> opened) {
  public Ui {
    opened = Set.copyOf(opened);
  }

  public static Ui initial(Page page, long intervalNanos) {
    return new Ui(
        80,
        24,
        page,
        new Overlay.None(),
        "",
        0,
        intervalNanos,
        "",
        0,
        ProcessOrder.ON_CPU,
        Set.of());
  }

  public Ui withSize(int newColumns, int newRows) {
    return new Ui(
        newColumns,
        newRows,
        page,
        overlay,
        filter,
        selected,
        intervalNanos,
        notice,
        noticeUntilNanos,
        order,
        opened);
  }

  public Ui withPage(Page newPage) {
    return new Ui(
        columns,
        rows,
        newPage,
        overlay,
        filter,
        0,
        intervalNanos,
        notice,
        noticeUntilNanos,
        order,
        opened);
  }

  public Ui withOverlay(Overlay newOverlay) {
    return new Ui(
        columns,
        rows,
        page,
        newOverlay,
        filter,
        selected,
        intervalNanos,
        notice,
        noticeUntilNanos,
        order,
        opened);
  }

  public Ui withFilter(String newFilter) {
    return new Ui(
        columns,
        rows,
        page,
        overlay,
        newFilter,
        0,
        intervalNanos,
        notice,
        noticeUntilNanos,
        order,
        opened);
  }

  public Ui withSelected(int newSelected) {
    return new Ui(
        columns,
        rows,
        page,
        overlay,
        filter,
        newSelected,
        intervalNanos,
        notice,
        noticeUntilNanos,
        order,
        opened);
  }

  public Ui withInterval(long newIntervalNanos) {
    return new Ui(
        columns,
        rows,
        page,
        overlay,
        filter,
        selected,
        newIntervalNanos,
        notice,
        noticeUntilNanos,
        order,
        opened);
  }

  public Ui withNotice(String newNotice, long untilNanos) {
    return new Ui(
        columns,
        rows,
        page,
        overlay,
        filter,
        selected,
        intervalNanos,
        newNotice,
        untilNanos,
        order,
        opened);
  }

  Ui withOrder(ProcessOrder newOrder) {
    return new Ui(
        columns,
        rows,
        page,
        overlay,
        filter,
        selected,
        intervalNanos,
        notice,
        noticeUntilNanos,
        newOrder,
        opened);
  }

  /** Opens a group of threads, or closes it. */
  Ui withToggled(String group) {
    Set<String> groups = new HashSet<>(opened);
    if (!groups.remove(group)) {
      groups.add(group);
    }
    return new Ui(
        columns,
        rows,
        page,
        overlay,
        filter,
        selected,
        intervalNanos,
        notice,
        noticeUntilNanos,
        order,
        groups);
  }
}
