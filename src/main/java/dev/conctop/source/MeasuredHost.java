package dev.conctop.source;

import dev.conctop.probe.CoreCounters;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.CoreUse;
import java.util.List;
import java.util.Optional;

/** The machine since measuring began: counters then against counters now. */
final class MeasuredHost {
  private final CoreCounters begin;

  /** The observer's, and the server's if there is one. */
  private final List<CpuClock> ours;

  private final Optional<CpuClock> server;

  /**
   * @param begin the cores' counters when measuring began
   * @param observer the observer's CPU time, marked then
   * @param server the server's, marked then; empty when there is none
   */
  MeasuredHost(CoreCounters begin, CpuClock observer, Optional<CpuClock> server) {
    this.begin = begin;
    this.server = server;
    this.ours = server.map(other -> List.of(observer, other)).orElse(List.of(observer));
  }

  /**
   * @param subjectCpu CPU time of the subject's processes since measuring began, ns
   */
  HostTotals until(CoreCounters now, Figure subjectCpu) {
    List<CoreUse> cores = now.since(begin);
    long wall = now.nanos() - begin.nanos();
    Figure served =
        server
            .filter(_ -> wall > 0)
            .map(clock -> clock.sinceMark().map(nanos -> nanos / wall))
            .orElse(Figure.na("no server of ours runs"));
    return new HostTotals(wall, cores, served, otherLoad(cores, wall, subjectCpu));
  }

  private Figure otherLoad(List<CoreUse> cores, long wall, Figure subjectCpu) {
    if (!subjectCpu.known()) {
      return subjectCpu;
    }
    if (wall <= 0 || cores.isEmpty()) {
      return Figure.na("the cores were not read twice");
    }
    double busy = 0;
    for (CoreUse core : cores) {
      busy += core.busy();
    }
    double known = subjectCpu.value();
    for (CpuClock clock : ours) {
      Figure cpu = clock.sinceMark();
      known += cpu.known() ? cpu.value() : 0;
    }
    return Figure.estimated(Math.max(0, busy - known / wall));
  }
}
