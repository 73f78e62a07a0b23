package dev.conctop.source.look;

import dev.conctop.probe.CoreCounters;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.CoreUse;
import java.util.List;
import java.util.Optional;

/** The machine since measuring began: counters then against counters now. */
public final class MeasuredHost {
  private final CoreCounters begin;

  /** The observer's, and that of the process beside the watched one if there is one. */
  private final List<CpuClock> ours;

  private final Optional<CpuClock> beside;
  private final boolean generates;

  /**
   * @param begin the cores' counters when measuring began
   * @param observer the observer's CPU time, marked then
   * @param beside that of the process beside the watched one, marked then; empty when there is none
   * @param generates whether that one generates the load of a watched server, or is a server
   */
  public MeasuredHost(
      CoreCounters begin, CpuClock observer, Optional<CpuClock> beside, boolean generates) {
    this.begin = begin;
    this.beside = beside;
    this.generates = generates;
    this.ours = beside.map(other -> List.of(observer, other)).orElse(List.of(observer));
  }

  /**
   * @param subjectCpu CPU time of the subject's processes since measuring began, ns
   */
  public HostTotals until(CoreCounters now, Figure subjectCpu) {
    List<CoreUse> cores = now.since(begin);
    long wall = now.nanos() - begin.nanos();
    return new HostTotals(
        wall,
        cores,
        generates ? HostTotals.NO_SERVER : besideCores(wall, HostTotals.NO_SERVER),
        generates ? besideCores(wall, HostTotals.NO_GENERATOR) : HostTotals.NO_GENERATOR,
        otherLoad(cores, wall, subjectCpu));
  }

  private Figure besideCores(long wall, Figure without) {
    return beside
        .filter(_ -> wall > 0)
        .map(clock -> clock.sinceMark().map(nanos -> nanos / wall))
        .orElse(without);
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
