package dev.conctop.report;

import dev.conctop.sample.CoreUse;
import dev.conctop.sample.Figure;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.MachineInfo;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The machine as the document {@code conctop.host/1}. */
public final class HostJson {
  private final JsonGenerator out;
  private final Map<String, String> missing = new LinkedHashMap<>();

  private HostJson(JsonGenerator out) {
    this.out = out;
  }

  /** The document as one line of text, without an end of line. */
  public static String of(MachineInfo machine, HostSample host) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new HostJson(out).write(machine, host);
    }
    return text.toString();
  }

  private void write(MachineInfo machine, HostSample host) {
    out.writeStartObject();
    out.writeStringProperty("schema", "conctop.host/1");
    out.writeStringProperty("name", machine.hostName());
    out.writeStringProperty("os", machine.operatingSystem());
    out.writeStringProperty("cpu", machine.cpuModel());
    figure("memory_bytes", machine.memoryBytes());
    out.writeNumberProperty("cores", host.cores().size());
    out.writeArrayPropertyStart("per_core");
    for (CoreUse core : host.cores()) {
      out.writeStartObject();
      out.writeNumberProperty("core", core.core());
      out.writeNumberProperty("user", core.user());
      out.writeNumberProperty("system", core.system());
      out.writeNumberProperty("iowait", core.iowait());
      out.writeNumberProperty("steal", core.steal());
      out.writeNumberProperty("idle", core.idle());
      out.writeEndObject();
    }
    out.writeEndArray();
    figure("pressure_cpu_some", host.pressure().cpuSome());
    figure("pressure_io_some", host.pressure().ioSome());
    figure("pressure_io_full", host.pressure().ioFull());
    figure("pressure_memory_some", host.pressure().memorySome());
    figure("runnable", host.runnable());
    figure("load_average", host.loadAverage());
    out.writeObjectPropertyStart("na");
    missing.forEach(out::writeStringProperty);
    out.writeEndObject();
    out.writeEndObject();
  }

  private void figure(String name, Figure figure) {
    if (figure.known()) {
      out.writeNumberProperty(name, figure.value());
    } else {
      out.writeNullProperty(name);
      missing.put(name, figure.reason());
    }
  }
}
