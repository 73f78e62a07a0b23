package dev.conctop.wire;

import dev.conctop.wire.part.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes orders to a subject, one line and one {@code write} each. Safe for several threads. */
public final class OrderWriter {
  private final OutputStream out;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  public OrderWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes one order and flushes.
   *
   * @throws IOException when the subject is gone
   */
  public synchronized void write(Order order) throws IOException {
    line.reset();
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      switch (order) {
        case RunOrder run -> run(json, run);
        case Order.Stop stop -> json.writeStringProperty("o", "stop");
        case Order.Rest rest -> json.writeStringProperty("o", "rest");
        case Order.Go go -> {
          json.writeStringProperty("o", "go");
          json.writeNumberProperty("settle_ns", go.settleNanos());
          json.writeNumberProperty("duration_ns", go.durationNanos());
        }
        case Order.Set set -> {
          json.writeStringProperty("o", "set");
          if (set.knob() == Order.Knob.RATE) {
            json.writeNumberProperty(set.knob().key(), set.value());
          } else {
            json.writeNumberProperty(set.knob().key(), Math.round(set.value()));
          }
        }
      }
      json.writeEndObject();
    }
    line.write('\n');
    line.writeTo(out);
    out.flush();
  }

  private static void run(JsonGenerator json, RunOrder run) {
    json.writeStringProperty("o", "run");
    json.writeStringProperty("workload", run.workload());
    json.writeStringProperty("model", run.model());
    json.writeObjectPropertyStart("parameters");
    for (Map.Entry<String, String> parameter : run.parameters().entrySet()) {
      json.writeStringProperty(parameter.getKey(), parameter.getValue());
    }
    json.writeEndObject();
    json.writeNumberProperty("workers", run.workers());
    json.writeNumberProperty("in_flight", run.inFlight());
    if (run.rate().isPresent()) {
      json.writeNumberProperty("rate", run.rate().getAsDouble());
    } else {
      json.writeNullProperty("rate");
    }
    if (run.tasks().isPresent()) {
      json.writeNumberProperty("tasks", run.tasks().getAsLong());
    } else {
      json.writeNullProperty("tasks");
    }
    if (run.durationNanos().isPresent()) {
      json.writeNumberProperty("duration_ns", run.durationNanos().getAsLong());
    } else {
      json.writeNullProperty("duration_ns");
    }
    json.writeNumberProperty("warm_up_ns", run.warmUpNanos());
    json.writeNumberProperty("http_port", run.httpPort());
    json.writeNumberProperty("query_port", run.queryPort());
    json.writeStringProperty("directory", run.directory());
    if (run.rest()) {
      json.writeBooleanProperty("rest", true);
    }
  }
}
