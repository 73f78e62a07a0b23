package dev.conctop.state.past.total;

import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.SlowTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The slowest tasks since measuring began, and some that may be as most are. */
public final class SlowBook {
  /** How many of the slowest are kept in all; what is more loses its fastest. */
  static final int MOST = 256;

  /** How many of the tasks near a median are kept; the oldest goes. */
  static final int MOST_TYPICAL = 128;

  private final List<SlowTask> slowest = new ArrayList<>();
  private final List<SlowTask> typical = new ArrayList<>();
  private boolean known;

  /** Adds an interval's slowest tasks. */
  public void add(SlowTasks interval) {
    known = true;
    interval.slowest().forEach(this::add);
    interval
        .typical()
        .ifPresent(
            task -> {
              if (typical.size() == MOST_TYPICAL) {
                typical.removeFirst();
              }
              typical.add(task);
            });
  }

  private void add(SlowTask task) {
    int at = slowest.size();
    while (at > 0 && slowest.get(at - 1).responseNanos() < task.responseNanos()) {
      at--;
    }
    if (at < MOST) {
      slowest.add(at, task);
      if (slowest.size() > MOST) {
        slowest.removeLast();
      }
    }
  }

  /** Whether the subject keeps its slowest tasks. */
  public boolean known() {
    return known;
  }

  /**
   * The slowest first. The first {@link SlowTasks#KEPT} are exactly the slowest of all; behind them
   * one may be missing, where an interval had more than it keeps. Not to be changed.
   */
  public List<SlowTask> slowest() {
    return slowest;
  }

  /** Exactly the slowest of all, {@link SlowTasks#KEPT} at most. */
  public List<SlowTask> exact() {
    return List.copyOf(slowest.subList(0, Math.min(slowest.size(), SlowTasks.KEPT)));
  }

  /**
   * The kept task whose response is nearest a median; empty when none is kept.
   *
   * @param median ns
   */
  public Optional<SlowTask> nearest(long median) {
    Optional<SlowTask> nearest = Optional.empty();
    long least = Long.MAX_VALUE;
    for (SlowTask task : typical) {
      long away = Math.abs(task.responseNanos() - median);
      if (away < least) {
        least = away;
        nearest = Optional.of(task);
      }
    }
    return nearest;
  }

  void copyFrom(SlowBook other) {
    known = other.known;
    slowest.addAll(other.slowest);
    typical.addAll(other.typical);
  }
}
