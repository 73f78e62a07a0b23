package dev.conctop.app;

import dev.conctop.probe.Capability;
import dev.conctop.probe.Probes;
import dev.conctop.report.DoctorReport;
import dev.conctop.report.HostJson;
import dev.conctop.report.HostText;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.source.HostLook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Headless reports on the machine. */
public final class HostReports {
  private static final long LOOK_NANOS = 1_000_000_000L;

  private HostReports() {}

  /** The machine over one second, as text. */
  public static String text(Probes probes, boolean ascii) {
    HostSample sample = HostLook.over(probes, LOOK_NANOS);
    return HostText.of(machine(), sample, ascii);
  }

  /** The machine over one second, as the document {@code conctop.host/1}. */
  public static String json(Probes probes) {
    HostSample sample = HostLook.over(probes, LOOK_NANOS);
    return HostJson.of(machine(), sample) + "\n";
  }

  private static MachineInfo machine() {
    return dev.conctop.probe.oshi.OshiMachine.read();
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
