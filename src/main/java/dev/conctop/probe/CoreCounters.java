package dev.conctop.probe;

import dev.conctop.sample.host.CoreUse;
import java.util.ArrayList;
import java.util.List;

/**
 * Counters of the cores at one look, for shares over any length of time: keep one, and compare a
 * later one with it.
 *
 * @param nanos monotonic time of the look
 */
public record CoreCounters(long nanos, List<CoreTotal> cores) {
  public CoreCounters {
    cores = List.copyOf(cores);
  }

  /** Nothing known. */
  public static CoreCounters none() {
    return new CoreCounters(0, List.of());
  }

  /**
   * One core's counters since boot, all in one unit.
   *
   * @param core the kernel's number of the core
   */
  public record CoreTotal(int core, long user, long system, long iowait, long steal, long idle) {
    /**
     * Shares of the time since an earlier reading; empty time has no shares and is all idle.
     * Counters that went back (idle and iowait do, on some kernels) count as standing still.
     */
    public CoreUse since(CoreTotal earlier) {
      long u = Math.max(0, user - earlier.user);
      long s = Math.max(0, system - earlier.system);
      long w = Math.max(0, iowait - earlier.iowait);
      long t = Math.max(0, steal - earlier.steal);
      long i = Math.max(0, idle - earlier.idle);
      double sum = (double) u + s + w + t + i;
      if (sum <= 0) {
        return new CoreUse(core, 0, 0, 0, 0, 1);
      }
      return new CoreUse(core, u / sum, s / sum, w / sum, t / sum, i / sum);
    }
  }

  /**
   * Use of each core between an earlier look and this one; cores that are not in both are left out.
   */
  public List<CoreUse> since(CoreCounters earlier) {
    List<CoreUse> uses = new ArrayList<>();
    for (CoreTotal now : cores) {
      for (CoreTotal then : earlier.cores) {
        if (then.core == now.core) {
          uses.add(now.since(then));
        }
      }
    }
    return uses;
  }
}
