package dev.conctop.probe.procfs.futex;

import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.futex.Site.Kind;
import dev.conctop.probe.procfs.wait.FutexWait;

/** What lies at an address of one process's memory at which its threads wait. */
public final class FutexMemory {
  private static final int BEFORE = 16;
  private static final int WORDS = 32;

  /** How often a semaphore's object is asked for at once: who waits may be woken meanwhile. */
  private static final int MOST_ASKS = 8;

  private static final long READ_AGAIN_NANOS = 1_000_000_000L;

  private final ProcFiles files;
  private final int pid;
  private final byte[] words = new byte[WORDS];
  private final PythonLocks python;
  private boolean unreadable;

  public FutexMemory(ProcFiles files, int pid) {
    this.files = files;
    this.pid = pid;
    this.python = new PythonLocks(files, pid);
  }

  /** What is waited for where CPython 3.13 and later park a thread: its parking lot's node says. */
  public long parkingLot(long address) {
    int length = unreadable ? -1 : files.readAt(pid + "/mem", address - 8, words, 8);
    long parkedAt = length == 8 ? word(0) & 0xffff_ffffL | (long) word(4) << 32 : 0;
    return parkedAt > 0xffff && parkedAt < 1L << 47 ? parkedAt : address;
  }

  /**
   * Tells what lies at a site, at most once a second.
   *
   * @param address where it lies in this process's memory
   */
  public Kind kind(Site site, long address, int threads, long nanos) {
    if (isDue(site, nanos) && read(address)) {
      site.kind(told(threads));
    }
    return site.kind();
  }

  /**
   * As {@link #kind} for CPython, whose semaphores are locks and queues.
   *
   * @param own the address in the call, which is another one than the site's in a parking lot
   * @param stack the stack pointer of the thread that waits; 0 when unknown
   */
  public Kind pythonKind(Site site, long own, long stack, int threads, long nanos) {
    boolean sharedSince =
        site.kind() == Kind.SEMAPHORE && site.isShared() && site.objectAsks < MOST_ASKS;
    if (!isDue(site, nanos) && !sharedSince) {
      return site.kind();
    }
    Kind found = null;
    if (own != site.address) {
      found = python.parked(site.address);
    } else if (read(site.address)) {
      found = told(threads);
      if (found == Kind.SEMAPHORE && site.isShared()) {
        site.objectAsks++;
        Kind object = python.semaphore(site.address, stack);
        found = object == null ? found : object;
      }
    }
    if (found != null) {
      site.kind(found);
    }
    return site.kind();
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
  public void readOwner(
      Site site, FutexWait wait, long address, boolean moved, long nanos, FutexWait.Living living) {
    boolean fresh = site.readNanos != Long.MIN_VALUE && nanos - site.readNanos <= READ_AGAIN_NANOS;
    if (site.readNanos == nanos || (fresh && !moved)) {
      return;
    }
    site.readNanos = nanos;
    int found = read(address) ? word(BEFORE + 8) : 0;
    String where = wait.cause().detail() + " at 0x" + Long.toHexString(address);
    site.heldBy(living.has(found) ? found : 0, where);
  }
}
