package dev.conctop.probe.procfs.thread;

import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.sample.thread.ThreadRows;
import java.util.ArrayList;
import java.util.List;

/** Where each thread's row stands: workers first; places stay while the threads stay the same. */
final class RowPlaces {
  private static final boolean[] WORKERS_FIRST = {true, false};

  private final Looking looking;
  private ThreadRows rows = ThreadRows.of(List.of());

  RowPlaces(Looking looking) {
    this.looking = looking;
  }

  /** The rows after a look; those that have not changed are the very same objects. */
  ThreadRows now(List<ProcessWatch> processes) {
    if (looking.reordered) {
      rows = all(processes);
    } else if (!looking.renewed.isEmpty()) {
      rows = renewed();
    }
    looking.reordered = false;
    looking.renewed.clear();
    return rows;
  }

  private ThreadRows all(List<ProcessWatch> processes) {
    List<ThreadRow> all = new ArrayList<>(looking.threads);
    for (boolean work : WORKERS_FIRST) {
      for (ProcessWatch process : processes) {
        List<ThreadWatch> threads = process.threads();
        for (int i = 0; i < threads.size(); i++) {
          ThreadWatch thread = threads.get(i);
          ThreadRow row = thread.row();
          if (row != null && thread.works() == work) {
            thread.place = all.size();
            all.add(row);
          }
        }
      }
    }
    return ThreadRows.of(all);
  }

  private ThreadRows renewed() {
    ThreadRows.Successor next = new ThreadRows.Successor(rows);
    for (int i = 0; i < looking.renewed.size(); i++) {
      ThreadWatch thread = looking.renewed.get(i);
      ThreadRow row = thread.row();
      if (row != null) {
        next.set(thread.place, row);
      }
    }
    return next.rows();
  }
}
