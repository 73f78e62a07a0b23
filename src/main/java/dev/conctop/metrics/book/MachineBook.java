package dev.conctop.metrics.book;

import dev.conctop.metrics.Metric;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.DiskRequest;
import dev.conctop.sample.host.DiskUse;
import dev.conctop.sample.host.NetUse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The machine's cores, disks and interfaces. Facts tell shares and rates of intervals; here they
 * are added up over intervals that follow upon each other.
 */
final class MachineBook {
  /** Disks, and interfaces, with a name of their own. */
  private static final int MOST_DEVICES = 32;

  /** Windows overlap; one that begins about where the last one ended is the next. */
  private static final double NEARLY = 0.95;

  /** After a longer pause only the window itself is known. */
  private static final int PAUSE = 5;

  private static final double SECOND = 1e9;

  private static final class Disk {
    double read;
    double written;
    long reads;
    long writes;
    double busyNanos;
    boolean busyKnown;
  }

  private static final class Net {
    double received;
    double sent;
    double troubles;
  }

  private final Map<String, double[]> modes = new LinkedHashMap<>();
  private final Groups<Disk> disks = new Groups<>(MOST_DEVICES, Disk::new);
  private final Groups<Net> nets = new Groups<>(MOST_DEVICES, Net::new);
  private Optional<HostSample> newest = Optional.empty();
  private Optional<CpuLimit> limit = Optional.empty();
  private long countedNanos = Long.MIN_VALUE;

  void add(HostSample host) {
    newest = Optional.of(host);
    if (host.cores().isEmpty()) {
      return;
    }
    long window = host.intervalNanos();
    long gap = countedNanos == Long.MIN_VALUE ? window : host.nanos() - countedNanos;
    if (gap < NEARLY * window) {
      return;
    }
    double nanos = gap > PAUSE * (double) window ? window : gap;
    for (CoreUse core : host.cores()) {
      count("user", core.user() * nanos);
      count("system", core.system() * nanos);
      count("iowait", core.iowait() * nanos);
      count("steal", core.steal() * nanos);
      count("idle", core.idle() * nanos);
    }
    countedNanos = host.nanos();
  }

  private void count(String mode, double nanos) {
    modes.computeIfAbsent(mode, _ -> new double[1])[0] += nanos;
  }

  void add(CpuLimit newLimit) {
    limit = Optional.of(newLimit);
  }

  void add(DevicesSample devices) {
    double seconds = devices.intervalNanos() / SECOND;
    for (DiskUse use : devices.disks()) {
      Disk disk = disks.of(use.name());
      disk.read += use.readPerSecond() * seconds;
      disk.written += use.writtenPerSecond() * seconds;
      disk.reads += use.ended(DiskRequest.READ).count();
      disk.writes += use.ended(DiskRequest.WRITE).count();
      if (use.busy().known()) {
        disk.busyKnown = true;
        disk.busyNanos += use.busy().value() * devices.intervalNanos();
      }
    }
    for (NetUse use : devices.nets()) {
      Net net = nets.of(use.name());
      net.received += use.receivedPerSecond() * seconds;
      net.sent += use.sentPerSecond() * seconds;
      net.troubles += use.troublesPerSecond() * seconds;
    }
  }

  /** Something else is watched: whose quota it is changes. */
  void forgetSubject() {
    limit = Optional.empty();
  }

  void tell(Points to) {
    modes.forEach((mode, nanos) -> to.put(Metric.CPU_TIME, nanos[0] / SECOND, mode));
    newest.ifPresent(host -> host(host, to));
    limit.ifPresent(
        known -> {
          if (known.limited()) {
            to.put(Metric.QUOTA, known.quotaCores());
          }
          to.put(Metric.THROTTLED, known.throttledLately());
        });
    disks.each(
        (name, disk) -> {
          to.put(Metric.DISK_IO, disk.read, name, "read");
          to.put(Metric.DISK_IO, disk.written, name, "write");
          to.put(Metric.DISK_OPERATIONS, disk.reads, name, "read");
          to.put(Metric.DISK_OPERATIONS, disk.writes, name, "write");
          if (disk.busyKnown) {
            to.put(Metric.DISK_IO_TIME, disk.busyNanos / SECOND, name);
          }
        });
    nets.each(
        (name, net) -> {
          to.put(Metric.NETWORK_IO, net.received, name, "receive");
          to.put(Metric.NETWORK_IO, net.sent, name, "transmit");
          to.put(Metric.NETWORK_TROUBLES, net.troubles, name);
        });
  }

  private static void host(HostSample host, Points to) {
    if (!host.cores().isEmpty()) {
      to.put(Metric.CPU_COUNT, host.cores().size());
    }
    to.put(Metric.RUNNABLE, host.runnable());
    to.put(Metric.PRESSURE, host.pressure().cpuSome(), "cpu", "some");
    to.put(Metric.PRESSURE, host.pressure().ioSome(), "io", "some");
    to.put(Metric.PRESSURE, host.pressure().ioFull(), "io", "full");
    to.put(Metric.PRESSURE, host.pressure().memorySome(), "memory", "some");
    to.put(Metric.OTHER_LOAD, host.otherLoadCores());
  }
}
