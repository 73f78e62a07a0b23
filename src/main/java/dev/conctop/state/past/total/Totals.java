package dev.conctop.state.past.total;

import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.ValueCounts;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Sums since measuring began. */
public final class Totals {
  private final Map<Series, Histogram> latencies = new EnumMap<>(Series.class);
  private final Map<Series, ValueCounts> packedLatencies = new EnumMap<>(Series.class);
  private final Map<Series, Long> clipped = new EnumMap<>(Series.class);
  private final SlowBook slow = new SlowBook();
  private final Sampled sampled = new Sampled();
  private final Budget workers = new Budget();
  private final Budget runtime = new Budget();
  private TaskCounts tasks = TaskCounts.none();
  private Map<String, Long> errors = Map.of();
  private long phaseNanos;
  private long lostFrames;

  /** Adds an interval's latencies. */
  public void add(LatencyInterval interval) {
    interval
        .values()
        .addTo(
            latencies.computeIfAbsent(
                interval.series(), _ -> new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS)));
    clipped.merge(interval.series(), interval.clipped(), Long::sum);
  }

  /** Adds what threads used in an interval. */
  public void add(ThreadsSample sample) {
    workers.addAll(sample.workers());
    runtime.addAll(sample.runtime());
  }

  /** Adds an interval's slowest tasks. */
  public void add(SlowTasks interval) {
    slow.add(interval);
  }

  /** What a frame says that no total has: some tasks, and gauges, of which the mean is kept. */
  public void add(TaskFrame frame) {
    sampled.add(frame);
  }

  /** Some of the tasks, step by step, and the gauges' means. Not to be changed. */
  public Sampled sampled() {
    return sampled;
  }

  /** Tasks by their fates since measuring began; errors so far in the phase. */
  public void tasks(TaskCounts counts, Map<String, Long> newErrors, long nanos) {
    tasks = counts;
    errors = newErrors;
    phaseNanos = nanos;
  }

  /** Frames that did not come, or could not be read. */
  public void lost(long frames) {
    lostFrames += frames;
  }

  /** The histogram of a series, ns; empty when nothing was recorded. Not to be changed. */
  public Optional<Histogram> latency(Series series) {
    return Optional.ofNullable(latencies.get(series));
  }

  /** How many values of a series lay above the range. */
  public long clipped(Series series) {
    return clipped.getOrDefault(series, 0L);
  }

  /** The slowest tasks. Not to be changed. */
  public SlowBook slow() {
    return slow;
  }

  /** The worker threads' budget. Not to be changed. */
  public Budget workers() {
    return workers;
  }

  /** The runtime's own threads' budget. Not to be changed. */
  public Budget runtime() {
    return runtime;
  }

  /** Tasks by their fates since measuring began. */
  public TaskCounts tasks() {
    return tasks;
  }

  /** Failures by message. */
  public Map<String, Long> errors() {
    return errors;
  }

  /** How long the measured phase has been, by the subject's clock. */
  public long phaseNanos() {
    return phaseNanos;
  }

  /** Frames that never came. */
  public long lostFrames() {
    return lostFrames;
  }

  /**
   * The same in a hundredth of the room, to be kept and copied from: a copy has the histograms
   * again, this has none.
   */
  public Totals packed() {
    Totals packed = new Totals();
    packed.packedLatencies.putAll(packedLatencies);
    latencies.forEach(
        (series, histogram) -> packed.packedLatencies.put(series, ValueCounts.of(histogram)));
    copyRest(packed);
    return packed;
  }

  public Totals copy() {
    Totals copy = new Totals();
    latencies.forEach((series, histogram) -> copy.latencies.put(series, histogram.copy()));
    packedLatencies.forEach((series, values) -> copy.add(new LatencyInterval(series, values, 0)));
    copyRest(copy);
    return copy;
  }

  private void copyRest(Totals copy) {
    copy.clipped.putAll(clipped);
    copy.slow.copyFrom(slow);
    copy.sampled.copyFrom(sampled);
    copy.workers.addAll(workers);
    copy.runtime.addAll(runtime);
    copy.tasks(tasks, errors, phaseNanos);
    copy.lostFrames = lostFrames;
  }
}
