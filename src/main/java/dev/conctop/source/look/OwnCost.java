package dev.conctop.source.look;

import dev.conctop.probe.Probes;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.task.Digits;
import org.jspecify.annotations.Nullable;

/**
 * What looking costs the machine: own CPU time, how long a look takes, looks that were missed. Once
 * it has measured for ten seconds, costs are those of the last second's begin: nobody reads them
 * ten times a second, and neither asking for them nor recording them is free. Counts and the notice
 * are always those of now.
 */
public final class OwnCost {
  private static final long SECOND = 1_000_000_000L;
  private static final long SETTLED_NANOS = 10 * SECOND;

  private final CpuClock clock;
  private long sinceNanos;
  private long looks;
  private long missed;
  private long toldNanos;
  private @Nullable ObserverCost told;

  public OwnCost(Probes probes, long nanos) {
    clock = CpuClock.ofThisProcess(probes);
    sinceNanos = nanos;
  }

  /** Measuring begins. */
  public void mark(long nanos) {
    clock.mark();
    sinceNanos = nanos;
    told = null;
  }

  /** Own CPU time since measuring began. */
  public CpuClock clock() {
    return clock;
  }

  /** Looks came too late to be made. */
  public void missed(long count) {
    missed += count;
  }

  /**
   * A look is over.
   *
   * @param begin when it began
   * @param now its end
   * @param notice what a person should know of how it was made; empty if nothing
   */
  public ObserverCost looked(long begin, long now, String notice, CauseRate causes) {
    looks++;
    ObserverCost last = told;
    if (last == null || now - sinceNanos < SETTLED_NANOS || now - toldNanos >= SECOND) {
      last = measured(begin, now, causes);
      told = last;
      toldNanos = now;
    }
    return new ObserverCost(
        last.cpuShareOfCore(), last.sampleNanos(), looks, missed, notice, last.causes());
  }

  private ObserverCost measured(long begin, long now, CauseRate causes) {
    long wall = now - sinceNanos;
    Figure cpu = clock.sinceMark();
    Figure share =
        cpu.known() && wall > 0
            ? cpu.map(spent -> spent / wall)
            : Figure.na("own CPU time could not be read");
    return new ObserverCost(share, Digits.clock(now - begin), looks, missed, "", causes);
  }
}
