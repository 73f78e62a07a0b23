package dev.conctop.diagnosis.slow;

import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.state.past.total.SlowBook;
import dev.conctop.state.past.total.Totals;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** What is known of the slowest tasks of a run so far. */
public final class Slowness {
  /** Why it is not known of a task how long it was on a core. */
  public static final String NO_CPU = "the subject does not measure it task by task";

  /** Why a task has no thread. */
  public static final String NO_THREAD = "who ran it is not known";

  /** Why a task has no lock. */
  public static final String NO_LOCK = "it waited for no lock that has a name";

  /** Why a task has nobody who held its lock. */
  public static final String NO_OWNER = "no lock, or it is not known who held it";

  private Slowness() {}

  /**
   * Why the tasks beyond p99 are slow: those above it, or where there are none, as in a run of few
   * tasks, those that it stands for. Empty when no budget of any is known.
   */
  public static Optional<WhySlow> why(Totals totals) {
    Optional<Histogram> responses = responses(totals);
    if (responses.isEmpty()) {
      return Optional.empty();
    }
    Histogram values = responses.get();
    long p99 = values.getValueAtPercentile(99);
    boolean above = values.getMaxValue() > p99;
    long from = above ? values.nextNonEquivalentValue(p99) : values.lowestEquivalentValue(p99);
    long beyond = values.getCountBetweenValues(from, values.getMaxValue());
    List<SlowTask> slow =
        totals.slow().slowest().stream().filter(task -> task.responseNanos() >= from).toList();
    return slow.isEmpty() ? Optional.empty() : Optional.of(WhySlow.of(slow, beyond));
  }

  /**
   * The task that others are compared with: of those that were kept the nearest to the median of
   * all responses.
   */
  public static Optional<SlowTask> median(Totals totals) {
    return responses(totals)
        .flatMap(values -> totals.slow().nearest(values.getValueAtPercentile(50)));
  }

  /** Why there is no list; empty when there is one. */
  public static String missing(Totals totals) {
    SlowBook book = totals.slow();
    if (!book.slowest().isEmpty()) {
      return "";
    }
    if (responses(totals).isEmpty()) {
      return "no task was completed while measuring";
    }
    return book.known()
        ? "no task's own budget has come yet"
        : "this subject does not tell its slowest tasks";
  }

  private static Optional<Histogram> responses(Totals totals) {
    return totals.latency(Series.RESPONSE).filter(values -> values.getTotalCount() > 0);
  }
}
