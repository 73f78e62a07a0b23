package dev.conctop.export.table;

import dev.conctop.sample.JvmSample;
import dev.conctop.sample.jvm.JvmLatency;
import dev.conctop.sample.jvm.MonitorOwner;
import java.io.IOException;
import org.HdrHistogram.Histogram;

/** What JVMs say of themselves. */
final class JvmLines {
  private final LineWriter to;

  JvmLines(LineWriter to) {
    this.to = to;
  }

  void jvm(long nanos, JvmSample jvm) throws IOException {
    int pid = jvm.pid().value();
    if (to.wants(Table.JVM)) {
      to.write(
          new Line(Table.JVM, nanos)
              .whole("pid", pid)
              .text("version", jvm.version())
              .text("deep", jvm.deep().word())
              .figure("collections", jvm.counters().collections())
              .figure("collection_ns", jvm.counters().collectionNanos())
              .figure("safepoints", jvm.counters().safepoints())
              .figure("safepoint_ns", jvm.counters().safepointNanos())
              .whole("watched_ns", jvm.counters().watchedNanos())
              .figure("carriers", jvm.virtualThreads().carriers())
              .figure("carriers_in_use", jvm.virtualThreads().mounted())
              .figure("queued", jvm.virtualThreads().queued())
              .figure("virtual_threads", jvm.groups().threads())
              .whole("deadlocks", jvm.deadlocks().size())
              .text("notice", jvm.notice()));
    }
    if (to.wants(Table.JVM_WAIT)) {
      for (JvmLatency latency : jvm.latencies()) {
        wait(nanos, jvm, latency);
      }
    }
    if (to.wants(Table.JVM_LOCK)) {
      for (MonitorOwner owner : jvm.owners()) {
        to.write(
            new Line(Table.JVM_LOCK, nanos)
                .whole("pid", pid)
                .text("owner", owner.name())
                .whole("waits", owner.waits())
                .whole("wait_ns", owner.waitNanos()));
      }
    }
  }

  private void wait(long nanos, JvmSample jvm, JvmLatency latency) throws IOException {
    Histogram values = latency.histogram();
    if (values.getTotalCount() == 0) {
      return;
    }
    to.write(
        new Line(Table.JVM_WAIT, nanos)
            .whole("pid", jvm.pid().value())
            .text("wait", latency.kind().key())
            .whole("threshold_ns", jvm.thresholdNanos())
            .whole("count", values.getTotalCount())
            .whole("p50_ns", values.getValueAtPercentile(50))
            .whole("p90_ns", values.getValueAtPercentile(90))
            .whole("p99_ns", values.getValueAtPercentile(99))
            .whole("p99_9_ns", values.getValueAtPercentile(99.9))
            .whole("max_ns", values.getMaxValue()));
  }
}
