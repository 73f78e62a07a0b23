package dev.conctop.export.table;

import dev.conctop.export.part.Percentiles;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What a subject says of itself, frame by frame. */
final class TaskLines {
  private final LineWriter to;
  private Map<String, Long> failures = Map.of();

  TaskLines(LineWriter to) {
    this.to = to;
  }

  void frame(long nanos, TaskFrame frame) throws IOException {
    if (to.wants(Table.TASKS)) {
      tasks(nanos, frame);
    }
    if (to.wants(Table.LATENCY)) {
      for (LatencyInterval each : frame.latencies()) {
        latency(nanos, frame, each);
      }
    }
    if (to.wants(Table.FAILURE)) {
      failures(nanos, frame);
    }
    if (to.wants(Table.GAUGE)) {
      for (Map.Entry<String, Double> gauge : new TreeMap<>(frame.gauges()).entrySet()) {
        if (Double.isFinite(gauge.getValue())) {
          to.write(
              new Line(Table.GAUGE, nanos)
                  .text("name", gauge.getKey())
                  .number("value", gauge.getValue()));
        }
      }
    }
    if (to.wants(Table.SLOW_TASK)) {
      for (SlowTask task : frame.slow().orElse(SlowTasks.NONE).slowest()) {
        slow(nanos, task);
      }
    }
  }

  private void tasks(long nanos, TaskFrame frame) throws IOException {
    TaskCounts tasks = frame.tasks();
    Line line =
        new Line(Table.TASKS, nanos)
            .text("phase", frame.phase().key())
            .whole("phase_ns", frame.phaseNanos())
            .whole("created", tasks.created())
            .whole("completed", tasks.completed())
            .whole("failed", tasks.failed())
            .whole("cancelled", tasks.cancelled());
    for (int i = 0; i < TaskWait.count(); i++) {
      line.whole(TaskWait.at(i).key() + "_now", tasks.nowIn()[i]);
    }
    states(line, tasks.nanosIn());
    to.write(line);
  }

  private static void states(Line line, long[] nanosIn) {
    for (int i = 0; i < TaskWait.count(); i++) {
      line.whole(TaskWait.at(i).key() + "_ns", nanosIn[i]);
    }
  }

  private void latency(long nanos, TaskFrame frame, LatencyInterval each) throws IOException {
    if (each.values().total() == 0) {
      return;
    }
    Percentiles values = Percentiles.of(each.values());
    to.write(
        new Line(Table.LATENCY, nanos)
            .text("series", each.series().key())
            .text("phase", frame.phase().key())
            .whole("count", each.values().total())
            .whole("clipped", each.clipped())
            .whole("p50_ns", values.at(50))
            .whole("p90_ns", values.at(90))
            .whole("p99_ns", values.at(99))
            .whole("p99_9_ns", values.at(99.9))
            .whole("max_ns", each.values().max()));
  }

  /** Those of which there are more than before, with how many there are. */
  private void failures(long nanos, TaskFrame frame) throws IOException {
    for (Map.Entry<String, Long> failure : new TreeMap<>(frame.errors()).entrySet()) {
      if (!failure.getValue().equals(failures.get(failure.getKey()))) {
        to.write(
            new Line(Table.FAILURE, nanos)
                .text("phase", frame.phase().key())
                .text("message", failure.getKey())
                .whole("count", failure.getValue()));
      }
    }
    failures = frame.errors();
  }

  private void slow(long nanos, SlowTask task) throws IOException {
    Line line =
        new Line(Table.SLOW_TASK, nanos)
            .whole("response_ns", task.responseNanos())
            .whole("queue_ns", task.queueNanos())
            .whole("begin_ns", task.beginNanos());
    states(line, task.nanosIn());
    task.onCpuNanos().ifPresent(onCpu -> line.whole("on_cpu_ns", onCpu));
    to.write(
        line.text("thread", task.thread()).text("lock", task.lock()).text("owner", task.owner()));
  }
}
