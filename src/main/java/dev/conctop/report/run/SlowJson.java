package dev.conctop.report.run;

import dev.conctop.diagnosis.Slowness;
import dev.conctop.diagnosis.WhySlow;
import dev.conctop.report.part.JsonParts;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.past.Totals;
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
        task(task);
      }
      out.writeEndArray();
    } else {
      parts.absent(PATH, "slowest", missing);
    }
    if (median.isPresent()) {
      out.writeObjectPropertyStart("median_task");
      task(median.get());
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
  private void task(SlowTask task) {
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
      parts.why(PATH + ".slowest.on_cpu", "the subject does not measure it task by task");
    }
    text("thread", task.thread());
    text("lock", task.lock());
    text("owner", task.owner());
    out.writeEndObject();
  }

  /** Null when it is not known, or there was none. */
  private void text(String name, String value) {
    if (value.isEmpty()) {
      out.writeNullProperty(name);
    } else {
      out.writeStringProperty(name, value);
    }
  }
}
