package dev.conctop.report.host;

import dev.conctop.report.part.CsvLines;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.DiskRequest;
import dev.conctop.sample.host.NetUse;
import dev.conctop.sample.thread.ProcessLife;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.state.past.total.DiskTotals;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The machine as CSV: {@code figure,value,unit,fidelity}, one figure a line (RFC 4180). An unknown
 * figure has an empty value.
 */
public final class HostCsv {
  private static final int MOST_PROCESSES = 200;
  private static final String BYTES = "bytes/s";

  private final HostSeen seen;
  private final CsvLines out = new CsvLines();

  private HostCsv(HostSeen seen) {
    this.seen = seen;
  }

  public static String of(HostSeen seen) {
    HostCsv csv = new HostCsv(seen);
    csv.write();
    return csv.out.toString();
  }

  private void write() {
    out.row("figure", "value", "unit", "fidelity");
    out.row("name", seen.machine().hostName(), "", "");
    out.row("verdict", seen.verdict().kind().word(), "", "");
    out.figure("wall", Figure.exact(seen.host().intervalNanos() / 1e9), "s");
    for (CoreUse core : seen.host().cores()) {
      Fidelity how = seen.host().coreFidelity();
      String name = "core " + core.core() + " ";
      out.figure(name + "user", new Figure(core.user(), how, ""), "share");
      out.figure(name + "system", new Figure(core.system(), how, ""), "share");
      out.figure(name + "iowait", new Figure(core.iowait(), how, ""), "share");
      out.figure(name + "steal", new Figure(core.steal(), how, ""), "share");
    }
    out.figure("pressure cpu", seen.host().pressure().cpuSome(), "share");
    out.figure("pressure io", seen.host().pressure().ioSome(), "share");
    out.figure("pressure memory", seen.host().pressure().memorySome(), "share");
    out.figure("runnable", seen.host().runnable(), "threads");
    out.figure("load average", seen.host().loadAverage(), "threads");
    out.figure("quota", seen.limit().quotaCores(), "cores");
    out.figure("throttled", seen.limit().throttledSinceMark(), "share");
    seen.disks().disks().forEach(this::disk);
    for (NetUse net : seen.devices().map(d -> d.nets()).orElse(List.of())) {
      String name = "network " + net.name() + " ";
      out.figure(name + "received", Figure.exact(net.receivedPerSecond()), BYTES);
      out.figure(name + "sent", Figure.exact(net.sentPerSecond()), BYTES);
      out.figure(name + "lost", Figure.exact(net.troublesPerSecond()), "packets/s");
    }
    seen.busiest(MOST_PROCESSES).forEach(this::process);
    out.figure("observer", seen.cost().cpuShareOfCore(), "cores");
  }

  private void disk(DiskTotals.Whole disk) {
    String name = "disk " + disk.name() + " ";
    out.figure(name + "busy", disk.busy(), "share");
    out.figure(name + "read", Figure.exact(disk.readPerSecond()), BYTES);
    out.figure(name + "written", Figure.exact(disk.writtenPerSecond()), BYTES);
    for (int i = 0; i < DiskRequest.count(); i++) {
      DiskRequest kind = DiskRequest.at(i);
      String requests = name + kind.key();
      seen.disks().latency(disk.name(), kind).ifPresent(values -> latency(requests, values));
    }
  }

  /** Means of the looks. */
  private void latency(String requests, Histogram values) {
    out.figure(requests, Figure.exact(values.getTotalCount()), "requests");
    out.figure(requests + " mean", Figure.exact(values.getMean()), "ns");
    for (int percent : new int[] {50, 90, 99}) {
      double value = values.getValueAtPercentile(percent);
      out.figure(requests + " mean p" + percent, Figure.estimated(value), "ns");
    }
    out.figure(requests + " mean max", Figure.estimated(values.getMaxValue()), "ns");
  }

  private void process(ProcessRow row) {
    String name = "process " + row.pid() + " ";
    out.row(name + "name", row.name(), "", "");
    out.figure(name + "threads", Figure.exact(row.threads()), "threads");
    out.figure(name + "on_cpu", row.onCpu(), "cores");
    out.figure(name + "run_queue", row.runQueue(), "threads");
    out.figure(name + "resident", row.costs().residentBytes(), "bytes");
    out.figure(name + "read", row.costs().readPerSecond(), BYTES);
    out.figure(name + "written", row.costs().writtenPerSecond(), BYTES);
    out.row(name + "verdict", row.verdict().word().key(), "", "");
    if (row.life() != ProcessLife.ALIVE) {
      out.row(name + "state", row.life().word(), "", "");
    }
    out.row(name + "waits_for", row.blocked().key(), "", row.how().label());
  }
}
