package dev.conctop.diagnosis;

import dev.conctop.catalog.Secrets;
import dev.conctop.diagnosis.Verdict.Kind;
import dev.conctop.diagnosis.sign.Thresholds;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.DiskUse;
import dev.conctop.sample.thread.ProcessRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The verdict on the whole machine: at which limit it is, if at one, and by whom. */
public final class MachineVerdict {

  private static final int COMMAND_LENGTH = 40;

  private final HostSample host;
  private final List<ProcessRow> rows;
  private final List<String> evidence = new ArrayList<>();

  private MachineVerdict(HostSample host, List<ProcessRow> rows) {
    this.host = host;
    this.rows = rows;
  }

  /**
   * The verdict on what was seen last.
   *
   * @param table empty where processes are not looked at; then nobody is named
   * @param limit of our own group, which is the machine's where that is a container
   */
  public static Verdict of(
      Optional<HostSample> host,
      Optional<ProcessTable> table,
      Optional<DevicesSample> devices,
      Optional<CpuLimit> limit) {
    if (host.isEmpty() || host.get().cores().isEmpty()) {
      return new Verdict(Kind.CANNOT_TELL, "", List.of(), List.of("the cores were not read yet"));
    }
    return new MachineVerdict(
            host.get(), table.map(ProcessTable::rows).orElse(List.<ProcessRow>of()))
        .judge(devices.map(DevicesSample::disks).orElse(List.<DiskUse>of()), limit);
  }

  private Verdict judge(List<DiskUse> disks, Optional<CpuLimit> limit) {
    double busy = host.busy();
    double queued = sum(row -> value(row.runQueue()));
    Optional<DiskUse> disk =
        disks.stream()
            .filter(one -> value(one.busy()) >= Thresholds.MACHINE_BUSY)
            .max(Comparator.comparingDouble((DiskUse one) -> value(one.busy())));
    Optional<ProcessRow> waiting =
        disk.flatMap(
            _ ->
                rows.stream()
                    .filter(row -> row.blocked() == Part.DISK)
                    .max(Comparator.comparing((ProcessRow row) -> !row.command().isEmpty())));
    double held = limit.filter(CpuLimit::limited).map(MachineVerdict::held).orElse(0.0);
    Kind kind;
    if (held >= Thresholds.HELD_BACK) {
      kind = Kind.THROTTLED;
    } else if (busy >= Thresholds.MACHINE_BUSY) {
      kind = Kind.CPU_SATURATED;
    } else if (waiting.isPresent()) {
      kind = Kind.IO_WAITING;
    } else {
      kind = queued >= Thresholds.QUEUED ? Kind.MIXED : Kind.IDLE;
    }
    evidence.add(
        "cores " + Rules.percent(busy) + " busy" + (kind == Kind.IDLE ? ", no limit reached" : ""));
    if (held >= Thresholds.HELD_BACK) {
      evidence.add("held back in " + Rules.percent(held) + " of the CPU quota's periods");
    }
    busiest(busy);
    queue(queued);
    disk.ifPresent(one -> disk(one, waiting));
    iowait(host, rows).ifPresent(evidence::add);
    return new Verdict(kind, kind == Kind.IO_WAITING ? "disk" : "", List.of(), evidence);
  }

  /** Of the last second, or of the whole time where that is all that was looked at. */
  private static double held(CpuLimit limit) {
    return limit.throttledLately().known()
        ? value(limit.throttledLately())
        : value(limit.throttledSinceMark());
  }

  private void busiest(double busy) {
    int cores = host.cores().size();
    most(row -> value(row.onCpu()))
        .filter(row -> value(row.onCpu()) >= Thresholds.SOME)
        .ifPresent(
            row -> evidence.add("busiest: " + named(row) + " " + share(value(row.onCpu()), cores)));
    if (rows.stream().noneMatch(row -> row.onCpu().known())) {
      // Not looked at, or once only.
      return;
    }
    double seen = sum(row -> value(row.onCpu()));
    if (busy * cores >= 2 * Thresholds.SOME && seen < Thresholds.SEEN * busy * cores) {
      evidence.add(
          "all processes seen " + share(seen, cores) + ": the rest is too short-lived to be seen");
    }
  }

  private static String share(double used, int cores) {
    return Rules.percent(used / cores) + " of the cores";
  }

  private void queue(double queued) {
    if (queued < Thresholds.QUEUED) {
      return;
    }
    String words = String.format(Locale.ROOT, "run queue %.1f threads", queued);
    evidence.add(
        most(row -> value(row.runQueue()))
            .map(row -> words + ", most of " + named(row))
            .orElse(words));
  }

  private void disk(DiskUse disk, Optional<ProcessRow> waiting) {
    String words = "disk " + disk.name() + " " + Rules.percent(value(disk.busy())) + " busy";
    evidence.add(waiting.map(row -> words + ", waited for by " + named(row)).orElse(words));
  }

  /**
   * What much iowait means, in words: it is idle time, and one idle ring of io_uring makes a whole
   * core of it. Empty when there is little.
   *
   * @param rows the processes, as far as they are known
   */
  public static Optional<String> iowait(HostSample host, List<ProcessRow> rows) {
    double sum = host.cores().stream().mapToDouble(CoreUse::iowait).sum();
    if (sum < Thresholds.MUCH_IOWAIT) {
      return Optional.empty();
    }
    String share = "iowait " + Rules.percent(sum / host.cores().size()) + " is idle time";
    return Optional.of(
        rows.stream()
            .filter(ProcessRow::atRing)
            .findFirst()
            .map(row -> share + ": " + named(row) + " waits at a ring of io_uring")
            .orElse(share + " and no evidence: an idle ring of io_uring shows as 100 %"));
  }

  private Optional<ProcessRow> most(ToDoubleFunction<ProcessRow> figure) {
    return rows.stream().max(Comparator.comparingDouble(figure));
  }

  private double sum(ToDoubleFunction<ProcessRow> figure) {
    return rows.stream().mapToDouble(figure).sum();
  }

  private static double value(Figure figure) {
    return figure.known() && Double.isFinite(figure.value()) ? figure.value() : 0;
  }

  /** The command line without the program's folder, else the name; and the number. */
  private static String named(ProcessRow row) {
    String command = Secrets.masked("url", row.command().strip().replaceAll(" +", " "));
    int end = command.indexOf(' ') < 0 ? command.length() : command.indexOf(' ');
    String shown = command.substring(command.lastIndexOf('/', end - 1) + 1);
    String words = shown.isBlank() ? CleanText.named(row.name()) : shown;
    return CleanText.clean(words, COMMAND_LENGTH) + " (pid " + row.pid() + ")";
  }
}
