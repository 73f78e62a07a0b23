package dev.conctop.export.html.table;

import dev.conctop.catalog.Secrets;
import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Table;
import dev.conctop.report.host.HostSeen;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.DiskRequest;
import dev.conctop.sample.host.NetUse;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.state.past.total.DiskTotals;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jsoup.nodes.Element;

/** All figures of a machine. */
public final class HostTables {
  private static final int MOST_PROCESSES = 60;
  private static final int NAME = 60;
  private static final String NO_REQUEST = "no such request ended";

  private final HostSeen seen;
  private final Element parent;

  private HostTables(HostSeen seen, Element parent) {
    this.seen = seen;
    this.parent = parent;
  }

  public static void add(Element parent, HostSeen seen) {
    new HostTables(seen, parent).write();
  }

  private void write() {
    processes();
    SharedTables.cores(parent, seen.host().cores(), "per_core");
    pressure();
    disks();
    nets();
    machine();
    SharedTables.quota(parent, "conctop's own CPU quota", Optional.of(seen.limit()));
    SharedTables.observer(parent, Optional.of(seen.cost()));
  }

  private void machine() {
    Table table = new Table(parent, "The machine");
    table.row("name").text(seen.machine().hostName());
    table.row("system").text(seen.machine().operatingSystem());
    table.row("processor").text(seen.machine().cpuModel());
    table.row("cores").exact("cores", seen.host().cores().size(), Say::count);
    table.row("memory").figure("memory_bytes", seen.machine().memoryBytes(), Say::bytes);
  }

  private void pressure() {
    HostSample host = seen.host();
    Table table = new Table(parent, "Pressure and queues at the end");
    table
        .row("some waited for CPU")
        .figure("pressure_cpu_some", host.pressure().cpuSome(), Say::percent);
    table
        .row("some waited for I/O")
        .figure("pressure_io_some", host.pressure().ioSome(), Say::percent);
    table
        .row("all waited for I/O")
        .figure("pressure_io_full", host.pressure().ioFull(), Say::percent);
    table
        .row("some waited for memory")
        .figure("pressure_memory_some", host.pressure().memorySome(), Say::percent);
    table.row("runnable threads").figure("runnable", host.runnable(), Say::count);
    table.row("load average").figure("load_average", host.loadAverage(), Say::number);
    seen.iowait().ifPresent(note -> SharedTables.note(parent, note + "; no verdict rests on it"));
  }

  private void disks() {
    if (!seen.disksMissing().isEmpty()) {
      new Table(parent, "Disks")
          .row("disks")
          .figure("disks", Figure.na(seen.disksMissing()), Say::percent);
      return;
    }
    Table table =
        new Table(
            parent,
            "Disks; latencies are means of looks (estimated)",
            "disk",
            "busy",
            "read a second",
            "written a second",
            "read p50",
            "read p99",
            "write p50",
            "write p99");
    List<DiskTotals.Whole> disks = seen.disks().disks();
    for (int i = 0; i < disks.size(); i++) {
      DiskTotals.Whole disk = disks.get(i);
      String path = "disks[" + i + "].";
      Table.Row row =
          table
              .row(disk.name())
              .figure(path + "busy", disk.busy(), Say::percent)
              .exact(path + "read_bytes_per_s", disk.readPerSecond(), Say::bytes)
              .exact(path + "written_bytes_per_s", disk.writtenPerSecond(), Say::bytes);
      for (DiskRequest kind : List.of(DiskRequest.READ, DiskRequest.WRITE)) {
        Histogram values = seen.disks().latency(disk.name(), kind).orElse(null);
        String at = path + "mean_latency_ns." + kind.key();
        row.figure(at + ".p50", quantile(values, 50), Say::time)
            .figure(at + ".p99", quantile(values, 99), Say::time);
      }
    }
  }

  private static Figure quantile(
      @org.jspecify.annotations.Nullable Histogram values, double percentile) {
    return values == null
        ? Figure.na(NO_REQUEST)
        : Figure.estimated(values.getValueAtPercentile(percentile));
  }

  private void nets() {
    if (!seen.netsMissing().isEmpty()) {
      new Table(parent, "Networks")
          .row("networks")
          .figure("networks", Figure.na(seen.netsMissing()), Say::bytes);
      return;
    }
    Table table =
        new Table(
            parent,
            "Networks at the end",
            "interface",
            "received a second",
            "sent a second",
            "packets lost a second");
    List<NetUse> nets = seen.devices().map(DevicesSample::nets).orElse(List.of());
    for (int i = 0; i < nets.size(); i++) {
      NetUse net = nets.get(i);
      String path = "networks[" + i + "].";
      table
          .row(net.name())
          .exact(path + "received_bytes_per_s", net.receivedPerSecond(), Say::bytes)
          .exact(path + "sent_bytes_per_s", net.sentPerSecond(), Say::bytes)
          .exact(path + "lost_packets_per_s", net.troublesPerSecond(), Say::number);
    }
  }

  private void processes() {
    if (seen.processes().isEmpty()) {
      new Table(parent, "Processes")
          .row("processes")
          .figure("processes", Figure.na(HostSeen.NO_PROCESSES), Say::count);
      return;
    }
    Table table =
        new Table(
            parent,
            "The busiest processes at the end",
            "process",
            "pid",
            "cores on CPU",
            "threads in the run queue",
            "threads",
            "memory",
            "verdict",
            "waits for",
            "user");
    List<ProcessRow> rows = seen.busiest(MOST_PROCESSES);
    for (int i = 0; i < rows.size(); i++) {
      row(table, rows.get(i), "processes[" + i + "].");
    }
    int all = seen.processes().get().rows().size();
    if (all > rows.size()) {
      table.more(9, "and " + Say.count(all - rows.size()) + " more");
    }
    int hidden = seen.processes().get().hidden();
    if (hidden > 0) {
      SharedTables.note(parent, Say.many(hidden, "process") + " hidden by permissions");
    }
    int unlisted = seen.processes().get().unlistedThreads();
    if (unlisted > 0) {
      SharedTables.note(
          parent,
          "about " + unlisted + " threads are of processes that /proc does not list (hidepid)");
    }
  }

  private static void row(Table table, ProcessRow row, String path) {
    String brief = row.names().brief().isBlank() ? row.name() : row.names().brief();
    table
        .row(CleanText.clean(CleanText.named(Secrets.maskedWords(brief)), NAME))
        .exact(path + "pid", row.pid(), n -> "" + (long) n)
        .figure(path + "on_cpu", row.onCpu(), Say::number)
        .figure(path + "run_queue", row.runQueue(), Say::number)
        .exact(path + "threads", row.threads(), Say::count)
        .figure(path + "resident_bytes", row.costs().residentBytes(), Say::bytes)
        .text(row.verdict().label())
        .text(CleanText.clean(row.waits(), NAME))
        .text(CleanText.clean(row.names().user(), NAME));
  }
}
