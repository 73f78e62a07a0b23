package dev.conctop.report.host;

import dev.conctop.diagnosis.MachineVerdict;
import dev.conctop.diagnosis.ProcessRules;
import dev.conctop.diagnosis.Verdict;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.state.past.total.DiskTotals;
import dev.conctop.state.ui.table.ProcessColumn;
import java.util.List;
import java.util.Optional;

/**
 * The machine over a while, as every format tells it.
 *
 * @param host over the whole time
 * @param processes over its last second or so; empty where processes cannot be read
 * @param devices the last look at them; empty where they cannot be read
 * @param disks over the whole time
 * @param limit conctop's own quota
 */
public record HostSeen(
    MachineInfo machine,
    HostSample host,
    Optional<ProcessTable> processes,
    Optional<DevicesSample> devices,
    DiskTotals disks,
    CpuLimit limit,
    ObserverCost cost) {
  public static final String NO_PROCESSES = "processes are read on Linux only";
  static final String NO_DEVICES = "devices are read on Linux only";

  /** At which limit the machine is, and by whom. */
  public Verdict verdict() {
    return MachineVerdict.of(Optional.of(host), processes, devices, Optional.of(limit));
  }

  /** What there is to say of iowait; empty when there is little. */
  public Optional<String> iowait() {
    List<ProcessRow> rows = processes.map(ProcessTable::rows).orElse(List.<ProcessRow>of());
    return MachineVerdict.iowait(host, rows);
  }

  /** The busiest processes first. */
  public List<ProcessRow> busiest(int most) {
    return processes.map(ProcessTable::rows).orElse(List.of()).stream()
        .sorted(ProcessColumn.ON_CPU.comparator(false))
        .limit(most)
        .map(row -> row.judged(ProcessRules.of(row, host.cores().size())))
        .toList();
  }

  /** Why there are no disks; empty when they were read. */
  public String disksMissing() {
    return devices.map(DevicesSample::disksMissing).orElse(NO_DEVICES);
  }

  /** Why there are no interfaces; empty when they were read. */
  public String netsMissing() {
    return devices.map(DevicesSample::netsMissing).orElse(NO_DEVICES);
  }
}
