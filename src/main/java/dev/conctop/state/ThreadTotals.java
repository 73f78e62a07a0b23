package dev.conctop.state;

import dev.conctop.sample.Budget;
import dev.conctop.sample.Part;
import dev.conctop.sample.ThreadRow;
import dev.conctop.sample.ThreadsSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Budgets of groups of threads since the beginning, for reports. */
public final class ThreadTotals {
  /**
   * Threads that belong together by their names.
   *
   * @param threads how many of them were seen, those that have ended included
   * @param budget their time; not to be changed
   */
  public record Group(String name, int threads, Budget budget) {}

  private static final class Sum {
    final Budget budget = new Budget();
    int threads;
  }

  /** A thread's last row, and the samples that it came with first and last. */
  private static final class Known {
    ThreadRow row;
    long sinceNanos;
    long seenNanos;

    Known(ThreadRow row, long nanos) {
      this.row = row;
      this.sinceNanos = nanos;
      this.seenNanos = nanos;
    }
  }

  private final PoolNames names = new PoolNames();
  private final Map<Long, Known> last = new HashMap<>();
  private final Map<String, Sum> sums = new LinkedHashMap<>();
  private long nanos;

  /**
   * Adds what is new in a sample. A thread that was not read again, or stays in one wait, has the
   * row that it had; the time for which that row stood is added with the next one, or at the end.
   */
  public void add(ThreadsSample sample) {
    nanos = sample.nanos();
    for (ThreadRow row : sample.threads()) {
      Known known = last.get(History.key(row.pid(), row.tid()));
      if (known == null) {
        last.put(History.key(row.pid(), row.tid()), new Known(row, nanos));
        sum(row).threads++;
        sum(row).budget.addAll(row.budget());
      } else if (known.row != row) {
        stood(sum(known.row).budget, known.row, row.restedNanos());
        sum(row).budget.addAll(row.budget());
        known.row = row;
        known.sinceNanos = nanos;
        known.seenNanos = nanos;
      } else {
        known.seenNanos = nanos;
      }
    }
    if (last.size() > 2 * sample.threads().size() + 64) {
      forgetEnded(sample);
    }
  }

  private Sum sum(ThreadRow row) {
    return sums.computeIfAbsent(names.of(row.name()), _ -> new Sum());
  }

  /** A thread went on for so long as its row says. */
  private static void stood(Budget budget, ThreadRow row, long forNanos) {
    if (forNanos > 0) {
      budget.add(row.now(), forNanos, row.budget().fidelity(row.now()));
      budget.addWall(forNanos);
    }
  }

  private void forgetEnded(ThreadsSample sample) {
    Set<Long> living = new HashSet<>();
    for (ThreadRow row : sample.threads()) {
      living.add(History.key(row.pid(), row.tid()));
    }
    last.forEach(
        (key, known) -> {
          if (!living.contains(key)) {
            stood(sum(known.row).budget, known.row, known.seenNanos - known.sinceNanos);
          }
        });
    last.keySet().retainAll(living);
  }

  /** The groups, those with the most time on a core or in the run queue first. */
  public List<Group> groups() {
    Map<String, Budget> budgets = new HashMap<>();
    sums.forEach((name, sum) -> budgets.put(name, sum.budget.copy()));
    for (Known known : last.values()) {
      Budget budget = budgets.getOrDefault(names.of(known.row.name()), new Budget());
      stood(budget, known.row, known.seenNanos - known.sinceNanos);
    }
    List<Group> groups = new ArrayList<>();
    sums.forEach(
        (name, sum) ->
            groups.add(new Group(name, sum.threads, budgets.getOrDefault(name, sum.budget))));
    groups.sort(
        Comparator.comparingLong((Group group) -> -cpu(group.budget()))
            .thenComparing(group -> -group.threads())
            .thenComparing(Group::name));
    return groups;
  }

  private static long cpu(Budget budget) {
    return budget.nanos(Part.ON_CPU) + budget.nanos(Part.RUN_QUEUE);
  }
}
