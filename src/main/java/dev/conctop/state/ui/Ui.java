package dev.conctop.state.ui;

import dev.conctop.state.ui.table.ProcessColumn;
import dev.conctop.state.ui.table.ProcessView;
import dev.conctop.state.ui.table.ThreadTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the person at the screen has chosen.
 *
 * @param columns terminal width in cells
 * @param rows terminal height in cells
 * @param filter shows only threads whose name or pool contains this, or processes as {@link
 *     ProcessFilter} says; empty shows all
 * @param selected index of the chosen row of the page's list
 * @param notice one line for the person; empty when there is none
 * @param noticeUntilNanos when it goes
 * @param processes how the table of processes is shown
 * @param preferences what can be settled besides
 * @param opened groups of threads that are open, by name
 * @param threads how the list of threads is laid out
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
    ProcessView processes,
    Preferences preferences,
    Set<String> opened,
    ThreadTable threads) {
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
        ProcessView.initial(),
        Preferences.defaults(),
        Set.of(),
        ThreadTable.INITIAL);
  }

  public Ui withSize(int newColumns, int newRows) {
    return with(
        next -> {
          next.columns = newColumns;
          next.rows = newRows;
        });
  }

  public Ui withPage(Page newPage) {
    return with(
        next -> {
          next.page = newPage;
          next.selected = 0;
        });
  }

  public Ui withOverlay(Overlay newOverlay) {
    return with(next -> next.overlay = newOverlay);
  }

  public Ui withFilter(String newFilter) {
    return with(
        next -> {
          next.filter = newFilter;
          next.selected = 0;
        });
  }

  public Ui withSelected(int newSelected) {
    return with(next -> next.selected = newSelected);
  }

  public Ui withInterval(long newIntervalNanos) {
    return with(next -> next.intervalNanos = newIntervalNanos);
  }

  public Ui withNotice(String newNotice, long untilNanos) {
    return with(
        next -> {
          next.notice = newNotice;
          next.noticeUntilNanos = untilNanos;
        });
  }

  public Ui withProcesses(ProcessView view) {
    return with(next -> next.processes = view);
  }

  /** The columns of the table of processes that are wanted, from left to right. */
  public List<ProcessColumn> processColumns() {
    return processes.columns();
  }

  /**
   * Other columns of the table of processes.
   *
   * @param newColumns one at least
   */
  public Ui withProcessColumns(List<ProcessColumn> newColumns) {
    return withProcesses(processes.withColumns(newColumns));
  }

  public Ui withPreferences(Preferences newPreferences) {
    return with(next -> next.preferences = newPreferences);
  }

  /** Opens a group of threads, or closes it. */
  public Ui withToggled(String group) {
    Set<String> groups = new HashSet<>(opened);
    if (!groups.remove(group)) {
      groups.add(group);
    }
    return with(next -> next.opened = groups);
  }

  public Ui withThreads(ThreadTable newThreads) {
    return with(next -> next.threads = newThreads);
  }

  /** All groups are closed again. */
  public Ui withAllFolded() {
    return with(next -> next.opened = Set.of());
  }

  /** All fields, to be changed before choices are made of them. */
  private static final class Draft {
    int columns;
    int rows;
    Page page;
    Overlay overlay;
    String filter;
    int selected;
    long intervalNanos;
    String notice;
    long noticeUntilNanos;
    ProcessView processes;
    Preferences preferences;
    Set<String> opened;
    ThreadTable threads;

    Draft(Ui from) {
      columns = from.columns;
      rows = from.rows;
      page = from.page;
      overlay = from.overlay;
      filter = from.filter;
      selected = from.selected;
      intervalNanos = from.intervalNanos;
      notice = from.notice;
      noticeUntilNanos = from.noticeUntilNanos;
      processes = from.processes;
      preferences = from.preferences;
      opened = from.opened;
      threads = from.threads;
    }

    Ui made() {
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
          processes,
          preferences,
          opened,
          threads);
    }
  }

  private Ui with(Consumer<Draft> change) {
    Draft next = new Draft(this);
    change.accept(next);
    return next.made();
  }
}
