package dev.conctop.state.past.total;

import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.past.lane.PoolNames;
import dev.conctop.state.past.lane.ThreadKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Budgets of threads, and of groups of them, since the beginning, for reports. */
public final class ThreadTotals {
  /**
   * Threads that belong together by their names.
   *
   * @param threads how many of them were seen, those that have ended included
   * @param budget their time; not to be changed
   */
  public record Group(String name, int threads, Budget budget) {}

  /**
   * One thread.
   *
   * @param row as it was seen last
   * @param budget its time; not to be changed
   */
  public record One(ThreadRow row, Budget budget) {}

  private static final class Sum {
    final Budget budget = new Budget();
    int threads;

    void add(int more, Budget time) {
      threads += more;
      budget.addAll(time);
    }
  }

  /** A thread that may live: its last row, and the samples that it came with first and last. */
  private static final class Known {
    final Budget budget = new Budget();
    ThreadRow row;
    long sinceNanos;
    long seenNanos;

    Known(ThreadRow row, long nanos) {
      this.row = row;
      sinceNanos = nanos;
      seenNanos = nanos;
      budget.addAll(row.budget());
    }

    void see(ThreadRow now, long nanos) {
      if (row != now) {
        stood(budget, now.restedNanos());
        budget.addAll(now.budget());
        row = now;
        sinceNanos = nanos;
      }
      seenNanos = nanos;
    }

    /** The thread went on for so long as its row says. */
    private void stood(Budget into, long forNanos) {
      if (forNanos > 0) {
        into.add(row.now(), forNanos, row.budget().fidelity(row.now()));
        into.addWall(forNanos);
      }
    }

    /** Its time up to the last sample. */
    Budget time() {
      Budget time = budget.copy();
      stood(time, seenNanos - sinceNanos);
      return time;
    }
  }

  private final PoolNames names = new PoolNames();
  private final Map<Long, Known> living = new HashMap<>();
  private final Map<String, Sum> ended = new LinkedHashMap<>();

  /**
   * Adds what is new in a sample. A thread that was not read again, or stays in one wait, has the
   * row that it had; the time for which that row stood is added with the next one, or at the end.
   */
  public void add(ThreadsSample sample) {
    for (ThreadRow row : sample.threads()) {
      Known known = living.get(ThreadKey.of(row.pid(), row.tid()));
      if (known == null) {
        living.put(ThreadKey.of(row.pid(), row.tid()), new Known(row, sample.nanos()));
      } else {
        known.see(row, sample.nanos());
      }
    }
    if (living.size() > 2 * sample.threads().size() + 64) {
      forgetEnded(sample);
    }
  }

  private void forgetEnded(ThreadsSample sample) {
    Map<Long, Known> all = new HashMap<>(living);
    living.clear();
    for (ThreadRow row : sample.threads()) {
      long key = ThreadKey.of(row.pid(), row.tid());
      Known known = all.remove(key);
      if (known != null) {
        living.put(key, known);
      }
    }
    all.values().forEach(known -> sum(ended, known));
  }

  private void sum(Map<String, Sum> sums, Known known) {
    sums.computeIfAbsent(names.of(known.row.name()), _ -> new Sum()).add(1, known.time());
  }

  /** The groups, those with the most time on a core or in the run queue first. */
  public List<Group> groups() {
    Map<String, Sum> sums = new LinkedHashMap<>();
    ended.forEach(
        (name, sum) -> sums.computeIfAbsent(name, _ -> new Sum()).add(sum.threads, sum.budget));
    living.values().forEach(known -> sum(sums, known));
    List<Group> groups = new ArrayList<>();
    sums.forEach((name, sum) -> groups.add(new Group(name, sum.threads, sum.budget)));
    groups.sort(
        Comparator.comparingLong((Group group) -> -cpu(group.budget()))
            .thenComparing(group -> -group.threads())
            .thenComparing(Group::name));
    return groups;
  }

  /**
   * The threads seen, those with the most time on a core or in the run queue first. Where many come
   * and go, some that have ended are not among them; their time is in their group's.
   */
  public List<One> threads() {
    List<One> threads = new ArrayList<>();
    living.values().forEach(known -> threads.add(new One(known.row, known.time())));
    threads.sort(
        Comparator.comparingLong((One one) -> -cpu(one.budget()))
            .thenComparingInt(one -> one.row().pid())
            .thenComparingInt(one -> one.row().tid()));
    return threads;
  }

  private static long cpu(Budget budget) {
    return budget.nanos(Part.ON_CPU) + budget.nanos(Part.RUN_QUEUE);
  }
}
