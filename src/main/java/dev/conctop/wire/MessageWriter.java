package dev.conctop.wire;

import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.sample.thread.ThreadReport;
import dev.conctop.wire.part.HistogramWriter;
import dev.conctop.wire.part.Json;
import dev.conctop.wire.part.SampleFields;
import dev.conctop.wire.part.SlowTaskFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes messages, one line and one {@code write} each. Safe for use by several threads. */
public final class MessageWriter {
  /** The version of the format that this writes and {@link MessageReader} reads. */
  public static final int PROTOCOL = 1;

  private final OutputStream out;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(16 << 10);
  private final HistogramWriter histograms = new HistogramWriter();

  public MessageWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes one message and flushes.
   *
   * @throws IOException when the other side is gone, or the line would be longer than 1 MiB
   */
  public synchronized void write(Message message) throws IOException {
    line.reset();
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      switch (message) {
        case Message.Hello hello -> hello(json, hello.hello());
        case Message.Step step -> {
          json.writeStringProperty("t", "step");
          json.writeStringProperty("text", step.text());
        }
        case Message.Frame frame -> {
          json.writeStringProperty("t", "frame");
          frame(json, frame.frame());
        }
        case Message.Resting resting -> json.writeStringProperty("t", "resting");
        case Message.Block block -> {
          json.writeStringProperty("t", "block");
          json.writeNumberProperty("wall_ns", block.wallNanos());
          frame(json, block.frame());
        }
        case Message.Last last -> last(json, last);
      }
      json.writeEndObject();
    }
    if (line.size() > Json.LONGEST_LINE) {
      throw new IOException("a message of " + line.size() + " bytes is too long");
    }
    line.write('\n');
    line.writeTo(out);
    out.flush();
  }

  private static void hello(JsonGenerator json, SubjectEvent.Hello hello) {
    json.writeStringProperty("t", "hello");
    json.writeNumberProperty("protocol", PROTOCOL);
    json.writeObjectPropertyStart("runtime");
    json.writeStringProperty("name", hello.runtimeName());
    json.writeStringProperty("version", hello.runtimeVersion());
    json.writeEndObject();
    json.writeNumberProperty("pid", hello.pid().value());
    json.writeBooleanProperty("emulated", hello.emulated());
    json.writeObjectPropertyStart("histogram");
    json.writeNumberProperty("lowest", 1);
    json.writeNumberProperty("highest", Series.HIGHEST_NANOS);
    json.writeNumberProperty("digits", Series.DIGITS);
    json.writeEndObject();
  }

  private void last(JsonGenerator json, Message.Last last) {
    json.writeStringProperty("t", "last");
    boolean refused = last.outcome() == Message.Outcome.REFUSED;
    Message.Outcome outcome = refused ? Message.Outcome.FAILED : last.outcome();
    json.writeStringProperty("outcome", outcome.name().toLowerCase(Locale.ROOT));
    if (refused) {
      json.writeBooleanProperty("refused", true);
    }
    json.writeNumberProperty("wall_ns", last.wallNanos());
    if (!last.error().isEmpty()) {
      json.writeStringProperty("error", last.error());
    }
    frame(json, last.frame());
  }

  private void frame(JsonGenerator json, TaskFrame frame) {
    json.writeNumberProperty("seq", frame.sequence());
    json.writeNumberProperty("ns", frame.nanos());
    json.writeStringProperty("phase", frame.phase().key());
    json.writeNumberProperty("phase_ns", frame.phaseNanos());
    tasks(json, frame.tasks());
    json.writeObjectPropertyStart("latency");
    for (LatencyInterval latency : frame.latencies()) {
      latency(json, latency);
    }
    json.writeEndObject();
    json.writeObjectPropertyStart("errors");
    for (Map.Entry<String, Long> error : frame.errors().entrySet()) {
      json.writeNumberProperty(error.getKey(), error.getValue().longValue());
    }
    json.writeEndObject();
    json.writeObjectPropertyStart("gauges");
    for (Map.Entry<String, Double> gauge : frame.gauges().entrySet()) {
      gauge(json, gauge.getKey(), gauge.getValue());
    }
    json.writeEndObject();
    json.writeArrayPropertyStart("threads");
    for (ThreadReport thread : frame.threads()) {
      thread(json, thread);
    }
    json.writeEndArray();
    frame.slow().ifPresent(slow -> SlowTaskFields.write(json, slow));
    SampleFields.write(json, frame.samples());
  }

  private static void tasks(JsonGenerator json, TaskCounts tasks) {
    json.writeObjectPropertyStart("tasks");
    json.writeNumberProperty("created", tasks.created());
    json.writeNumberProperty("completed", tasks.completed());
    json.writeNumberProperty("failed", tasks.failed());
    json.writeNumberProperty("cancelled", tasks.cancelled());
    byState(json, "now", tasks.nowIn());
    byState(json, "ns", tasks.nanosIn());
    json.writeEndObject();
  }

  private static void byState(JsonGenerator json, String name, long[] values) {
    json.writeObjectPropertyStart(name);
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        json.writeNumberProperty(TaskWait.at(i).key(), values[i]);
      }
    }
    json.writeEndObject();
  }

  private void latency(JsonGenerator json, LatencyInterval latency) {
    ByteBuffer bytes = histograms.encode(latency.values());
    json.writeObjectPropertyStart(latency.series().key());
    json.writeName("v2");
    json.writeBinary(bytes.array(), 0, bytes.position());
    json.writeNumberProperty("clipped", latency.clipped());
    json.writeEndObject();
  }

  /** Whole numbers are written as such; what is not finite has no place in JSON. */
  private static void gauge(JsonGenerator json, String name, double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      json.writeNumberProperty(name, (long) value);
    } else if (Double.isFinite(value)) {
      json.writeNumberProperty(name, value);
    }
  }

  private static void thread(JsonGenerator json, ThreadReport thread) {
    json.writeStartObject();
    json.writeNumberProperty("pid", thread.pid());
    json.writeNumberProperty("tid", thread.tid());
    if (thread.gone()) {
      json.writeBooleanProperty("gone", true);
    } else {
      json.writeStringProperty("name", thread.name());
      json.writeStringProperty("role", thread.role().key());
      if (thread.ambiguousWait() != Part.UNKNOWN) {
        json.writeStringProperty("ambiguous", thread.ambiguousWait().key());
      }
    }
    long[] declared = thread.declaredNanos();
    boolean open = false;
    for (int i = 0; i < declared.length; i++) {
      if (declared[i] != 0) {
        if (!open) {
          json.writeObjectPropertyStart("declared");
          open = true;
        }
        json.writeNumberProperty(Part.at(i).key(), declared[i]);
      }
    }
    if (open) {
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
