package dev.conctop.metrics.book;

import dev.conctop.metrics.Metric;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.jvm.JvmLatency;
import dev.conctop.sample.jvm.JvmThread;
import dev.conctop.sample.jvm.JvmWait;
import dev.conctop.sample.task.ValueCounts;
import java.lang.Thread.State;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the JVMs that are watched say of themselves, summed up: numbers of processes are no label.
 */
final class JvmBook {
  /** So many JVMs are told apart; a tree of processes that makes new ones all the time has more. */
  private static final int MOST = 256;

  private static final double SECOND = 1e9;

  private final Map<Integer, JvmSample> newest = new HashMap<>();
  private final Map<JvmWait, Spreads> waits = new EnumMap<>(JvmWait.class);

  void add(JvmSample sample) {
    for (JvmLatency latency : sample.latencies()) {
      waits
          .computeIfAbsent(latency.kind(), _ -> new Spreads())
          .add(ValueCounts.of(latency.histogram()));
    }
    int pid = sample.pid().value();
    if (newest.containsKey(pid) || newest.size() < MOST) {
      newest.put(pid, sample);
    }
  }

  /**
   * Tells what is known.
   *
   * @param living the processes that are there
   */
  void tell(Points to, Set<Integer> living) {
    waits.forEach((wait, spreads) -> to.put(Metric.JVM_WAIT, spreads, wait.key()));
    // Of what has ended the pauses count on: a counter does not fall.
    put(to, Metric.JVM_PAUSES, newest.values(), s -> s.counters().collections(), 1, "gc");
    put(to, Metric.JVM_PAUSES, newest.values(), s -> s.counters().safepoints(), 1, "safepoint");
    put(
        to,
        Metric.JVM_PAUSE_TIME,
        newest.values(),
        s -> s.counters().collectionNanos(),
        SECOND,
        "gc");
    put(
        to,
        Metric.JVM_PAUSE_TIME,
        newest.values(),
        s -> s.counters().safepointNanos(),
        SECOND,
        "safepoint");
    List<JvmSample> there =
        newest.values().stream().filter(sample -> living.contains(sample.pid().value())).toList();
    put(to, Metric.JVM_VIRTUAL, there, s -> s.virtualThreads().mounted(), 1, "mounted");
    put(to, Metric.JVM_VIRTUAL, there, s -> s.virtualThreads().queued(), 1, "queued");
    threads(to, there);
  }

  /** The sum of those that are known; nothing when none is. */
  private static void put(
      Points to,
      Metric metric,
      Iterable<JvmSample> samples,
      Function<JvmSample, Figure> figure,
      double unit,
      String label) {
    double sum = Double.NaN;
    for (JvmSample sample : samples) {
      Figure each = figure.apply(sample);
      if (each.known()) {
        sum = (Double.isNaN(sum) ? 0 : sum) + each.value();
      }
    }
    to.put(metric, sum / unit, label);
  }

  private static void threads(Points to, List<JvmSample> there) {
    List<JvmThread> all = there.stream().flatMap(sample -> sample.threads().stream()).toList();
    if (all.isEmpty()) {
      return;
    }
    Map<String, Long> states =
        all.stream()
            .filter(thread -> !thread.state().isEmpty())
            .collect(Collectors.groupingBy(JvmBook::state, Collectors.counting()));
    states.forEach((state, count) -> to.put(Metric.JVM_THREADS, count, state));
    to.put(
        Metric.JVM_DEADLOCKED,
        there.stream().flatMap(sample -> sample.deadlocks().stream()).mapToInt(List::size).sum());
  }

  /** One of six words, whatever the dump said. */
  private static String state(JvmThread thread) {
    for (State state : State.values()) {
      if (thread.state().startsWith(state.name())) {
        return state.name().toLowerCase(Locale.ROOT);
      }
    }
    // It carries a virtual thread.
    return "runnable";
  }
}
