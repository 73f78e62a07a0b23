package dev.conctop.source.look;

import dev.conctop.probe.Probes;
import dev.conctop.sample.figure.Figure;

/** CPU time of a whole process since a mark, for the server and the observer. */
public final class CpuClock {
  private final Probes probes;
  private final int pid;
  private Figure last = Figure.na("the process was not found");
  private double mark;

  public CpuClock(Probes probes, int pid) {
    this.probes = probes;
    this.pid = pid;
    mark();
  }

  static CpuClock ofThisProcess(Probes probes) {
    return new CpuClock(probes, (int) ProcessHandle.current().pid());
  }

  void mark() {
    read();
    mark = last.known() ? last.value() : 0;
  }

  /** CPU time since the mark, ns; of a process that has ended, up to the last reading. */
  Figure sinceMark() {
    read();
    return last.map(total -> total - mark);
  }

  private void read() {
    Figure now = probes.cpu(pid);
    // Less than before is another process that was given its number.
    if (now.known() && !(last.known() && now.value() < last.value())) {
      last = now;
    }
  }
}
