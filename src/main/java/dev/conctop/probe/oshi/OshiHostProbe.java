package dev.conctop.probe.oshi;

import dev.conctop.probe.CoreCounters;
import dev.conctop.probe.HostProbe;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.Pressure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** The machine through OSHI. */
final class OshiHostProbe implements HostProbe {
  private static final long WINDOW_NANOS = 1_000_000_000L;

  private record Look(CoreCounters totals, double ourNanos) {}

  private final CentralProcessor processor;
  private final OperatingSystem os;
  private final Deque<Look> looks = new ArrayDeque<>();

  OshiHostProbe(CentralProcessor processor, OperatingSystem os) {
    this.processor = processor;
    this.os = os;
  }

  @Override
  public HostSample look(long nanos, int[] ours) {
    Look now = new Look(new CoreCounters(nanos, cores()), ourNanos(ours));
    looks.addLast(now);
    // Keeps the youngest look that is at least a window old.
    while (looks.size() > 2 && nanos - second().totals().nanos() >= WINDOW_NANOS) {
      looks.removeFirst();
    }
    Look then = looks.getFirst();
    long interval = nanos - then.totals().nanos();
    List<CoreUse> uses = interval <= 0 ? List.of() : now.totals().since(then.totals());
    double[] load = processor.getSystemLoadAverage(1);
    return new HostSample(
        nanos,
        interval,
        uses,
        Fidelity.SAMPLED,
        Pressure.na("only Linux tells pressure"),
        Figure.na("this system does not tell runnable threads"),
        load.length > 0 && load[0] >= 0
            ? Figure.exact(load[0])
            : Figure.na("this system has no load average"),
        otherLoad(uses, then, now, interval, ours.length > 0));
  }

  private Look second() {
    var each = looks.iterator();
    each.next();
    return each.next();
  }

  private List<CoreCounters.CoreTotal> cores() {
    long[][] ticks = processor.getProcessorCpuLoadTicks();
    List<CoreCounters.CoreTotal> cores = new ArrayList<>(ticks.length);
    for (int i = 0; i < ticks.length; i++) {
      long[] of = ticks[i];
      cores.add(
          new CoreCounters.CoreTotal(
              i,
              of[TickType.USER.getIndex()] + of[TickType.NICE.getIndex()],
              of[TickType.SYSTEM.getIndex()]
                  + of[TickType.IRQ.getIndex()]
                  + of[TickType.SOFTIRQ.getIndex()],
              of[TickType.IOWAIT.getIndex()],
              of[TickType.STEAL.getIndex()],
              of[TickType.IDLE.getIndex()]));
    }
    return cores;
  }

  private double ourNanos(int[] pids) {
    double nanos = 0;
    for (int pid : pids) {
      OSProcess process = os.getProcess(pid);
      if (process != null) {
        nanos += (process.getUserTime() + process.getKernelTime()) * 1e6;
      }
    }
    return nanos;
  }

  private static Figure otherLoad(
      List<CoreUse> uses, Look then, Look now, long interval, boolean subject) {
    if (!subject) {
      return Figure.na("no subject");
    }
    if (uses.isEmpty()) {
      return Figure.na("only one look so far");
    }
    double busy = 0;
    for (CoreUse use : uses) {
      busy += use.busy();
    }
    double own = Math.max(0, now.ourNanos() - then.ourNanos()) / interval;
    return Figure.estimated(Math.max(0, busy - own));
  }

  @Override
  public CoreCounters totals() {
    return looks.isEmpty() ? CoreCounters.none() : looks.getLast().totals();
  }

  @Override
  public void close() {
    looks.clear();
  }
}
