package dev.conctop.probe.oshi;

import dev.conctop.probe.Capability;
import dev.conctop.probe.CpuQuota;
import dev.conctop.probe.HostProbe;
import dev.conctop.probe.ProbeKind;
import dev.conctop.probe.Probes;
import dev.conctop.probe.ThreadProbe;
import java.util.List;
import oshi.nativefree.SystemInfo;
import oshi.util.GlobalConfig;

/** The probes of systems without {@code /proc}: coarse counters, sampled states. */
public final class OshiProbes implements Probes {
  private final SystemInfo system;

  public OshiProbes() {
    // OSHI repeats values for 300 ms otherwise, which at 10 looks a second is three looks in one.
    GlobalConfig.set(GlobalConfig.OSHI_UTIL_MEMOIZER_EXPIRATION, 0);
    system = new SystemInfo();
  }

  @Override
  public ProbeKind kind() {
    return ProbeKind.OSHI;
  }

  @Override
  public ThreadProbe threads() {
    return new OshiThreadProbe(system.getOperatingSystem(), System::nanoTime);
  }

  @Override
  public HostProbe host() {
    return new OshiHostProbe(system.getHardware().getProcessor(), system.getOperatingSystem());
  }

  @Override
  public CpuQuota quota(int pid) {
    return CpuQuota.na("only Linux has control groups");
  }

  @Override
  public List<Capability> capabilities() {
    return List.of(
        Capability.can("use of each core", "OSHI, over a sliding second"),
        Capability.can("time on a core, each thread", "OSHI, in ms or ticks"),
        Capability.cannot(
            "time in the run queue, each thread", "this system does not tell", "Linux tells it"),
        Capability.cannot(
            "cause of a wait", "this system does not tell; only the subject's own word", ""),
        Capability.cannot("pressure (PSI)", "only Linux has it", ""));
  }
}
