package dev.conctop.state.ui.table;

import dev.conctop.sample.thread.ThreadRow;
import java.util.List;

/** One line of the list of threads. */
public sealed interface ThreadLine {
  /**
   * Threads that belong together by name; opens and closes.
   *
   * @param name role and common name: what it is opened by
   * @param rows two at least
   */
  record Group(String name, List<ThreadRow> rows, boolean open) implements ThreadLine {}

  /**
   * One thread.
   *
   * @param within whether the group above is open and holds it
   */
  record One(ThreadRow row, boolean within) implements ThreadLine {}
}
