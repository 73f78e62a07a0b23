package dev.conctop.probe;

import dev.conctop.sample.HostSample;

/** Watches the machine. Confined to one thread. */
public interface HostProbe extends AutoCloseable {
  /**
   * Reads everything. Shares are over a sliding second, or since the first look while that is
   * younger; the first look has no cores.
   *
   * @param nanos monotonic time now, of the clock of {@link System#nanoTime}
   * @param ours processes that are not other load: subjects, servers, the observer; empty when
   *     there is no subject
   */
  HostSample look(long nanos, int[] ours);

  /** The cores' counters at the last look, to be compared with later ones. */
  CoreCounters totals();

  @Override
  void close();
}
