package dev.conctop.source;

import dev.conctop.probe.CoreCounters;
import dev.conctop.sample.CoreUse;
import dev.conctop.sample.Figure;
import dev.conctop.sample.HostTotals;
import java.util.List;
import java.util.Optional;

/** The machine since measuring began: counters then against counters now. */
final class MeasuredHost {
  private final CoreCounters begin;
  private final CpuClock observer;
  private final Optional<CpuClock> server;

  /**
   * @param begin the cores' counters when measuring began
   * @param observer the observer's CPU time, marked then
   * @param server the server's, marked then; empty when there is none
   */
  MeasuredHost(CoreCounters begin, CpuClock observer, Optional<CpuClock> server) {
    this.begin = begin;
    this.observer = observer;
    this.server = server;
  }

  /**
   * @param subjectCpu CPU time of the subject's processes since measuring began, ns
   */
  HostTotals until(CoreCounters now, Figure subjectCpu) {
    List<CoreUse> cores = now.since(begin);
    long wall = now.nanos() - begin.nanos();
    return new HostTotals(wall, cores, otherLoad(cores, wall, subjectCpu));
  }

  private Figure otherLoad(List<CoreUse> cores, long wall, Figure subjectCpu) {
    if (!subjectCpu.known()) {
      return subjectCpu;
    }
    if (wall <= 0 || cores.isEmpty()) {
      return Figure.na("the cores were not read twice");
    }
    double busy = cores.stream().mapToDouble(CoreUse::busy).sum();
    double ours = subjectCpu.value();
    for (CpuClock clock : server.map(s -> List.of(observer, s)).orElse(List.of(observer))) {
      Figure cpu = clock.sinceMark();
      ours += cpu.known() ? cpu.value() : 0;
    }
    return Figure.estimated(Math.max(0, busy - ours / wall));
  }
}
