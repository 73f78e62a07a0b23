package dev.conctop.app;

import dev.conctop.probe.Capability;
import dev.conctop.probe.Probes;
import dev.conctop.report.DoctorReport;
import dev.conctop.report.host.HostSeen;
import dev.conctop.source.HostLook;
import dev.conctop.state.past.DiskTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Headless reports on the machine. */
public final class HostReports {
  private HostReports() {}

  /**
   * The machine over a while.
   *
   * @param nanos how long to look
   */
  public static HostSeen see(Probes probes, long nanos) {
    DiskTotals disks = new DiskTotals();
    HostLook.Seen seen = HostLook.over(probes, nanos, disks::add);
    return new HostSeen(
        Machine.read(),
        seen.host(),
        seen.processes(),
        seen.devices(),
        disks,
        seen.limit(),
        seen.cost());
  }

  /** What this machine can and cannot measure. */
  public static String doctor(Probes probes, Map<String, String> env, boolean json) {
    List<DoctorReport.Line> lines = new ArrayList<>();
    for (Capability capability : probes.capabilities()) {
      lines.add(
          new DoctorReport.Line(
              capability.what(),
              switch (capability.status()) {
                case CAN -> DoctorReport.Answer.YES;
                case CANNOT -> DoctorReport.Answer.NO;
                case UNKNOWN -> DoctorReport.Answer.UNKNOWN;
              },
              capability.reason(),
              capability.remedy()));
    }
    lines.addAll(Surroundings.check(env));
    return json ? DoctorReport.json(lines) + "\n" : DoctorReport.text(lines);
  }
}
