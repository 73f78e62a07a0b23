package dev.conctop.concurrency.task;

import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.SlowTasks;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The slowest tasks of the present interval, exactly, and the one nearest the median of the
 * interval before. Any threads ask and offer without waiting; one takes.
 *
 * <p>All that is kept is one value that never changes, replaced by a compare-and-set: a task is
 * compared with what one interval keeps, and belongs to that interval or, if another has begun in
 * between, is compared anew. Most tasks are no slower than the least that is kept: they pay one
 * read and two comparisons. In an interval of n tasks in any order about 8 (1 + ln(n / 8)) do
 * better.
 */
final class Slowest {
  /**
   * A task this near to the median, as a share of it, is near enough: none nearer is looked for.
   */
  private static final long NEAR = 100;

  private static final long UNKNOWN = -1;

  private final AtomicReference<Kept> kept = new AtomicReference<>(new Kept(UNKNOWN));

  /** What one interval keeps so far. */
  private static final class Kept {
    final SlowTask[] slowest;

    /** A task must be slower than this to be kept. */
    final long least;

    /** The median that is looked for, and how far from it a task must be less to be kept. */
    final long median;

    final long distance;
    final @Nullable SlowTask typical;

    Kept(long median) {
      this(new SlowTask[0], median, Long.MAX_VALUE, null);
    }

    private Kept(SlowTask[] slowest, long median, long distance, @Nullable SlowTask typical) {
      this.slowest = slowest;
      this.least =
          slowest.length < SlowTasks.KEPT ? UNKNOWN : slowest[slowest.length - 1].responseNanos();
      this.median = median;
      this.distance = distance;
      this.typical = typical;
    }

    boolean wants(long response) {
      return response > least || Math.abs(response - median) < distance;
    }

    Kept with(SlowTask task) {
      long response = task.responseNanos();
      SlowTask[] next = response > least ? inserted(task) : slowest;
      long away = Math.abs(response - median);
      if (away >= distance) {
        return new Kept(next, median, distance, typical);
      }
      boolean enough = median == UNKNOWN || away <= median / NEAR;
      return new Kept(next, median, enough ? 0 : away, task);
    }

    private SlowTask[] inserted(SlowTask task) {
      int size = Math.min(slowest.length + 1, SlowTasks.KEPT);
      SlowTask[] next = Arrays.copyOf(slowest, size);
      int at = size - 1;
      while (at > 0 && slowest[at - 1].responseNanos() < task.responseNanos()) {
        next[at] = slowest[at - 1];
        at--;
      }
      next[at] = task;
      return next;
    }
  }

  private Kept present() {
    return Objects.requireNonNull(kept.get());
  }

  /**
   * Whether a task of this response is to be offered.
   *
   * @param response ns, 0 or more
   */
  boolean wants(long response) {
    return present().wants(response);
  }

  /** Keeps a task if it still is among the slowest or nearest the median. */
  void offer(SlowTask task) {
    while (true) {
      Kept before = present();
      if (!before.wants(task.responseNanos()) || kept.compareAndSet(before, before.with(task))) {
        return;
      }
    }
  }

  /**
   * What the interval kept; the next begins.
   *
   * @param median of the interval's responses, ns; 0 when there were none, and the next looks for
   *     what this one has looked for
   */
  SlowTasks take(long median) {
    long next = median > 0 ? median : present().median;
    Kept taken = Objects.requireNonNull(kept.getAndSet(new Kept(next)));
    return new SlowTasks(List.of(taken.slowest), Optional.ofNullable(taken.typical));
  }
}
