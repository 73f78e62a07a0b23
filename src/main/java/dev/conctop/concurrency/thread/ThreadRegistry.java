package dev.conctop.concurrency.thread;

import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.thread.ThreadReport;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The threads that do a run's work, by the operating system's numbers. */
public final class ThreadRegistry {
  private static final int LONGEST_NAME = 48;

  private final ConcurrentHashMap<ThreadClock, Boolean> living = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<ThreadClock> gone = new ConcurrentLinkedQueue<>();
  private Iterator<ThreadClock> next = List.<ThreadClock>of().iterator();

  /** The calling platform thread says what it is. */
  public ThreadClock register(String name, Role role) {
    return add(NativeThreads.pid(), NativeThreads.tid(), name, role);
  }

  /** A thread of ours that does not speak for itself, such as a child's. */
  public ThreadClock add(int pid, int tid, String name, Role role) {
    ThreadClock clock = new ThreadClock(pid, tid, CleanText.clean(name, LONGEST_NAME), role);
    if (tid > 0) {
      living.put(clock, Boolean.TRUE);
    }
    return clock;
  }

  /** The thread is about to end or has ended. */
  public void remove(ThreadClock clock) {
    if (living.remove(clock) != null) {
      gone.add(clock);
    }
  }

  /**
   * Reports that changed since they were last given, the ended ones first. When there are more than
   * {@code most}, the rest has its turn in the next calls. Called by one thread.
   */
  public List<ThreadReport> changed(long now, int most) {
    List<ThreadReport> reports = new ArrayList<>();
    while (reports.size() < most) {
      ThreadClock ended = gone.poll();
      if (ended == null) {
        break;
      }
      addIfAny(reports, ended.gone(now));
    }
    if (!next.hasNext()) {
      next = living.keySet().iterator();
    }
    while (reports.size() < most && next.hasNext()) {
      ThreadClock clock = next.next();
      // The iterator may still hold one that ended meanwhile; its end may have been told already.
      if (living.containsKey(clock)) {
        addIfAny(reports, clock.changed(now));
      }
    }
    return reports;
  }

  /** All that live are reported again, whether they have changed or not. Called by that thread. */
  public void again() {
    living.keySet().forEach(ThreadClock::again);
  }

  private static void addIfAny(List<ThreadReport> reports, @Nullable ThreadReport report) {
    if (report != null) {
      reports.add(report);
    }
  }
}
