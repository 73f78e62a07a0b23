package dev.conctop.report.diff;

import dev.conctop.sample.Fact;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.thread.ProcessUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Facts in their order → each figure slice by slice. What is cumulative counts from the first fact
 * on, so the facts may be of any part of a recording. Confined to one thread.
 */
public final class Slices {
  private static final long SECOND = 1_000_000_000L;

  /** A percentile is told of a slice in which so many tasks are beyond it, or near it. */
  private static final int ENOUGH_P50 = 20;

  private static final int ENOUGH_P99 = 1000;

  /** All pairs of two recordings' slices are formed. */
  private static final long MOST_SLICES = 900;

  private final long begin;
  private final long length;
  private final Map<Measured, List<Double>> values = new HashMap<>();
  private final Histogram whole = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);

  private long end;
  private final Histogram responses = new Histogram(1, Series.HIGHEST_NANOS, Series.DIGITS);
  private Budget workers = new Budget();
  private final List<HostSample> hosts = new ArrayList<>();
  private @Nullable TaskFrame frame;
  private @Nullable TaskFrame frameBefore;
  private @Nullable ThreadsSample threads;
  private @Nullable ThreadsSample threadsBefore;

  /**
   * None yet.
   *
   * @param beginNanos the first moment
   * @param endNanos the last, after it: by how long that is slices are a second or longer
   */
  public Slices(long beginNanos, long endNanos) {
    begin = beginNanos;
    length = Math.max(SECOND, (endNanos - beginNanos) / MOST_SLICES + 1);
    end = begin + length;
  }

  /** The next fact, with its moment. */
  public void take(long nanos, Fact fact) {
    if (nanos >= end) {
      close();
      end += Math.max(1, (nanos - end) / length + 1) * length;
    }
    switch (fact) {
      case TaskFrame each when each.phase() == Phase.MEASURE -> frame(each);
      case ThreadsSample each -> {
        threadsBefore = threadsBefore == null ? each : threadsBefore;
        workers.addAll(each.workers());
        threads = each;
      }
      case HostSample each -> hosts.add(each);
      case SubjectEvent.Hello _ -> forget();
      default -> {
        // Nothing that is compared.
      }
    }
  }

  private void frame(TaskFrame each) {
    TaskFrame before = frameBefore;
    if (before == null || before.phaseNanos() > each.phaseNanos()) {
      frameBefore = each;
    }
    each.latencies().stream()
        .filter(interval -> interval.series() == Series.RESPONSE)
        .forEach(interval -> interval.values().addTo(responses));
    frame = each;
  }

  /** Another subject counts from 0. */
  private void forget() {
    frame = null;
    frameBefore = null;
    threads = null;
    threadsBefore = null;
  }

  /** Each figure's values, in their order; the last slice, which is not whole, is left out. */
  Map<Measured, double[]> values() {
    Map<Measured, double[]> all = new HashMap<>();
    values.forEach(
        (figure, list) -> all.put(figure, list.stream().mapToDouble(each -> each).toArray()));
    return all;
  }

  /** The response that such a share of all tasks did not exceed, ns; empty when none was told. */
  Optional<Double> response(double percent) {
    return whole.getTotalCount() == 0
        ? Optional.empty()
        : Optional.of((double) whole.getValueAtPercentile(percent));
  }

  private void close() {
    if (tasks()) {
      whole.add(responses);
      responses.reset();
    }
    threads();
    machine();
    workers = new Budget();
    hosts.clear();
  }

  /** Whether there were any since the last slice of them. */
  private boolean tasks() {
    TaskFrame first = frameBefore;
    TaskFrame last = frame;
    if (first == null || last == null || last.phaseNanos() - first.phaseNanos() < length / 2) {
      return false;
    }
    double seconds = (last.phaseNanos() - first.phaseNanos()) / 1e9;
    double done = last.tasks().completed() - first.tasks().completed();
    put(Measured.THROUGHPUT, done / seconds);
    put(Measured.FAILED, (last.tasks().failed() - first.tasks().failed()) / seconds);
    if (responses.getTotalCount() >= ENOUGH_P50) {
      put(Measured.P50, responses.getValueAtPercentile(50));
    }
    if (responses.getTotalCount() >= ENOUGH_P99) {
      put(Measured.P99, responses.getValueAtPercentile(99));
    }
    ThreadsSample from = threadsBefore;
    ThreadsSample to = threads;
    if (from != null && to != null && to.nanos() > from.nanos() && done > 0) {
      // Threads and tasks are looked at at other moments: by rates, not by counts.
      double perSecond = done / seconds;
      double wall = (to.nanos() - from.nanos()) / 1e9;
      cpu(from, to).ifPresent(cpu -> put(Measured.CPU_A_THOUSAND, 1000 * cpu / wall / perSecond));
      switches(from, to)
          .ifPresent(each -> put(Measured.SWITCHES_A_THOUSAND, 1000 * each / wall / perSecond));
    }
    frameBefore = last;
    return true;
  }

  private void threads() {
    ThreadsSample from = threadsBefore;
    ThreadsSample to = threads;
    if (from == null || to == null || to.nanos() - from.nanos() < length / 2) {
      return;
    }
    double wall = (to.nanos() - from.nanos()) / 1e9;
    cpu(from, to).ifPresent(cpu -> put(Measured.CPU, cpu / wall));
    switches(from, to).ifPresent(each -> put(Measured.SWITCHES, each / wall));
    put(Measured.THREADS, to.use().threads());
    known(to.use().residentBytes()).ifPresent(bytes -> put(Measured.MEMORY, bytes));
    if (!workers.isEmpty()) {
      for (int i = 0; i < Part.count(); i++) {
        put(Measured.share(Part.at(i)), workers.share(Part.at(i)));
      }
    }
    threadsBefore = to;
  }

  private static Optional<Double> cpu(ThreadsSample from, ThreadsSample to) {
    return grown(from, to, ProcessUse::cpuNanos).map(nanos -> nanos / 1e9);
  }

  private static Optional<Double> switches(ThreadsSample from, ThreadsSample to) {
    Optional<Double> voluntary = grown(from, to, ProcessUse::voluntarySwitches);
    Optional<Double> involuntary = grown(from, to, ProcessUse::involuntarySwitches);
    return voluntary.flatMap(one -> involuntary.map(other -> one + other));
  }

  private static Optional<Double> grown(
      ThreadsSample from, ThreadsSample to, Function<ProcessUse, Figure> of) {
    Figure before = of.apply(from.use());
    Figure after = of.apply(to.use());
    return before.known() && after.known() && after.value() >= before.value()
        ? Optional.of(after.value() - before.value())
        : Optional.empty();
  }

  private static Optional<Double> known(Figure figure) {
    return figure.known() ? Optional.of(figure.value()) : Optional.empty();
  }

  private void machine() {
    put(Measured.BUSY, mean(HostSample::busy));
    put(Measured.IOWAIT, mean(host -> core(host, CoreUse::iowait)));
    put(Measured.STEAL, mean(host -> core(host, CoreUse::steal)));
    put(Measured.OTHERS, mean(host -> host.otherLoadCores().value()));
    put(Measured.RUNNABLE, mean(host -> host.runnable().value()));
  }

  private double mean(ToDoubleFunction<HostSample> of) {
    return hosts.stream()
        .mapToDouble(of)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  private static double core(HostSample host, ToDoubleFunction<CoreUse> of) {
    return host.cores().stream().mapToDouble(of).average().orElse(Double.NaN);
  }

  private void put(Measured figure, double value) {
    if (!Double.isNaN(value)) {
      values.computeIfAbsent(figure, _ -> new ArrayList<>()).add(value);
    }
  }

  /** The mean of values; NaN of none. */
  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }
}
