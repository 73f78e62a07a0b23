package dev.conctop.report.host;

import dev.conctop.catalog.Secrets;
import dev.conctop.report.part.JsonParts;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.DiskRequest;
import dev.conctop.sample.host.NetUse;
import dev.conctop.sample.thread.ProcessLife;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.state.past.total.DiskTotals;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The machine as the document {@code conctop.host/1}. */
public final class HostJson {
  public static final String SCHEMA = "conctop.host/1";

  private static final int MOST_PROCESSES = 200;

  private final HostSeen seen;
  private final JsonGenerator out;
  private final JsonParts parts;

  private HostJson(HostSeen seen, JsonGenerator out) {
    this.seen = seen;
    this.out = out;
    this.parts = new JsonParts(out);
  }

  /** The document as one line of text, without an end of line. */
  public static String of(HostSeen seen) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new HostJson(seen, out).write();
    }
    return text.toString();
  }

  private void write() {
    out.writeStartObject();
    out.writeStringProperty("schema", SCHEMA);
    out.writeStringProperty("name", seen.machine().hostName());
    out.writeStringProperty("os", seen.machine().operatingSystem());
    out.writeStringProperty("cpu", seen.machine().cpuModel());
    parts.figure("memory_bytes", "", seen.machine().memoryBytes());
    out.writeNumberProperty("wall_s", seen.host().intervalNanos() / 1e9);
    parts.verdict(seen.verdict());
    cores(seen.host());
    pressure(seen.host());
    quota();
    disks();
    nets();
    processes();
    out.writeObjectPropertyStart("observer");
    parts.observer(Optional.of(seen.cost()));
    out.writeEndObject();
    parts.missing();
    out.writeEndObject();
  }

  private void cores(HostSample host) {
    out.writeNumberProperty("cores", host.cores().size());
    out.writeArrayPropertyStart("per_core");
    for (CoreUse core : host.cores()) {
      out.writeStartObject();
      parts.core(core);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void pressure(HostSample host) {
    parts.figure("pressure_cpu_some", "", host.pressure().cpuSome());
    parts.figure("pressure_io_some", "", host.pressure().ioSome());
    parts.figure("pressure_io_full", "", host.pressure().ioFull());
    parts.figure("pressure_memory_some", "", host.pressure().memorySome());
    parts.figure("runnable", "", host.runnable());
    parts.figure("load_average", "", host.loadAverage());
  }

  private void quota() {
    out.writeObjectPropertyStart("cpu_quota");
    parts.figure("cores", "cpu_quota", seen.limit().quotaCores());
    parts.figure("throttled", "cpu_quota", seen.limit().throttledSinceMark());
    out.writeEndObject();
  }

  private void disks() {
    if (!seen.disksMissing().isEmpty()) {
      parts.absent("disks", seen.disksMissing());
      return;
    }
    out.writeArrayPropertyStart("disks");
    for (DiskTotals.Whole disk : seen.disks().disks()) {
      out.writeStartObject();
      out.writeStringProperty("name", disk.name());
      parts.figure("busy", "disks[]", disk.busy());
      out.writeNumberProperty("read_bytes_per_s", disk.readPerSecond());
      out.writeNumberProperty("written_bytes_per_s", disk.writtenPerSecond());
      out.writeNumberProperty("looks", disk.looks());
      out.writeStringProperty("fidelity", "estimated");
      out.writeObjectPropertyStart("mean_latency_ns");
      for (int i = 0; i < DiskRequest.count(); i++) {
        latency(disk.name(), DiskRequest.at(i));
      }
      out.writeEndObject();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void latency(String disk, DiskRequest request) {
    Optional<Histogram> values = seen.disks().latency(disk, request);
    if (values.isEmpty()) {
      out.writeNullProperty(request.key());
      parts.why("disks[].mean_latency_ns." + request.key(), "no such request ended");
      return;
    }
    Histogram histogram = values.get();
    out.writeObjectPropertyStart(request.key());
    out.writeNumberProperty("count", histogram.getTotalCount());
    out.writeNumberProperty("min", histogram.getMinNonZeroValue());
    out.writeNumberProperty("mean", histogram.getMean());
    out.writeNumberProperty("p50", histogram.getValueAtPercentile(50));
    out.writeNumberProperty("p90", histogram.getValueAtPercentile(90));
    out.writeNumberProperty("p99", histogram.getValueAtPercentile(99));
    out.writeNumberProperty("max", histogram.getMaxValue());
    out.writeEndObject();
  }

  private void nets() {
    if (!seen.netsMissing().isEmpty()) {
      parts.absent("networks", seen.netsMissing());
      return;
    }
    out.writeArrayPropertyStart("networks");
    for (NetUse net : seen.devices().map(d -> d.nets()).orElse(List.of())) {
      out.writeStartObject();
      out.writeStringProperty("name", net.name());
      out.writeNumberProperty("received_bytes_per_s", net.receivedPerSecond());
      out.writeNumberProperty("sent_bytes_per_s", net.sentPerSecond());
      out.writeNumberProperty("lost_packets_per_s", net.troublesPerSecond());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void more(ProcessRow row) {
    out.writeNumberProperty("parent", row.names().ppid());
    out.writeStringProperty("user", row.names().user());
    out.writeStringProperty("command", Secrets.maskedWords(row.names().brief()));
    out.writeStringProperty("command_line", Secrets.maskedWords(row.command()));
    parts.figure("resident_bytes", "processes[]", row.costs().residentBytes());
    parts.figure("read_bytes_per_s", "processes[]", row.costs().readPerSecond());
    parts.figure("written_bytes_per_s", "processes[]", row.costs().writtenPerSecond());
    out.writeStringProperty("waits_in_words", row.waits());
    out.writeObjectPropertyStart("verdict");
    out.writeStringProperty("class", row.verdict().word().key());
    out.writeStringProperty("cause", row.verdict().cause());
    out.writeStringProperty("reason", row.verdict().reason());
    out.writeEndObject();
  }

  private void processes() {
    if (seen.processes().isEmpty()) {
      parts.absent("processes", HostSeen.NO_PROCESSES);
      return;
    }
    ProcessTable table = seen.processes().get();
    out.writeNumberProperty("processes_seen", table.rows().size());
    out.writeNumberProperty("processes_hidden", table.hidden());
    out.writeNumberProperty("threads_unlisted", table.unlistedThreads());
    out.writeArrayPropertyStart("processes");
    for (ProcessRow row : seen.busiest(MOST_PROCESSES)) {
      out.writeStartObject();
      out.writeNumberProperty("pid", row.pid());
      out.writeStringProperty("name", row.name());
      out.writeNumberProperty("threads", row.threads());
      parts.figure("on_cpu", "processes[]", row.onCpu());
      parts.figure("run_queue", "processes[]", row.runQueue());
      out.writeStringProperty("waits_for", row.blocked().key());
      out.writeStringProperty("fidelity", row.how().label());
      out.writeStringProperty("detail", row.detail());
      out.writeStringProperty("state", row.life() == ProcessLife.ALIVE ? "alive" : row.doing());
      more(row);
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
