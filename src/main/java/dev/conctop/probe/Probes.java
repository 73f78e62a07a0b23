package dev.conctop.probe;

import dev.conctop.sample.figure.Figure;
import java.util.List;
import java.util.Optional;

/** The probes of one way to read a machine. */
public interface Probes {
  ProbeKind kind();

  /** A new probe of processes; to be closed. */
  ThreadProbe threads();

  /** A new probe of the machine; to be closed. */
  HostProbe host();

  /** A new probe of all processes and devices, to be closed; empty where there is none. */
  default Optional<MachineProbe> machine() {
    return Optional.empty();
  }

  /**
   * CPU time of a whole process since it began, ns, its ended threads included; n/a when there is
   * no such process. Called from one thread at a time.
   */
  default Figure cpu(int pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(time -> Figure.estimated(time.toNanos()))
        .orElseGet(() -> Figure.na("no such process"));
  }

  /**
   * Memory of these processes together, bytes, what they share with others in proportion (PSS).
   * Takes a millisecond and more a process; called from one thread at a time.
   */
  default Figure memory(int[] pids) {
    return Figure.na("only Linux says what processes share");
  }

  /** A new reader of stacks, for one thread at a time. */
  default StackReader stacks() {
    return StackReader.none("stacks cannot be read from outside on this system");
  }

  /** The CPU quota of a process's control group now; costs some ten file readings. */
  CpuQuota quota(int pid);

  /** What can and cannot be measured here. */
  List<Capability> capabilities();
}
