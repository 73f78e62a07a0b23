package dev.conctop.report.fleet;

import dev.conctop.report.assertion.Outcome;
import dev.conctop.report.diagnose.DiagnoseJson;
import dev.conctop.report.host.HostJson;
import dev.conctop.report.part.JsonParts;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Several machines as the document {@code conctop.fleet/1}. */
public final class FleetJson {
  public static final String SCHEMA = "conctop.fleet/1";

  private static final int MOST_GROUPS = 500;

  private final JsonGenerator out;
  private final JsonParts parts;

  private FleetJson(JsonGenerator out) {
    this.out = out;
    parts = new JsonParts(out);
  }

  /**
   * The document as one line of text, without an end of line.
   *
   * @param target the process that was asked for; empty: the machines themselves
   */
  public static String of(List<HostFound> hosts, Optional<String> target) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new FleetJson(out).write(hosts, target);
    }
    return text.toString();
  }

  private void write(List<HostFound> hosts, Optional<String> target) {
    out.writeStartObject();
    out.writeStringProperty("schema", SCHEMA);
    text("target", target.orElse(""));
    out.writeNumberProperty("failed", hosts.stream().filter(HostFound::isFailed).count());
    out.writeArrayPropertyStart("hosts");
    hosts.forEach(this::host);
    out.writeEndArray();
    groups(FleetGroup.of(hosts));
    assertions(hosts);
    out.writeEndObject();
  }

  private void text(String name, String value) {
    if (value.isEmpty()) {
      out.writeNullProperty(name);
    } else {
      out.writeStringProperty(name, value);
    }
  }

  private void host(HostFound host) {
    out.writeStartObject();
    out.writeStringProperty("host", host.name());
    out.writeStringProperty("state", host.isFailed() ? "failed" : "ok");
    text("reason", host.reason());
    text("remedy", host.remedy());
    text("writer", host.writer());
    document("diagnosis", host.diagnosed().map(found -> DiagnoseJson.of(found, host.results())));
    document("machine", host.seen().map(HostJson::of));
    out.writeEndObject();
  }

  private void document(String name, Optional<String> document) {
    out.writeName(name);
    if (document.isPresent()) {
      out.writeRawValue(document.get());
    } else {
      out.writeNull();
    }
  }

  private void groups(List<FleetGroup> groups) {
    out.writeNumberProperty("groups_seen", groups.size());
    out.writeArrayPropertyStart("groups");
    for (FleetGroup group : groups.stream().limit(MOST_GROUPS).toList()) {
      out.writeStartObject();
      out.writeStringProperty("name", group.name());
      out.writeNumberProperty("hosts", group.hosts());
      out.writeNumberProperty("processes", group.processes());
      out.writeNumberProperty("threads", group.threads());
      if (group.onCpu().isPresent()) {
        out.writeObjectPropertyStart("on_cpu");
        out.writeNumberProperty("median", group.onCpu().get().median());
        out.writeNumberProperty("low", group.onCpu().get().low());
        out.writeNumberProperty("high", group.onCpu().get().high());
        out.writeEndObject();
      } else {
        out.writeNullProperty("on_cpu");
      }
      text("most_on", group.mostOn());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void assertions(List<HostFound> hosts) {
    out.writeArrayPropertyStart("assertions");
    for (HostFound host : hosts) {
      for (Outcome outcome : host.results()) {
        out.writeStartObject();
        out.writeStringProperty("host", host.name());
        parts.assertion(outcome);
        out.writeEndObject();
      }
    }
    out.writeEndArray();
  }
}
