package dev.conctop.catalog;

import dev.conctop.catalog.parameter.ParameterSpec;
import java.util.List;

/**
 * One workload.
 *
 * @param kind what it mostly does
 * @param help one line: what one task is
 * @param server whether it needs the loopback server
 */
public record WorkloadSpec(
    String id, Kind kind, String help, boolean server, List<ParameterSpec> parameters) {
  /** What a workload mostly does. */
  public enum Kind {
    CPU("CPU"),
    DISK("I/O disk"),
    NETWORK("I/O net"),
    TERMINAL("I/O term"),
    DEVICE("I/O device"),
    TIMER("I/O timer"),
    MIXED("mixed"),
    LESSON("lesson"),
    YOURS("yours");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  public WorkloadSpec {
    parameters = List.copyOf(parameters);
  }

  /** Whether only CPython can run it: its work is a Python library's. */
  public boolean pythonOnly() {
    return id.equals("numpy");
  }

  /** Whether it stands for a device that is not there; then labelled so everywhere. */
  public boolean simulated() {
    return kind == Kind.DEVICE;
  }
}
