package dev.conctop.source;

import dev.conctop.probe.Capability;
import dev.conctop.probe.CpuQuota;
import dev.conctop.probe.HostProbe;
import dev.conctop.probe.ProbeKind;
import dev.conctop.probe.Probes;
import dev.conctop.probe.ThreadProbe;
import java.util.List;

/** Probes that have nothing; a test adds what it is about. */
public class BareProbes implements Probes {
  @Override
  public ProbeKind kind() {
    return ProbeKind.PROCFS;
  }

  @Override
  public ThreadProbe threads() {
    throw new IllegalStateException("no threads here");
  }

  @Override
  public HostProbe host() {
    throw new IllegalStateException("no host here");
  }

  @Override
  public CpuQuota quota(int pid) {
    throw new IllegalStateException("no quota here");
  }

  @Override
  public List<Capability> capabilities() {
    return List.of();
  }
}
