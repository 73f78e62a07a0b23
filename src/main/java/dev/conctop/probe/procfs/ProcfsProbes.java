package dev.conctop.probe.procfs;

import dev.conctop.probe.Capability;
import dev.conctop.probe.CpuQuota;
import dev.conctop.probe.HostProbe;
import dev.conctop.probe.MachineProbe;
import dev.conctop.probe.ProbeKind;
import dev.conctop.probe.Probes;
import dev.conctop.probe.StackReader;
import dev.conctop.probe.ThreadProbe;
import dev.conctop.probe.procfs.file.LinuxFiles;
import dev.conctop.probe.procfs.host.CgroupCpu;
import dev.conctop.probe.procfs.host.ProcHostProbe;
import dev.conctop.probe.procfs.host.ProcessClock;
import dev.conctop.probe.procfs.process.ProcMachineProbe;
import dev.conctop.probe.procfs.process.SharedMemory;
import dev.conctop.probe.procfs.program.ProcStacks;
import dev.conctop.probe.procfs.thread.ProcThreadProbe;
import dev.conctop.probe.python.PythonStacks;
import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Linux's probes, from {@code /proc}. */
public final class ProcfsProbes implements Probes {
  private static final String PROC = "/proc";

  /** For quotas, which are asked for every second. */
  private final LinuxFiles root = new LinuxFiles("/");

  private final ProcessClock clock = new ProcessClock();
  private final SharedMemory memory = new SharedMemory(new LinuxFiles(PROC));

  /** Whether this machine has a {@code /proc} with processes in it. */
  public static boolean here() {
    return Files.isReadable(Path.of(PROC, "stat")) && Files.isReadable(Path.of(PROC, "self/stat"));
  }

  @Override
  public ProbeKind kind() {
    return ProbeKind.PROCFS;
  }

  @Override
  public ThreadProbe threads() {
    return new ProcThreadProbe(
        new LinuxFiles(PROC), System::nanoTime, System.getProperty("os.arch", ""));
  }

  @Override
  public HostProbe host() {
    return new ProcHostProbe(new LinuxFiles(PROC));
  }

  @Override
  public Optional<MachineProbe> machine() {
    return Optional.of(
        new ProcMachineProbe(
            new LinuxFiles(PROC), System::nanoTime, System.getProperty("os.arch", "")));
  }

  @Override
  public StackReader stacks() {
    return new ProcStacks(new LinuxFiles(PROC), ProcfsProbes::python);
  }

  private static ThreadStack.Answer python(int pid, int tid) {
    return switch (PythonStacks.read(pid, tid)) {
      case PythonStacks.Frames frames ->
          new ThreadStack.Frames(
              "its memory",
              Fidelity.SAMPLED,
              frames.frames().stream().map(ThreadStack.Line::frame).toList());
      case PythonStacks.NotRead why -> new ThreadStack.NotRead(why.reason(), "");
    };
  }

  @Override
  public Figure cpu(int pid) {
    long nanos = clock.nanos(pid);
    return nanos < 0 ? Probes.super.cpu(pid) : Figure.exact(nanos);
  }

  @Override
  public Figure memory(int[] pids) {
    return memory.of(pids);
  }

  @Override
  public CpuQuota quota(int pid) {
    CgroupCpu group = CgroupCpu.read(root, pid);
    return new CpuQuota(
        group.quotaCores(), group.throttledNanos(), group.throttledPeriods(), group.periods());
  }

  @Override
  public List<Capability> capabilities() {
    return new ProcCapabilities(
            new LinuxFiles("/"), System.getProperty("os.arch", ""), ProcessHandle.current().pid())
        .read();
  }
}
