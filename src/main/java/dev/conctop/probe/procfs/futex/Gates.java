package dev.conctop.probe.procfs.futex;

import dev.conctop.account.ThreadAccount;
import dev.conctop.sample.figure.Part;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which locks keep nobody from work: those whose holder has nothing to do itself. A pool that takes
 * its next task under a lock ({@code lock(); accept(); unlock()}) has one thread in {@code accept}
 * and the others behind it; helpers are kept behind a lock of their own each while there is nothing
 * for them. What they all wait for is yet to be brought, so that they are idle.
 *
 * <pre>
 * the lock's holder                                          who waits for it
 * is idle, or waits for a lock that is a gate itself         idle
 * was idle with this lock in hand, and nobody moved since    idle
 * works, and keeps several locks with one still waiter each  idle: a gate for each helper
 * joins, sleeps, waits for input or output, computes         lock
 * cannot be told: of those who come here
 *   two such locks with one still waiter each                lock: each other's, maybe
 *   somebody sleeps or waits for input or output             lock
 *   somebody computes                                        as before, in time lock
 *   nobody does, somebody is idle                            idle
 *   all wait: of all other threads
 *     somebody is stuck in a wait or computes all the time   lock
 *     nobody is, somebody is idle other than in a join       idle (a parked main thread joins)
 * nobody can be woken from outside of the process            lock
 * </pre>
 *
 * Smoothed over looks. Confined to the sampler's thread.
 */
final class Gates {
  private static final double LEARNS = 0.25;
  private static final double DOUBTS = 0.05;
  private static final double MOSTLY = 0.5;

  private final Waiter.All threads;
  private final Map<Integer, Integer> kept = new HashMap<>();
  private boolean anyFromOutside;
  private boolean anyStuck;
  private boolean anyIdle;
  private boolean anyOther;

  Gates(Waiter.All threads) {
    this.threads = threads;
  }

  /** All threads were looked at. */
  void settle(Collection<Site> sites, List<? extends Waiter> all) {
    boolean any = false;
    kept.clear();
    for (Site site : sites) {
      if (site.isLock()) {
        any = true;
        if (site.isWaitedForByOneThatStoodStill()) {
          kept.merge(site.owner(), 1, Integer::sum);
        }
      }
    }
    if (any) {
      ask(all);
      for (Site site : sites) {
        if (site.isLock()) {
          judge(site);
        }
      }
    }
  }

  /** What those do who want no lock. */
  private void ask(List<? extends Waiter> all) {
    anyFromOutside = false;
    anyStuck = false;
    anyIdle = false;
    anyOther = false;
    for (int i = 0; i < all.size(); i++) {
      Waiter thread = all.get(i);
      anyFromOutside |= !thread.isWokenFromWithin();
      Site at = thread.site();
      if (at != null && at.isLock()) {
        continue;
      }
      // The main thread that is parked joins the others, as a rule.
      boolean joins = thread.isJoining() || (thread.isMain() && thread.isWokenFromWithin());
      anyOther |= !joins && thread.now() != Part.SLEEP;
      switch (thread.now()) {
        case ON_CPU, RUN_QUEUE -> anyStuck |= computes(thread);
        case DISK, NETWORK, IPC, LOCK, UNKNOWN -> anyStuck |= !thread.movedLately();
        case IDLE -> anyIdle |= !joins;
        case SLEEP -> {}
      }
    }
  }

  private static boolean computes(Waiter thread) {
    ThreadAccount books = thread.account();
    return books != null && books.mostlyComputes();
  }

  /** What one look tells of a lock's holder. */
  private enum Told {
    IDLE,
    AT_WORK,
    /** Somebody who comes here is on a core just now: it may hold the lock, or have left it. */
    MAYBE_AT_WORK,
    NOTHING
  }

  private void judge(Site site) {
    Told told = anyFromOutside ? tell(site) : Told.AT_WORK;
    switch (told) {
      case IDLE -> site.gateShare += (1 - site.gateShare) * LEARNS;
      case AT_WORK -> site.gateShare -= site.gateShare * LEARNS;
      case MAYBE_AT_WORK -> site.gateShare -= site.gateShare * DOUBTS;
      case NOTHING -> {}
    }
    site.gate = site.gateShare > MOSTLY;
  }

  private Told tell(Site site) {
    boolean oneOfSeveral =
        site.isWaitedForByOneThatStoodStill() && kept.getOrDefault(site.owner(), 0) > 1;
    Waiter holder = site.owner() == 0 ? null : threads.thread(site.owner());
    if (holder == null) {
      // Two with one waiter each may be two threads that want each other's.
      boolean embrace = oneOfSeveral && kept.getOrDefault(0, 0) == 2;
      if (embrace) {
        return Told.AT_WORK;
      }
      return oneOfSeveral && anyOther ? Told.IDLE : byOthers(site);
    }
    if (isIdle(holder)) {
      site.idleOwner = holder.tid();
      return Told.IDLE;
    }
    boolean wasIdle = site.idleOwner == holder.tid() && !site.anyMoves();
    if (oneOfSeveral || wasIdle) {
      return Told.IDLE;
    }
    // Who was seen to hold it a moment ago may have handed it on.
    return isOnCore(holder) && !computes(holder) ? Told.MAYBE_AT_WORK : Told.AT_WORK;
  }

  private static boolean isOnCore(Waiter thread) {
    return thread.now() == Part.ON_CPU || thread.now() == Part.RUN_QUEUE;
  }

  private static boolean isIdle(Waiter holder) {
    Site at = holder.site();
    return at != null && at.isLock() ? at.gate : holder.now() == Part.IDLE && !holder.isJoining();
  }

  private Told byOthers(Site site) {
    boolean idle = false;
    boolean computes = false;
    for (Waiter member : site.members()) {
      if (member.site() != site) {
        boolean onCore = isOnCore(member);
        if (!onCore && !isIdle(member)) {
          return Told.AT_WORK;
        }
        computes |= onCore;
        idle |= !onCore;
      }
    }
    if (computes) {
      return Told.MAYBE_AT_WORK;
    }
    if (idle) {
      return Told.IDLE;
    }
    if (anyStuck) {
      return Told.AT_WORK;
    }
    return anyIdle ? Told.IDLE : Told.NOTHING;
  }
}
