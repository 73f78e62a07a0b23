package dev.conctop.metrics.book;

import dev.conctop.metrics.Metric;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.sample.thread.ThreadRows;
import dev.conctop.state.past.lane.PoolNames;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Wall time of threads by group and part. A thread that stays in one wait keeps its row; for how
 * long is added when it is asked, and corrected when the thread has a new row. Where that takes
 * something back the counter waits until it is true again: it never falls.
 */
final class ThreadBook {
  /** Groups with a name of their own. */
  static final int MOST_GROUPS = 40;

  /** A group without threads is forgotten after so long: longer than others remember a series. */
  private static final long FORGET_NANOS = 15 * 60 * 1_000_000_000L;

  private static final double SECOND = 1e9;

  /** A sum that begins anew when measuring does, as one that goes on. */
  private static final class Rising {
    private double before;
    private double newest = Double.NaN;

    void add(Figure sum) {
      if (sum.known()) {
        before += newest > sum.value() ? newest : 0;
        newest = sum.value();
      }
    }

    /** NaN when nothing was ever known. */
    double value() {
      return before + newest;
    }
  }

  /** What is known of a group. */
  private static final class Group {
    final Budget closed = new Budget();
    final long[] standing = new long[Part.count()];
    final long[] shown = new long[Part.count()];
    int threads;
    long emptyNanos;
  }

  /** A thread that lives, with the row that it has. */
  private static final class Standing {
    ThreadRow row;
    Group group;
    long sinceNanos;
    int pass;

    Standing(ThreadRow row, Group group, long nanos) {
      this.row = row;
      this.group = group;
      sinceNanos = nanos;
    }
  }

  private final PoolNames names = new PoolNames();
  private final Groups<Group> groups = new Groups<>(MOST_GROUPS, Group::new);
  private final Map<Long, Standing> living = new HashMap<>();
  private List<ThreadRow> rows = List.of();
  private int pass;
  private long lastNanos;
  private long watchedNanos;
  private long misfitNanos;
  private int hidden;
  private final Rising cpuNanos = new Rising();
  private final Rising voluntary = new Rising();
  private final Rising involuntary = new Rising();
  private Figure memory = Figure.na("not looked yet");
  private int threads;

  void add(ThreadsSample sample) {
    watchedNanos += sample.intervalNanos();
    misfitNanos += sample.workers().misfitNanos() + sample.runtime().misfitNanos();
    hidden = sample.hidden();
    use(sample.use());
    long before = lastNanos;
    lastNanos = sample.nanos();
    if (sample.threads() instanceof ThreadRows now
        && rows instanceof ThreadRows earlier
        && now.sameOrder(earlier)) {
      now.changedSince(earlier, (_, row) -> see(row));
    } else {
      pass++;
      sample.threads().forEach(row -> see(row).pass = pass);
      living.values().removeIf(thread -> thread.pass != pass && close(thread, before));
      groups.forget(group -> group.threads == 0 && lastNanos - group.emptyNanos > FORGET_NANOS);
    }
    rows = sample.threads();
  }

  private void use(ProcessUse use) {
    threads = use.threads();
    voluntary.add(use.voluntarySwitches());
    involuntary.add(use.involuntarySwitches());
    memory = use.residentBytes();
    cpuNanos.add(use.cpuNanos());
  }

  private Standing see(ThreadRow row) {
    long key = ((long) row.pid() << 32) | (row.tid() & 0xffffffffL);
    Standing thread = living.get(key);
    if (thread == null) {
      Group group = groups.of(names.of(row.name()));
      group.threads++;
      group.closed.addAll(row.budget());
      Standing born = new Standing(row, group, lastNanos);
      living.put(key, born);
      return born;
    }
    if (thread.row != row) {
      stood(thread, row.restedNanos());
      if (!thread.row.name().equals(row.name())) {
        regroup(thread, groups.of(names.of(row.name())));
      }
      thread.group.closed.addAll(row.budget());
      thread.row = row;
      thread.sinceNanos = lastNanos;
    }
    return thread;
  }

  private void regroup(Standing thread, Group group) {
    leave(thread.group);
    group.threads++;
    thread.group = group;
  }

  private void leave(Group group) {
    group.threads--;
    if (group.threads == 0) {
      group.emptyNanos = lastNanos;
    }
  }

  private static void stood(Standing thread, long nanos) {
    if (nanos > 0) {
      Part part = thread.row.now();
      thread.group.closed.add(part, nanos, thread.row.budget().fidelity(part));
    }
  }

  /** It has ended between the look before and this one. */
  private boolean close(Standing thread, long seenNanos) {
    stood(thread, seenNanos - thread.sinceNanos);
    leave(thread.group);
    return true;
  }

  /** The processes in which threads live. */
  Set<Integer> pids() {
    Set<Integer> pids = new HashSet<>();
    living.values().forEach(thread -> pids.add(thread.row.pid()));
    return pids;
  }

  void tell(Points to) {
    if (lastNanos == 0) {
      return;
    }
    groups.each((_, group) -> Arrays.fill(group.standing, 0));
    for (Standing thread : living.values()) {
      long stands = Math.max(0, lastNanos - thread.sinceNanos);
      thread.group.standing[thread.row.now().ordinal()] += stands;
    }
    groups.each(
        (name, group) -> {
          for (int i = 0; i < group.shown.length; i++) {
            Part part = Part.at(i);
            long now = group.closed.nanos(part) + group.standing[i];
            group.shown[i] = Math.max(group.shown[i], now);
            to.put(Metric.THREAD_TIME, group.shown[i] / SECOND, name, part.key());
          }
          to.put(Metric.THREADS, group.threads, name);
        });
    to.put(Metric.WATCHED_TIME, watchedNanos / SECOND);
    to.put(Metric.MISFIT, misfitNanos / SECOND);
    to.put(Metric.HIDDEN, hidden);
    to.put(Metric.PROCESS_THREADS, threads);
    to.put(Metric.PROCESS_CPU, cpuNanos.value() / SECOND);
    to.put(Metric.PROCESS_SWITCHES, voluntary.value(), "voluntary");
    to.put(Metric.PROCESS_SWITCHES, involuntary.value(), "involuntary");
    to.put(Metric.PROCESS_MEMORY, memory);
  }
}
