package dev.conctop.sample;

import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Millionths;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.host.Pressure;
import java.util.List;

/**
 * The machine over the last interval.
 *
 * @param nanos monotonic time at the end of the interval
 * @param intervalNanos how long the sliding interval behind the core figures was
 * @param cores one entry a core that is on line
 * @param coreFidelity how the core figures were got
 * @param runnable runnable threads on the machine now, from /proc/loadavg
 * @param otherLoadCores cores busy with what is neither subject, server nor observer; n/a without a
 *     subject
 */
public record HostSample(
    long nanos,
    long intervalNanos,
    List<CoreUse> cores,
    Fidelity coreFidelity,
    Pressure pressure,
    Figure runnable,
    Figure loadAverage,
    Figure otherLoadCores)
    implements Fact {
  public HostSample {
    loadAverage = Millionths.near(loadAverage);
    otherLoadCores = Millionths.near(otherLoadCores);
    cores = List.copyOf(cores);
  }

  /** Mean busy share of all cores, 0 to 1. */
  public double busy() {
    double sum = 0;
    for (CoreUse core : cores) {
      sum += core.busy();
    }
    return cores.isEmpty() ? 0 : sum / cores.size();
  }
}
