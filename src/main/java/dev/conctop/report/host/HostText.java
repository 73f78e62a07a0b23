package dev.conctop.report.host;

import dev.conctop.catalog.Secrets;
import dev.conctop.report.part.TextParts;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.DiskRequest;
import dev.conctop.sample.host.NetUse;
import dev.conctop.sample.thread.ProcessLife;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.state.past.total.DiskTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The machine as text for people. */
public final class HostText {
  private static final double KIBI = 1024;
  private static final double MEBI = KIBI * KIBI;
  private static final int MOST_PROCESSES = 10;
  private static final int USER_LENGTH = 8;
  private static final int COMMAND_LENGTH = 24;

  private HostText() {}

  /**
   * The report, with an end of line.
   *
   * @param ascii 7-bit characters only
   */
  public static String of(HostSeen seen, boolean ascii) {
    MachineInfo machine = seen.machine();
    HostSample host = seen.host();
    StringBuilder out = new StringBuilder();
    line(out, "%s: %s", machine.hostName(), machine.operatingSystem());
    line(
        out,
        "%s, %d cores, memory %s",
        machine.cpuModel(),
        machine.logicalCores(),
        machine.memoryBytes().known()
            ? String.format(Locale.ROOT, "%.1f GiB", machine.memoryBytes().value() / (1L << 30))
            : "n/a: " + machine.memoryBytes().reason());
    line(out, "");
    new TextParts(out, ascii).verdict(seen.verdict());
    for (CoreUse core : host.cores()) {
      line(
          out,
          "core %-4d busy %5.1f %% %s user %.1f, system %.1f, iowait %.1f, steal %.1f, idle %.1f",
          core.core(),
          core.busy() * 100,
          (ascii ? "#" : "█").repeat((int) Math.round(core.busy() * 20)),
          core.user() * 100,
          core.system() * 100,
          core.iowait() * 100,
          core.steal() * 100,
          core.idle() * 100);
    }
    seen.iowait().ifPresent(note -> line(out, "%-16s %s; no verdict rests on it", "note", note));
    share(out, "pressure cpu", host.pressure().cpuSome());
    share(out, "pressure io", host.pressure().ioSome());
    share(out, "pressure memory", host.pressure().memorySome());
    plain(out, "runnable", host.runnable());
    plain(out, "load average", host.loadAverage());
    quota(out, seen.limit());
    disks(out, seen);
    nets(out, seen);
    processes(out, seen);
    return out.toString();
  }

  private static void quota(StringBuilder out, CpuLimit limit) {
    if (limit.limited()) {
      line(
          out,
          "%-16s %.2f cores, held back in %s of its periods",
          "own cpu quota",
          limit.quotaCores().value(),
          limit.throttledSinceMark().known()
              ? TextParts.percent(limit.throttledSinceMark().value())
              : "n/a: " + limit.throttledSinceMark().reason());
    }
  }

  private static void disks(StringBuilder out, HostSeen seen) {
    line(out, "");
    if (!seen.disksMissing().isEmpty()) {
      line(out, "disks n/a: %s", seen.disksMissing());
      return;
    }
    line(
        out,
        "%-10s %7s %10s %10s   %s",
        "disk",
        "busy",
        "MiB/s read",
        "written",
        "latency, means of the looks (estimated)");
    for (DiskTotals.Whole disk : seen.disks().disks()) {
      line(
          out,
          "%-10s %7s %10.1f %10.1f   %s",
          disk.name(),
          TextParts.percent(disk.busy().value()),
          disk.readPerSecond() / MEBI,
          disk.writtenPerSecond() / MEBI,
          latencies(seen.disks(), disk.name()));
    }
  }

  private static String latencies(DiskTotals disks, String name) {
    List<String> kinds = new ArrayList<>();
    for (DiskRequest kind : List.of(DiskRequest.READ, DiskRequest.WRITE)) {
      disks
          .latency(name, kind)
          .ifPresent(
              values ->
                  kinds.add(
                      String.format(
                          Locale.ROOT,
                          "%s p50 %.2f p99 %.2f max %.2f ms",
                          kind.key(),
                          values.getValueAtPercentile(50) / 1e6,
                          values.getValueAtPercentile(99) / 1e6,
                          values.getMaxValue() / 1e6)));
    }
    return kinds.isEmpty() ? "n/a: no request ended" : String.join(", ", kinds);
  }

  private static void nets(StringBuilder out, HostSeen seen) {
    if (!seen.netsMissing().isEmpty()) {
      line(out, "network n/a: %s", seen.netsMissing());
      return;
    }
    for (NetUse net : seen.devices().map(DevicesSample::nets).orElse(List.of())) {
      line(
          out,
          "network %-10s %.1f KiB/s received, %.1f sent, %.1f packets/s lost",
          net.name(),
          net.receivedPerSecond() / KIBI,
          net.sentPerSecond() / KIBI,
          net.troublesPerSecond());
    }
  }

  private static void processes(StringBuilder out, HostSeen seen) {
    line(out, "");
    if (seen.processes().isEmpty()) {
      line(out, "processes n/a: %s", HostSeen.NO_PROCESSES);
      return;
    }
    int hidden = seen.processes().get().hidden();
    int unlisted = seen.processes().get().unlistedThreads();
    line(
        out,
        "%8s %-8s  %-24s %5s %7s %10s %10s  %-18s  %s%s",
        "pid",
        "user",
        "busiest processes",
        "thr",
        "MiB",
        "on cpu",
        "run queue",
        "verdict",
        "waits for",
        hidden > 0 ? " (" + hidden + " hidden by permissions)" : "");
    if (unlisted > 0) {
      line(out, "about %d threads are of processes that /proc does not list (hidepid)", unlisted);
    }
    for (ProcessRow row : seen.busiest(MOST_PROCESSES)) {
      line(
          out,
          "%8d %-8s  %-24s %5d %7s %10s %10s  %-18s  %s",
          row.pid(),
          CleanText.clean(row.names().user(), USER_LENGTH),
          command(row),
          row.threads(),
          mebibytes(row.costs().residentBytes()),
          cores(row.onCpu()),
          cores(row.runQueue()),
          row.verdict().label(),
          doing(row));
    }
  }

  /** What a person calls it; the kernel's name where that is not known. */
  private static String command(ProcessRow row) {
    String brief = row.names().brief().isBlank() ? row.name() : row.names().brief();
    return CleanText.clean(CleanText.named(Secrets.maskedWords(brief)), COMMAND_LENGTH);
  }

  private static String doing(ProcessRow row) {
    boolean more = row.life() == ProcessLife.ALIVE && !row.detail().isEmpty();
    return more ? row.waits() + " (" + row.detail() + ")" : row.waits();
  }

  private static String mebibytes(Figure figure) {
    return figure.known() ? String.format(Locale.ROOT, "%.1f", figure.value() / MEBI) : "n/a";
  }

  private static String cores(Figure figure) {
    return figure.known() ? String.format(Locale.ROOT, "%.2f", figure.value()) : "n/a";
  }

  private static void share(StringBuilder out, String name, Figure figure) {
    line(
        out,
        "%-16s %s",
        name,
        figure.known()
            ? String.format(Locale.ROOT, "%.1f %% of the time", figure.value() * 100)
            : "n/a: " + figure.reason());
  }

  private static void plain(StringBuilder out, String name, Figure figure) {
    line(
        out,
        "%-16s %s",
        name,
        figure.known()
            ? String.format(Locale.ROOT, "%.2f", figure.value())
            : "n/a: " + figure.reason());
  }

  private static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
