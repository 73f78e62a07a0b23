package dev.conctop.state;

import dev.conctop.sample.Budget;
import dev.conctop.sample.Part;
import dev.conctop.sample.ThreadRow;
import dev.conctop.sample.ThreadsSample;
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

  /** One thread that may live. It may yet get another name. */
  public static final class One {
    private ThreadRow row;
    private final Budget budget = new Budget();

    private One(ThreadRow first) {
      row = first;
    }

    /** As it was seen last. */
    public ThreadRow row() {
      return row;
    }

    /** Its time; not to be changed. */
    public Budget budget() {
      return budget;
    }
  }

  private static final class Sum {
    final Budget budget = new Budget();
    int threads;

    void add(One one) {
      threads++;
      budget.addAll(one.budget);
    }
  }

  private final PoolNames names = new PoolNames();
  private final Map<Long, One> living = new HashMap<>();
  private final Map<String, Sum> ended = new LinkedHashMap<>();

  /** Adds what is new in a sample: a thread that was not read again has the row that it had. */
  public void add(ThreadsSample sample) {
    for (ThreadRow row : sample.threads()) {
      One one = living.get(History.key(row.pid(), row.tid()));
      if (one == null) {
        one = new One(row);
        living.put(History.key(row.pid(), row.tid()), one);
        one.budget.addAll(row.budget());
      } else if (one.row != row) {
        one.row = row;
        one.budget.addAll(row.budget());
      }
    }
    if (living.size() > 2 * sample.threads().size() + 64) {
      forgetEnded(sample);
    }
  }

  private void forgetEnded(ThreadsSample sample) {
    Map<Long, One> all = new HashMap<>(living);
    living.clear();
    for (ThreadRow row : sample.threads()) {
      long key = History.key(row.pid(), row.tid());
      One one = all.remove(key);
      if (one != null) {
        living.put(key, one);
      }
    }
    all.values().forEach(one -> sum(ended, one));
  }

  private void sum(Map<String, Sum> sums, One one) {
    sums.computeIfAbsent(names.of(one.row.name()), _ -> new Sum()).add(one);
  }

  /** The groups, those with the most time on a core or in the run queue first. */
  public List<Group> groups() {
    Map<String, Sum> sums = new LinkedHashMap<>();
    ended.forEach(
        (name, sum) -> {
          Sum copy = new Sum();
          copy.threads = sum.threads;
          copy.budget.addAll(sum.budget);
          sums.put(name, copy);
        });
    living.values().forEach(one -> sum(sums, one));
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
    List<One> threads = new ArrayList<>(living.values());
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
