package dev.conctop.probe.procfs.thread;

import dev.conctop.sample.thread.ThreadReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was said last of each thread; a report may come before its thread is seen. */
final class ThreadReports {
  /** Who watches a thread. */
  interface Finder {
    /** The one that watches it; null when it has not been seen yet. */
    @Nullable ThreadWatch find(int pid, int tid);
  }

  private final Map<Long, ThreadReport> last = new HashMap<>();
  private final Finder finder;
  private boolean waiting;

  ThreadReports(Finder finder) {
    this.finder = finder;
  }

  void take(List<ThreadReport> more) {
    for (ThreadReport report : more) {
      long key = (long) report.pid() << 32 | report.tid();
      if (report.gone()) {
        last.remove(key);
      } else {
        last.put(key, report);
      }
      ThreadWatch thread = finder.find(report.pid(), report.tid());
      if (thread != null) {
        thread.report(report);
      } else {
        waiting = true;
      }
    }
  }

  /** A process has come into view: there may be reports for it. */
  void somebodyIsNew() {
    waiting = true;
  }

  /** Hands waiting reports to threads that have come into view. */
  void join() {
    if (!waiting) {
      return;
    }
    waiting = false;
    for (ThreadReport report : last.values()) {
      ThreadWatch thread = finder.find(report.pid(), report.tid());
      if (thread == null) {
        waiting = true;
      } else if (!thread.reported()) {
        thread.report(report);
      }
    }
  }

  /** A process has ended. */
  void forget(int pid) {
    last.values().removeIf(report -> report.pid() == pid);
  }

  void clear() {
    last.clear();
  }
}
