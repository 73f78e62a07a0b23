package dev.conctop.probe.procfs.futex;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses at which threads of one process are parked, and who else comes there. One look at
 * one thread cannot tell a semaphore that is a lock (CPython's {@code threading.Lock}) from one
 * that tasks are counted by; several looks at several threads can:
 *
 * <ul>
 *   <li>a glibc condition, told by the count of its waiters beside it (struct __pthread_cond_s):
 *       what is waited for is yet to be brought, whoever waits
 *   <li>a lock: as long as somebody waits, just one of those who come there is at work. At a queue
 *       of tasks it is often none, or several
 *   <li>where nobody moves: a lock when several wait at one address while another thread of the
 *       process is stuck in output or at a file; else a queue
 * </ul>
 */
public final class FutexSites {
  private static final int MOST_SITES = 4096;

  private final Map<Long, Site> sites = new HashMap<>();
  private final Gates gates;

  /**
   * No addresses yet.
   *
   * @param threads who may hold what is waited for
   */
  public FutexSites(Waiter.All threads) {
    this.gates = new Gates(threads);
  }

  /** Whether no thread was seen at a futex of which more could be learnt. */
  public boolean isEmpty() {
    return sites.isEmpty();
  }

  /**
   * The site of an address, which the thread joins.
   *
   * @param before the site at which it was seen last, if any
   */
  public Site join(long address, @Nullable Site before, Waiter thread) {
    Site site = before != null && before.address == address ? before : sites.get(address);
    if (site == null) {
      if (sites.size() >= MOST_SITES) {
        sites.clear();
      }
      site = new Site(address);
      sites.put(address, site);
    }
    if (site != before) {
      site.join(thread);
    }
    return site;
  }

  /**
   * All threads were looked at: what was seen of each address is learnt.
   *
   * @param threads all of the process
   * @param stuck whether one of them is stuck in output or at a file
   * @param hog one that computes nearly all the time, if there is one
   * @param lookNanos since the look before
   */
  public void settle(
      List<? extends Waiter> threads, boolean stuck, @Nullable Waiter hog, long lookNanos) {
    for (Iterator<Site> all = sites.values().iterator(); all.hasNext(); ) {
      Site site = all.next();
      if (site.forgetEnded()) {
        all.remove();
      } else if (site.isShared()) {
        site.settle(stuck, hog, lookNanos);
      }
    }
    gates.settle(sites.values(), threads);
  }
}
