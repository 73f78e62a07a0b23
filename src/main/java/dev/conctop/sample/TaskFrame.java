package dev.conctop.sample;

import dev.conctop.sample.task.Digits;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskSample;
import dev.conctop.sample.thread.ThreadReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a subject said of itself over the last tenth of a second.
 *
 * @param sequence counts from 0; a gap is a lost frame
 * @param nanos the subject's monotonic clock
 * @param phaseNanos time since the present phase began
 * @param errors message of a failure → how often, cumulative in the phase
 * @param gauges the runtime's own figures now, by documented name (see the wire format page)
 * @param threads thread reports that changed since the last frame
 * @param slow the slowest tasks of the interval; empty when the subject does not keep them
 * @param samples some of the tasks that were completed in the interval, drawn by lot
 */
public record TaskFrame(
    long sequence,
    long nanos,
    Phase phase,
    long phaseNanos,
    TaskCounts tasks,
    List<LatencyInterval> latencies,
    Map<String, Long> errors,
    Map<String, Double> gauges,
    List<ThreadReport> threads,
    Optional<SlowTasks> slow,
    List<TaskSample> samples)
    implements Fact {
  private static final int TYPICAL_EVERY = 5;
  private static final long SECOND = 1_000_000_000L;

  public TaskFrame {
    latencies = List.copyOf(latencies);
    errors = Map.copyOf(errors);
    gauges = Map.copyOf(gauges);
    threads = List.copyOf(threads);
    samples = List.copyOf(samples);
  }

  /** Of an interval of which no task was drawn. */
  public TaskFrame(
      long sequence,
      long nanos,
      Phase phase,
      long phaseNanos,
      TaskCounts tasks,
      List<LatencyInterval> latencies,
      Map<String, Long> errors,
      Map<String, Double> gauges,
      List<ThreadReport> threads,
      Optional<SlowTasks> slow) {
    this(
        sequence,
        nanos,
        phase,
        phaseNanos,
        tasks,
        latencies,
        errors,
        gauges,
        threads,
        slow,
        List.of());
  }

  /** Of a subject that does not keep its slowest tasks. */
  public TaskFrame(
      long sequence,
      long nanos,
      Phase phase,
      long phaseNanos,
      TaskCounts tasks,
      List<LatencyInterval> latencies,
      Map<String, Long> errors,
      Map<String, Double> gauges,
      List<ThreadReport> threads) {
    this(
        sequence,
        nanos,
        phase,
        phaseNanos,
        tasks,
        latencies,
        errors,
        gauges,
        threads,
        Optional.empty());
  }

  /**
   * The same with times as exact as anybody is shown, and a task as most are only twice a second
   * after the first: the observer's from here on, so that what is seen live is what is recorded.
   */
  public TaskFrame rounded() {
    boolean typical = sequence % TYPICAL_EVERY == 0 || phaseNanos < SECOND;
    return new TaskFrame(
        sequence,
        Digits.clock(nanos),
        phase,
        Digits.clock(phaseNanos),
        tasks.rounded(),
        latencies,
        errors,
        gauges,
        threads,
        slow.map(all -> typical ? all : all.withoutTypical()).map(SlowTasks::rounded),
        samples.stream().map(TaskSample::rounded).toList());
  }
}
