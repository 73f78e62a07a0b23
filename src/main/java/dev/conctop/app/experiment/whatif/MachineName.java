package dev.conctop.app.experiment.whatif;

import dev.conctop.probe.procfs.ProcMachine;
import dev.conctop.probe.procfs.ProcfsProbes;
import java.util.Map;

/** What a machine is, as far as its costs depend on it. */
final class MachineName {
  private MachineName() {}

  /**
   * By name.
   *
   * @param cores that may be used
   */
  static Map<String, String> here(int cores) {
    String cpu = ProcfsProbes.here() ? ProcMachine.here().cpuModel() : property("os.arch");
    return Map.of(
        "cpu",
        cpu,
        "cores",
        Integer.toString(cores),
        "kernel",
        property("os.name") + " " + property("os.version"),
        "jdk",
        property("java.vendor") + " " + property("java.runtime.version"));
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
