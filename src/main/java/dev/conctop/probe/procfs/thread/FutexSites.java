package dev.conctop.probe.procfs.thread;

import dev.conctop.account.ThreadAccount;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.wait.FutexWait;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;
import java.util.ArrayList;
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
  /** What those do in all who share a lock that is always held: one thread's time. */
  private static final double LEAST_WORK = 0.8;

  private static final double MOST_WORK = 1.15;
  private static final double LEAST_WAIT = 0.3;
  private static final double LITTLE_WORK = 0.3;

  /** Times a second that all who come here are woken together. */
  private static final double WAKES = 40;

  private static final double LEARNS = 0.25;
  private static final int MOST_MEMBERS = 64;
  private static final int MOST_SITES = 4096;
  private static final int BEFORE = 16;
  private static final int WORDS = 32;
  private static final long READ_AGAIN_NANOS = 1_000_000_000L;

  /** What lies at an address. */
  enum Kind {
    UNKNOWN,
    CONDITION,
    SEMAPHORE,
    /** A semaphore or a mutex that is known to be a lock: {@link PythonLocks}. */
    LOCK,
    /** Likewise known to be waited at for what a queue is given. */
    QUEUE
  }

  /** One address. */
  static final class Site {
    final long address;
    private final List<ThreadWatch> members = new ArrayList<>(2);
    private Kind kind = Kind.UNKNOWN;
    private long readNanos = Long.MIN_VALUE;
    private boolean learnt;
    private boolean inVain;
    private double woken;

    /** In threads' worth, of all who come here: at work, wanting a core, waiting in futexes. */
    private double work;

    private double queue;
    private double wait;
    private boolean parkedBesideWork;
    private String held = "";
    private int owner;

    private boolean heldByWord;
    private boolean objectAsked;
    private int waiting;

    /** As {@link Gates} has it: how often its holder was found idle, and whether it mostly is. */
    boolean gate;

    double gateShare = 0.5;
    int idleOwner;

    Site(long address) {
      this.address = address;
    }

    Kind kind() {
      return kind;
    }

    /** The word at the address says itself that another thread holds it. */
    void isHeldByItsWord() {
      heldByWord = true;
    }

    /**
     * Whether it is known to be a lock that somebody holds. Of CPython's a single waiter may wait
     * for a notification, which is made of the same lock.
     */
    boolean isLock() {
      return heldByWord || (kind == Kind.LOCK && waiting > 1);
    }

    /** Whether those who come here take turns: what they wait for is held by one of them. */
    boolean isTakenInTurns() {
      return kind != Kind.CONDITION
          && kind != Kind.QUEUE
          && !(isLock() && gate)
          && (parkedBesideWork || (learnt && (isOneAtATime() || isInVain())));
    }

    /** They are woken and find it taken: by one that takes it again at once and never waits. */
    private boolean isInVain() {
      return inVain && work + queue <= LITTLE_WORK && wait >= LEAST_WAIT;
    }

    /** A holder without a core is at work; one that was woken and has none yet is not. */
    private boolean isOneAtATime() {
      return work <= MOST_WORK && work + queue >= LEAST_WORK && wait >= LEAST_WAIT;
    }

    private void learn(long workNanos, long queueNanos, long waitNanos, long wallNanos) {
      double learns = learnt ? LEARNS : 1;
      work += ((double) workNanos / wallNanos - work) * learns;
      queue += ((double) queueNanos / wallNanos - queue) * learns;
      wait += ((double) waitNanos / wallNanos - wait) * learns;
      learnt = true;
    }

    /** Whether several threads come here. */
    boolean isShared() {
      return members.size() > 1;
    }

    /** The address and, where it can be told, who holds it; for a mutex. */
    String held() {
      return held;
    }

    /** The thread that holds a mutex; 0 when that cannot be told. */
    int owner() {
      return owner;
    }

    /** Those who come here; not to be changed. */
    List<ThreadWatch> members() {
      return members;
    }

    /** Whether one of those who come here ran within the last second. */
    boolean anyMoves() {
      for (int i = 0; i < members.size(); i++) {
        if (members.get(i).movedLately()) {
          return true;
        }
      }
      return false;
    }

    boolean isWaitedForByOneThatStoodStill() {
      return members.size() == 1 && members.get(0).site() == this && !anyMoves();
    }
  }

  private final ProcFiles files;
  private final int pid;
  private final Map<Long, Site> sites = new HashMap<>();
  private final byte[] words = new byte[WORDS];
  private final Gates gates;
  private final PythonLocks python;
  private boolean unreadable;

  FutexSites(ProcFiles files, int pid, Gates.ThreadsByNumber threads) {
    this.files = files;
    this.pid = pid;
    this.gates = new Gates(threads);
    this.python = new PythonLocks(files, pid);
  }

  /** Whether no thread was seen at a futex of which more could be learnt. */
  boolean isEmpty() {
    return sites.isEmpty();
  }

  /** The site of an address, which the thread joins. */
  Site join(long address, @Nullable Site before, ThreadWatch thread) {
    Site site = before != null && before.address == address ? before : sites.get(address);
    if (site == null) {
      if (sites.size() >= MOST_SITES) {
        sites.clear();
      }
      site = new Site(address);
      sites.put(address, site);
    }
    if (site != before && !site.members.contains(thread) && site.members.size() < MOST_MEMBERS) {
      site.members.add(thread);
    }
    return site;
  }

  /** What is waited for where CPython 3.13 and later park a thread: its parking lot's node says. */
  long parkingLot(long address) {
    int length = unreadable ? -1 : files.readAt(pid + "/mem", address - 8, words, 8);
    long parkedAt = length == 8 ? word(0) & 0xffff_ffffL | (long) word(4) << 32 : 0;
    return parkedAt > 0xffff && parkedAt < 1L << 47 ? parkedAt : address;
  }

  /**
   * Tells what lies at a site, at most once a second.
   *
   * @param address where it lies in this process's memory
   */
  Kind kind(Site site, long address, int threads, long nanos) {
    if (isDue(site, nanos) && read(address)) {
      site.kind = told(threads);
    }
    return site.kind;
  }

  /**
   * As {@link #kind} for CPython, whose semaphores are locks and queues.
   *
   * @param own the address in the call, which is another one than the site's in a parking lot
   * @param stack the stack pointer of the thread that waits; 0 when unknown
   */
  Kind pythonKind(Site site, long own, long stack, int threads, long nanos) {
    boolean sharedSince = site.kind == Kind.SEMAPHORE && site.isShared() && !site.objectAsked;
    if (!isDue(site, nanos) && !sharedSince) {
      return site.kind;
    }
    Kind found = null;
    if (own != site.address) {
      found = python.parked(site.address);
    } else if (read(site.address)) {
      found = told(threads);
      if (found == Kind.SEMAPHORE && site.isShared()) {
        site.objectAsked = true;
        Kind object = python.semaphore(site.address, stack);
        found = object == null ? found : object;
      }
    }
    site.kind = found == null ? site.kind : found;
    return site.kind;
  }

  private static boolean isDue(Site site, long nanos) {
    boolean due = site.readNanos == Long.MIN_VALUE || nanos - site.readNanos > READ_AGAIN_NANOS;
    if (due) {
      site.readNanos = nanos;
    }
    return due;
  }

  private boolean read(long address) {
    if (unreadable) {
      return false;
    }
    int length = files.readAt(pid + "/mem", address - BEFORE, words, WORDS);
    unreadable = length == ProcFiles.DENIED;
    return length == WORDS;
  }

  private int word(int at) {
    return words[at] & 0xff
        | (words[at + 1] & 0xff) << 8
        | (words[at + 2] & 0xff) << 16
        | words[at + 3] << 24;
  }

  /**
   * A condition has its waiters, times eight and with flags, 4 bytes before the first of its two
   * futexes. The lowest flag is that of a shared one, and is set in the size before what malloc
   * gave. A semaphore has its waiters right behind its value.
   */
  private Kind told(int threads) {
    if (waiters(word(BEFORE - 4), threads)
        || (waiters(word(BEFORE - 8), threads) && small(word(BEFORE - 4), threads))) {
      return Kind.CONDITION;
    }
    int waiters = word(BEFORE + 4);
    int shared = word(BEFORE + 8);
    boolean counted = waiters >= 1 && waiters <= threads && (shared == 0 || shared == 128);
    return word(BEFORE) == 0 && counted ? Kind.SEMAPHORE : Kind.UNKNOWN;
  }

  private static boolean waiters(int word, int threads) {
    return word > 0 && (word & 1) == 0 && word >>> 3 >= 1 && word >>> 3 <= threads;
  }

  private static boolean small(int word, int threads) {
    return word >= 0 && word <= 2 * threads + 2;
  }

  /**
   * A mutex's address and owner (struct __pthread_mutex_s: lock, count, owner).
   *
   * @param address where it lies in this process's memory
   * @param moved whether who asks ran since he asked last; else once a second will do
   */
  void readOwner(
      Site site, FutexWait wait, long address, boolean moved, long nanos, FutexWait.Living living) {
    boolean fresh = site.readNanos != Long.MIN_VALUE && nanos - site.readNanos <= READ_AGAIN_NANOS;
    if (site.readNanos == nanos || (fresh && !moved)) {
      return;
    }
    site.readNanos = nanos;
    int found = read(address) ? word(BEFORE + 8) : 0;
    int owner = living.has(found) ? found : 0;
    if (site.held.isEmpty() || owner != site.owner) {
      site.owner = owner;
      String where = wait.cause().detail() + " at 0x" + Long.toHexString(address);
      site.held = owner != 0 ? where + ", held by thread " + owner : where;
    }
  }

  /**
   * All threads were looked at: what was seen of each address is learnt.
   *
   * @param threads all of the process
   * @param hog a thread of the process that computes nearly all the time, if there is one
   * @param stuck whether a thread of the process works, or waits for input or output
   */
  void settle(List<ThreadWatch> threads, boolean stuck, @Nullable ThreadWatch hog) {
    for (Iterator<Site> all = sites.values().iterator(); all.hasNext(); ) {
      Site site = all.next();
      site.members.removeIf(ThreadWatch::ended);
      if (site.members.isEmpty()) {
        all.remove();
      } else if (site.isShared()) {
        settle(site, stuck, hog);
      }
    }
    gates.settle(sites.values(), threads);
  }

  private static void settle(Site site, boolean stuck, @Nullable ThreadWatch hog) {
    site.waiting = 0;
    boolean moves = false;
    long wall = 0;
    long work = 0;
    long queue = 0;
    long wait = 0;
    double wakes = 0;
    for (int i = 0; i < site.members.size(); i++) {
      ThreadWatch member = site.members.get(i);
      site.waiting += member.site() == site ? 1 : 0;
      moves |= member.movedLately();
      ThreadAccount books = member.account();
      if (books != null) {
        Budget time = books.interval();
        wakes += books.slicesPerSecond();
        wall = Math.max(wall, time.wallNanos());
        queue += time.nanos(Part.RUN_QUEUE);
        long waits = time.nanos(Part.IDLE) + time.nanos(Part.LOCK) + time.nanos(Part.UNKNOWN);
        wait += waits;
        work += time.partsNanos() - waits - time.nanos(Part.RUN_QUEUE);
      }
    }
    if (moves && wall > 0) {
      site.learn(work, queue, wait, wall);
    }
    site.woken += (wakes - site.woken) * LEARNS;
    site.inVain = hog != null && !site.members.contains(hog) && site.woken >= WAKES;
    site.parkedBesideWork = (stuck || site.isLock()) && !moves && site.waiting > 1;
  }
}
