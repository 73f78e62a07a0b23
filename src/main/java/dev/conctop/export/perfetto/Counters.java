package dev.conctop.export.perfetto;

import dev.conctop.export.part.Percentiles;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Counters over time, each made when it has its first value: what cannot be read has none. Times
 * are ns since 1970.
 */
final class Counters {
  private static final int PERCENT = 100;

  private final TraceWriter trace;
  private final Map<String, Long> groups = new HashMap<>();
  private final Map<String, Long> counters = new HashMap<>();

  Counters(TraceWriter trace) {
    this.trace = trace;
  }

  void host(long wallNanos, HostSample host) throws IOException {
    for (CoreUse core : host.cores()) {
      real("cores", "core " + core.core() + " busy %", wallNanos, PERCENT * core.busy());
    }
    figure("machine", "runnable threads", wallNanos, host.runnable());
    figure("machine", "cores of others", wallNanos, host.otherLoadCores());
    figure("machine", "cpu pressure %", wallNanos, percent(host.pressure().cpuSome()));
    figure("machine", "io pressure %", wallNanos, percent(host.pressure().ioSome()));
    figure("machine", "memory pressure %", wallNanos, percent(host.pressure().memorySome()));
  }

  private static Figure percent(Figure share) {
    return share.map(value -> PERCENT * value);
  }

  /** How many workers were in each part on average. */
  void threads(long wallNanos, ThreadsSample sample) throws IOException {
    if (sample.intervalNanos() <= 0 || sample.workers().isEmpty()) {
      return;
    }
    for (int i = 0; i < Part.count(); i++) {
      Part part = Part.at(i);
      String name = "workers: " + part.label();
      long nanos = sample.workers().nanos(part);
      if (nanos > 0 || counters.containsKey(name)) {
        real("budget", name, wallNanos, (double) nanos / sample.intervalNanos());
      }
    }
  }

  void tasks(long wallNanos, TaskFrame frame) throws IOException {
    TaskCounts tasks = frame.tasks();
    whole("tasks", "tasks done", wallNanos, tasks.completed(), false);
    whole("tasks", "tasks failed", wallNanos, tasks.failed(), false);
    for (int i = 0; i < TaskWait.count(); i++) {
      String name = "tasks " + TaskWait.at(i).key();
      if (tasks.nowIn()[i] > 0 || counters.containsKey(name)) {
        whole("tasks", name, wallNanos, tasks.nowIn()[i], false);
      }
    }
    for (LatencyInterval each : frame.latencies()) {
      if (each.values().total() > 0) {
        String name = each.series().key();
        Percentiles values = Percentiles.of(each.values());
        whole("latency", name + " p50", wallNanos, values.at(50), true);
        whole("latency", name + " p99", wallNanos, values.at(99), true);
        whole("latency", name + " max", wallNanos, each.values().max(), true);
      }
    }
  }

  void jvm(long wallNanos, JvmSample jvm) throws IOException {
    String group = "jvm " + jvm.pid().value();
    figure(group, group + " carriers in use", wallNanos, jvm.virtualThreads().mounted());
    figure(group, group + " virtual threads queued", wallNanos, jvm.virtualThreads().queued());
    figure(group, group + " collections", wallNanos, jvm.counters().collections());
    figure(group, group + " safepoints", wallNanos, jvm.counters().safepoints());
  }

  private void figure(String group, String name, long wallNanos, Figure figure) throws IOException {
    if (figure.known() && Double.isFinite(figure.value())) {
      real(group, name, wallNanos, figure.value());
    }
  }

  private void real(String group, String name, long wallNanos, double value) throws IOException {
    trace.value(counter(group, name, false), wallNanos, value);
  }

  private void whole(String group, String name, long wallNanos, long value, boolean time)
      throws IOException {
    trace.value(counter(group, name, time), wallNanos, value);
  }

  private long counter(String group, String name, boolean time) throws IOException {
    Long known = counters.get(name);
    if (known != null) {
      return known;
    }
    Long parent = groups.get(group);
    if (parent == null) {
      parent = trace.track(group);
      groups.put(group, parent);
    }
    long counter = trace.counter(parent, name, time);
    counters.put(name, counter);
    return counter;
  }
}
