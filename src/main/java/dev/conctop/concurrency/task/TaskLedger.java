package dev.conctop.concurrency.task;

import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskSample;
import dev.conctop.sample.task.TaskWait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of one phase have done: counts, time in each state, latencies and errors. Each
 * phase has its own, and a task writes to the one it was made for, so a task of the warm-up never
 * counts in what is measured.
 *
 * <p>Writers are any threads and never wait. The readers ({@link #counts}, {@link #intervals},
 * {@link #settle}) belong to one thread.
 */
public final class TaskLedger {
  /** Different error messages that are kept; the rest is counted together. */
  static final int MOST_ERRORS = 20;

  static final String OTHER_ERRORS = "other";

  private final Stripes stripes = new Stripes();
  private final @Nullable SeriesRecorder[] recorders =
      new @Nullable SeriesRecorder[Series.values().length];
  private final ConcurrentHashMap<String, LongAdder> errors = new ConcurrentHashMap<>();
  private final Slowest slowest = new Slowest();
  private final Samples samples = new Samples();
  private final long[] shownNanos = new long[TaskWait.count()];

  public TaskLedger() {
    for (Series series : new Series[] {Series.RESPONSE, Series.QUEUE, Series.SERVICE}) {
      recorders[series.ordinal()] = new SeriesRecorder(series);
    }
  }

  /** A task's intended start has come; it waits for somebody to run it since then. */
  public void created(long intended) {
    Stripes.Stripe stripe = stripes.acquire();
    stripe.created(intended);
    stripe.release();
  }

  /** A task changes its state at {@code now}. */
  public void moved(TaskWait from, TaskWait to, long now) {
    Stripes.Stripe stripe = stripes.acquire();
    stripe.moved(from.ordinal(), to.ordinal(), now);
    stripe.release();
  }

  /**
   * A task ends.
   *
   * @return whether it counts, which it does unless the ledger was frozen before
   */
  public boolean ended(TaskWait from, Ending ending, long now) {
    Stripes.Stripe stripe = stripes.acquire();
    boolean counts = stripe.ended(from.ordinal(), ending, now);
    stripe.release();
    return counts;
  }

  /** How a task ends. */
  public enum Ending {
    COMPLETED,
    FAILED,
    CANCELLED
  }

  /** Records a latency; negative ones are 0, those above the range are clipped and counted. */
  public void record(Series series, long nanos) {
    SeriesRecorder recorder = recorders[series.ordinal()];
    (recorder == null ? recorder(series) : recorder).record(nanos);
  }

  private SeriesRecorder recorder(Series series) {
    synchronized (recorders) {
      SeriesRecorder recorder = recorders[series.ordinal()];
      if (recorder == null) {
        recorder = new SeriesRecorder(series);
        recorders[series.ordinal()] = recorder;
      }
      return recorder;
    }
  }

  /**
   * Whether a completed task is among the slowest of the interval so far, or the nearest to the
   * median: only then its budget is worth the making.
   *
   * @param response ns
   */
  public boolean wants(long response) {
    return slowest.wants(Math.max(0, response));
  }

  /** Keeps a task that {@link #wants}; its begin by {@link System#nanoTime}. */
  public void keep(SlowTask task) {
    slowest.offer(task);
  }

  /**
   * The slowest tasks since the last call, their begins by {@link System#nanoTime}.
   *
   * @param intervals what was recorded since then
   */
  public SlowTasks slowest(List<LatencyInterval> intervals) {
    long median = 0;
    for (LatencyInterval interval : intervals) {
      median = interval.series() == Series.RESPONSE ? interval.values().median() : median;
    }
    return slowest.take(median);
  }

  /**
   * Where the steps of a task are to be written that is made now; null for most of them.
   *
   * @param intended its intended start
   */
  @Nullable TaskTrace trace(long intended) {
    return samples.begin(intended);
  }

  /** One of those has been completed. */
  void keep(TaskTrace trace) {
    samples.keep(trace);
  }

  /**
   * Some of the tasks that were completed since the last call, drawn by lot.
   *
   * @param intervals what was recorded since then
   */
  public List<TaskSample> samples(List<LatencyInterval> intervals) {
    long ended = 0;
    for (LatencyInterval interval : intervals) {
      ended = interval.series() == Series.RESPONSE ? interval.values().total() : ended;
    }
    return samples.take(ended);
  }

  /** Counts a failure by its message. */
  void error(String message) {
    LongAdder count = errors.get(message);
    if (count == null) {
      String key = errors.size() < MOST_ERRORS ? message : OTHER_ERRORS;
      count = errors.computeIfAbsent(key, unused -> new LongAdder());
    }
    count.increment();
  }

  /** Failures by message, cumulative. */
  public Map<String, Long> errors() {
    Map<String, Long> copy = new TreeMap<>();
    errors.forEach((message, count) -> copy.put(message, count.sum()));
    return copy;
  }

  /**
   * The totals now, tasks in flight included. Times never go back from one call to the next.
   *
   * @param now {@link System#nanoTime}, taken before the call
   */
  public TaskCounts counts(long now) {
    TaskCounts counts = stripes.sum(now);
    for (int i = 0; i < shownNanos.length; i++) {
      shownNanos[i] = Math.max(shownNanos[i], counts.nanosIn()[i]);
      counts.nanosIn()[i] = shownNanos[i];
    }
    return counts;
  }

  /** The totals now, by any thread; a time may be a little less than a {@link #counts} before. */
  public TaskCounts peek(long now) {
    return stripes.sum(now);
  }

  /** From now on nothing changes the counts: what ends later does not count. */
  public void freeze() {
    stripes.freeze();
  }

  /** What was recorded since the last call. */
  public List<LatencyInterval> intervals() {
    List<LatencyInterval> intervals = new ArrayList<>();
    synchronized (recorders) {
      for (SeriesRecorder recorder : recorders) {
        if (recorder != null) {
          LatencyInterval interval = recorder.interval();
          if (interval.values().total() > 0) {
            intervals.add(interval);
          }
        }
      }
    }
    return intervals;
  }

  /**
   * Waits, for at most 100 ms, until every task that counts has left its latencies or its error
   * too: a thread may have been put aside between the two.
   *
   * @param counts what was counted after {@link #freeze}
   */
  public void settle(TaskCounts counts) {
    SeriesRecorder responses = recorder(Series.RESPONSE);
    long deadline = System.nanoTime() + 100_000_000;
    while ((responses.recorded() < counts.completed() || errorCount() < counts.failed())
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private long errorCount() {
    return errors.values().stream().mapToLong(LongAdder::sum).sum();
  }
}
