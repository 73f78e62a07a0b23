package dev.conctop.probe.oshi;

import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Figure;
import oshi.hardware.CentralProcessor;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.nativefree.SystemInfo;
import oshi.software.os.OperatingSystem;

/**
 * Names the machine. Takes a few hundred ms: not for the start-up path, and not for the sampling
 * thread.
 */
public final class OshiMachine {
  private static final int LONGEST = 120;

  private OshiMachine() {}

  /** Reads what the machine is; what OSHI cannot tell is "unknown", 0 cores, or n/a. */
  public static MachineInfo read() {
    try {
      return read(new SystemInfo());
    } catch (RuntimeException | LinkageError e) {
      // OSHI's readers differ by system; a machine without a name is better than no screen.
      return unknown(String.valueOf(e.getMessage()));
    }
  }

  private static MachineInfo read(SystemInfo system) {
    HardwareAbstractionLayer hardware = system.getHardware();
    CentralProcessor processor = hardware.getProcessor();
    OperatingSystem os = system.getOperatingSystem();
    long memory = hardware.getMemory().getTotal();
    return new MachineInfo(
        text(os.getNetworkParams().getHostName()),
        text(processor.getProcessorIdentifier().getName()),
        processor.getPhysicalProcessorCount(),
        processor.getLogicalProcessorCount(),
        memory > 0 ? Figure.exact((double) memory) : Figure.na("OSHI cannot read it"),
        text(os.toString()));
  }

  private static MachineInfo unknown(String reason) {
    return new MachineInfo(
        "unknown",
        "unknown",
        0,
        Runtime.getRuntime().availableProcessors(),
        Figure.na("OSHI: " + text(reason)),
        text(System.getProperty("os.name", "unknown")));
  }

  private static String text(String raw) {
    String clean = CleanText.clean(raw.strip(), LONGEST);
    return clean.isEmpty() ? "unknown" : clean;
  }
}
