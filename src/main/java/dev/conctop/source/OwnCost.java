package dev.conctop.source;

import dev.conctop.probe.Probes;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.task.Digits;

/** What looking costs the machine: own CPU time, how long a look takes, looks that were missed. */
final class OwnCost {

  private final CpuClock clock;
  private long sinceNanos;
  private long looks;
  private long missed;

  OwnCost(Probes probes, long nanos) {
    clock = CpuClock.ofThisProcess(probes);
    sinceNanos = nanos;
  }

  /** Measuring begins. */
  void mark(long nanos) {
    clock.mark();
    sinceNanos = nanos;
  }

  /** Own CPU time since measuring began. */
  CpuClock clock() {
    return clock;
  }

  /** Looks came too late to be made. */
  void missed(long count) {
    missed += count;
  }

  /**
   * A look is over.
   *
   * @param begin when it began
   * @param now its end
   * @param notice what a person should know of how it was made; empty if nothing
   */
  ObserverCost looked(long begin, long now, String notice, CauseRate causes) {
    looks++;
    long wall = now - sinceNanos;
    Figure cpu = clock.sinceMark();
    Figure share =
        cpu.known() && wall > 0
            ? cpu.map(spent -> spent / wall)
            : Figure.na("own CPU time could not be read");
    return new ObserverCost(share, Digits.clock(now - begin), looks, missed, notice, causes);
  }
}
