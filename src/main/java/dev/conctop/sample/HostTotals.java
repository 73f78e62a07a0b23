package dev.conctop.sample;

import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.CoreUse;
import java.util.List;

/**
 * The machine over the whole measured time so far.
 *
 * @param wallNanos how long that is
 * @param cores one entry a core, shares of that time
 * @param serverCores cores that our loopback server was busy with on average; n/a without one
 * @param otherLoadCores cores busy with what is neither subject, server nor observer, on average
 */
public record HostTotals(
    long wallNanos, List<CoreUse> cores, Figure serverCores, Figure otherLoadCores)
    implements Fact {
  /** Of a machine where no server of ours runs. */
  public HostTotals(long wallNanos, List<CoreUse> cores, Figure otherLoadCores) {
    this(wallNanos, cores, Figure.na("no server of ours runs"), otherLoadCores);
  }

  public HostTotals {
    cores = List.copyOf(cores);
  }

  /** Mean busy share of all cores, 0 to 1; NaN without cores. */
  public double busy() {
    return cores.stream().mapToDouble(CoreUse::busy).average().orElse(Double.NaN);
  }
}
