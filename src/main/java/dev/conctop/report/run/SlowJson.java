package dev.conctop.report.run;

import dev.conctop.diagnosis.slow.Slowness;
import dev.conctop.diagnosis.slow.WhySlow;
import dev.conctop.report.part.JsonParts;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.past.total.Totals;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * The fields {@code slowest}, {@code median_task}, {@code why} and {@code why_share} of {@code
 * latency_ns}.
 */
final class SlowJson {
  private static final String PATH = "latency_ns";

  private final JsonGenerator out;
  private final JsonParts parts;

  SlowJson(JsonGenerator out, JsonParts parts) {
    this.out = out;
    this.parts = parts;
  }

  void write(Totals totals) {
    List<SlowTask> slowest = totals.slow().exact();
    Optional<SlowTask> median = Slowness.median(totals);
    Optional<WhySlow> why = Slowness.why(totals);
    String missing = Slowness.missing(totals);
    if (missing.isEmpty()) {
      out.writeArrayPropertyStart("slowest");
      for (SlowTask task : slowest) {
        out.writeStartObject();
        task(PATH + ".slowest", task);
      }
      out.writeEndArray();
    } else {
      parts.absent(PATH, "slowest", missing);
    }
    if (median.isPresent()) {
      out.writeObjectPropertyStart("median_task");
      task(PATH + ".median_task", median.get());
    } else {
      parts.absent(PATH, "median_task", missing.isEmpty() ? "none was kept" : missing);
    }
    if (why.isPresent()) {
      out.writeStringProperty("why", why.get().sentence());
      out.writeNumberProperty("why_share", why.get().share());
    } else {
      String reason = missing.isEmpty() ? "none beyond p99 was kept" : missing;
      parts.absent(PATH, "why", reason);
      parts.absent(PATH, "why_share", reason);
    }
  }

  /** What follows the beginning of an object. */
  private void task(String path, SlowTask task) {
    out.writeNumberProperty("response", task.responseNanos());
    out.writeNumberProperty("queue", task.queueNanos());
    out.writeNumberProperty("begin", task.beginNanos());
    out.writeObjectPropertyStart("budget");
    for (int i = 0; i < TaskWait.count(); i++) {
      out.writeNumberProperty(TaskWait.at(i).key(), task.nanosIn()[i]);
    }
    out.writeEndObject();
    if (task.onCpuNanos().isPresent()) {
      out.writeNumberProperty("on_cpu", task.onCpuNanos().getAsLong());
    } else {
      out.writeNullProperty("on_cpu");
      parts.why(path + ".on_cpu", Slowness.NO_CPU);
    }
    text(path, "thread", task.thread(), Slowness.NO_THREAD);
    text(path, "lock", task.lock(), Slowness.NO_LOCK);
    text(path, "owner", task.owner(), Slowness.NO_OWNER);
    out.writeEndObject();
  }

  private void text(String path, String name, String value, String whyEmpty) {
    if (value.isEmpty()) {
      out.writeNullProperty(name);
      parts.why(path + "." + name, whyEmpty);
    } else {
      out.writeStringProperty(name, value);
    }
  }
}
