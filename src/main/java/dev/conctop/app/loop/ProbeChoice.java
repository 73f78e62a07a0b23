package dev.conctop.app.loop;

import dev.conctop.probe.Probes;
import dev.conctop.probe.oshi.OshiProbes;
import dev.conctop.probe.procfs.ProcfsProbes;

/** Which probes this machine gets. */
public final class ProbeChoice {
  private ProbeChoice() {}

  /** From /proc where there is one; OSHI's classes are loaded only where there is none. */
  public static Probes best() {
    return ProcfsProbes.here() ? new ProcfsProbes() : new OshiProbes();
  }
}
