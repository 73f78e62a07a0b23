package dev.conctop.wire.part;

import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskWait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/** The fields {@code slowest} and {@code typical} of a frame; a subject may have neither. */
public final class SlowTaskFields {
  private static final int LONGEST_NAME = 64;

  private SlowTaskFields() {}

  /** Writes an interval's slowest tasks. */
  public static void write(JsonGenerator json, SlowTasks slow) {
    json.writeArrayPropertyStart("slowest");
    for (SlowTask task : slow.slowest()) {
      json.writeStartObject();
      task(json, task);
      json.writeEndObject();
    }
    json.writeEndArray();
    slow.typical()
        .ifPresent(
            task -> {
              json.writeObjectPropertyStart("typical");
              task(json, task);
              json.writeEndObject();
            });
  }

  private static void task(JsonGenerator json, SlowTask task) {
    json.writeNumberProperty("response", task.responseNanos());
    json.writeNumberProperty("queue", task.queueNanos());
    json.writeNumberProperty("begin", task.beginNanos());
    json.writeObjectPropertyStart("ns");
    for (int i = 0; i < TaskWait.count(); i++) {
      if (task.nanosIn()[i] != 0) {
        json.writeNumberProperty(TaskWait.at(i).key(), task.nanosIn()[i]);
      }
    }
    json.writeEndObject();
    task.onCpuNanos().ifPresent(nanos -> json.writeNumberProperty("on_cpu", nanos));
    text(json, "thread", task.thread());
    text(json, "lock", task.lock());
    text(json, "owner", task.owner());
  }

  private static void text(JsonGenerator json, String name, String value) {
    if (!value.isEmpty()) {
      json.writeStringProperty(name, value);
    }
  }

  /** Empty when the subject does not keep its slowest tasks. More than are kept are not read. */
  public static Optional<SlowTasks> read(Fields frame) throws BadFrame {
    if (!frame.has("slowest")) {
      return Optional.empty();
    }
    List<SlowTask> slowest = new ArrayList<>();
    for (Fields fields : frame.objects("slowest")) {
      if (slowest.size() < SlowTasks.KEPT) {
        slowest.add(task(fields));
      }
    }
    Optional<SlowTask> typical =
        frame.has("typical") ? Optional.of(task(frame.object("typical"))) : Optional.empty();
    return Optional.of(new SlowTasks(slowest, typical));
  }

  private static SlowTask task(Fields fields) throws BadFrame {
    Fields times = fields.object("ns");
    long[] nanos = new long[TaskWait.count()];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = times.countOr(TaskWait.at(i).key(), 0);
    }
    return new SlowTask(
        fields.count("response"),
        fields.countOr("queue", 0),
        fields.countOr("begin", 0),
        nanos,
        fields.has("on_cpu") ? OptionalLong.of(fields.count("on_cpu")) : OptionalLong.empty(),
        text(fields, "thread"),
        text(fields, "lock"),
        text(fields, "owner"));
  }

  private static String text(Fields fields, String name) throws BadFrame {
    return fields.has(name) ? fields.text(name, LONGEST_NAME) : "";
  }
}
