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
  }

  private final PoolNames names = new PoolNames();
  private final Map<Long, ThreadRow> last = new HashMap<>();
  private final Map<Long, Budget> ones = new HashMap<>();
  private final Map<String, Sum> sums = new LinkedHashMap<>();

  /** Adds what is new in a sample: a thread that was not read again has the row that it had. */
  public void add(ThreadsSample sample) {
    for (ThreadRow row : sample.threads()) {
      ThreadRow before = last.put(History.key(row.pid(), row.tid()), row);
      if (before != row) {
        Sum sum = sums.computeIfAbsent(names.of(row.name()), _ -> new Sum());
        sum.threads += before == null ? 1 : 0;
        sum.budget.addAll(row.budget());
        ones.computeIfAbsent(History.key(row.pid(), row.tid()), _ -> new Budget())
            .addAll(row.budget());
      }
    }
    if (last.size() > 2 * sample.threads().size() + 64) {
      forgetEnded(sample);
    }
  }

  private void forgetEnded(ThreadsSample sample) {
    last.clear();
    for (ThreadRow row : sample.threads()) {
      last.put(History.key(row.pid(), row.tid()), row);
    }
    ones.keySet().retainAll(last.keySet());
  }

  /** The groups, those with the most time on a core or in the run queue first. */
  public List<Group> groups() {
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
    last.forEach((key, row) -> threads.add(new One(row, ones.getOrDefault(key, new Budget()))));
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
