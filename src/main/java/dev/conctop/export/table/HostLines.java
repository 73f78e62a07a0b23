package dev.conctop.export.table;

import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.DiskUse;
import dev.conctop.sample.host.NetUse;
import java.io.IOException;

/** The machine, look by look. */
final class HostLines {
  private static final Figure NO_CORES = Figure.na("the cores could not be read");
  private static final Figure NO_CAUSES = Figure.na("causes were not looked for");

  private final LineWriter to;

  HostLines(LineWriter to) {
    this.to = to;
  }

  void host(long nanos, HostSample host) throws IOException {
    Fidelity how = host.coreFidelity();
    if (to.wants(Table.HOST)) {
      to.write(
          new Line(Table.HOST, nanos)
              .whole("interval_ns", host.intervalNanos())
              .figure("busy", host.cores().isEmpty() ? NO_CORES : of(host.busy(), how))
              .figure("cpu_some", host.pressure().cpuSome())
              .figure("io_some", host.pressure().ioSome())
              .figure("io_full", host.pressure().ioFull())
              .figure("memory_some", host.pressure().memorySome())
              .figure("runnable", host.runnable())
              .figure("load_average", host.loadAverage())
              .figure("other_load_cores", host.otherLoadCores()));
    }
    if (to.wants(Table.CORE)) {
      for (CoreUse core : host.cores()) {
        to.write(
            new Line(Table.CORE, nanos)
                .whole("core", core.core())
                .figure("user", of(core.user(), how))
                .figure("system", of(core.system(), how))
                .figure("iowait", of(core.iowait(), how))
                .figure("steal", of(core.steal(), how))
                .figure("idle", of(core.idle(), how)));
      }
    }
  }

  /** A share that was got like all of them. */
  private static Figure of(double share, Fidelity how) {
    return how == Fidelity.NA ? NO_CORES : new Figure(share, how, "");
  }

  void quota(long nanos, CpuLimit limit) throws IOException {
    if (to.wants(Table.QUOTA)) {
      to.write(
          new Line(Table.QUOTA, nanos)
              .whole("pid", limit.pid())
              .flag("limited", limit.limited())
              .figure("quota_cores", limit.quotaCores())
              .figure("throttled", limit.throttledLately()));
    }
  }

  void devices(long nanos, DevicesSample devices) throws IOException {
    if (to.wants(Table.DISK)) {
      for (DiskUse disk : devices.disks()) {
        to.write(
            new Line(Table.DISK, nanos)
                .whole("interval_ns", devices.intervalNanos())
                .text("name", disk.name())
                .figure("busy", disk.busy())
                .number("read_per_s", disk.readPerSecond())
                .number("written_per_s", disk.writtenPerSecond())
                .figure("latency_ns", disk.latencyNanos()));
      }
    }
    if (to.wants(Table.NETWORK)) {
      for (NetUse net : devices.nets()) {
        to.write(
            new Line(Table.NETWORK, nanos)
                .whole("interval_ns", devices.intervalNanos())
                .text("name", net.name())
                .number("received_per_s", net.receivedPerSecond())
                .number("sent_per_s", net.sentPerSecond())
                .number("lost_per_s", net.troublesPerSecond()));
      }
    }
  }

  void machine(long nanos, MachineInfo machine) throws IOException {
    if (to.wants(Table.MACHINE)) {
      to.write(
          new Line(Table.MACHINE, nanos)
              .text("host", machine.hostName())
              .text("cpu", machine.cpuModel())
              .whole("physical_cores", machine.physicalCores())
              .whole("logical_cores", machine.logicalCores())
              .figure("memory_bytes", machine.memoryBytes())
              .text("os", machine.operatingSystem()));
    }
  }

  void cost(long nanos, ObserverCost cost) throws IOException {
    if (to.wants(Table.COST)) {
      double causes = cost.causes().recentHz();
      to.write(
          new Line(Table.COST, nanos)
              .figure("cpu_cores", cost.cpuShareOfCore())
              .whole("look_ns", cost.sampleNanos())
              .whole("looks", cost.samples())
              .whole("missed", cost.missed())
              .figure("causes_per_s", Double.isFinite(causes) ? Figure.exact(causes) : NO_CAUSES)
              .text("notice", cost.notice()));
    }
  }
}
