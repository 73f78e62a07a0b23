package dev.conctop.app.experiment.whatif.bench;

import dev.conctop.probe.procfs.ProcMachine;
import dev.conctop.probe.procfs.ProcfsProbes;
import dev.conctop.sample.MachineInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a machine is, as far as its costs depend on it. */
public final class MachineName {
  private MachineName() {}

  /**
   * By name.
   *
   * @param cores that may be used
   */
  public static Map<String, String> here(int cores) {
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

  /**
   * What a machine that was recorded is, as far as that was recorded: the rest is taken to be as it
   * is here.
   *
   * @param here as {@link #here}
   * @param machine what is known of the other
   * @param cores that it could use
   */
  public static Map<String, String> like(
      Map<String, String> here, Optional<MachineInfo> machine, int cores) {
    Map<String, String> there = new HashMap<>(here);
    there.put("cpu", machine.map(MachineInfo::cpuModel).orElse(""));
    there.put("cores", Integer.toString(cores));
    return there;
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
