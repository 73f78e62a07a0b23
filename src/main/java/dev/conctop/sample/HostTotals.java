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
 * @param generatorCores cores that the generator of the load was busy with, where a server is
 *     watched; n/a elsewhere
 * @param otherLoadCores cores busy with what is neither subject, server nor observer, on average
 */
public record HostTotals(
    long wallNanos,
    List<CoreUse> cores,
    Figure serverCores,
    Figure generatorCores,
    Figure otherLoadCores)
    implements Fact {
  /** Why there is no figure of a server beside what is watched. */
  public static final Figure NO_SERVER = Figure.na("no server of ours runs");

  /** Why there is no figure of a generator beside what is watched. */
  public static final Figure NO_GENERATOR = Figure.na("no server is watched");

  /** Of a machine where no server of ours runs. */
  public HostTotals(long wallNanos, List<CoreUse> cores, Figure otherLoadCores) {
    this(wallNanos, cores, NO_SERVER, NO_GENERATOR, otherLoadCores);
  }

  public HostTotals {
    cores = List.copyOf(cores);
  }

  /** Mean busy share of all cores, 0 to 1; NaN without cores. */
  public double busy() {
    return cores.stream().mapToDouble(CoreUse::busy).average().orElse(Double.NaN);
  }
}
