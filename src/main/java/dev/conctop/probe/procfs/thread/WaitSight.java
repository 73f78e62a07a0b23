package dev.conctop.probe.procfs.thread;

import dev.conctop.account.ThreadAccount;
import dev.conctop.probe.Origin;
import dev.conctop.probe.procfs.futex.FutexMemory;
import dev.conctop.probe.procfs.futex.Site;
import dev.conctop.probe.procfs.wait.Cause;
import dev.conctop.probe.procfs.wait.FutexWait;
import dev.conctop.probe.procfs.wait.WaitRules;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Runtime;
import dev.conctop.sample.thread.ThreadReport;
import org.jspecify.annotations.Nullable;

/**
 * What one thread is seen to do or to wait for, and which part of its time that is: by its files,
 * by what the process's other threads tell of an address, and by the process's own word where the
 * kernel is not sure.
 */
final class WaitSight {
  /** Nobody but who wants the interpreter's lock asks so often a second: each 5 ms. */
  private static final double SWITCHES = 120;

  private final Looking looking;
  private final ProcessWatch process;
  private final ThreadWatch thread;
  private final TaskFiles files;
  private final ThreadIdentity identity;
  private Cause cause = Cause.NOTHING_KNOWN;

  /** What it was seen doing last, between two looks, too. */
  private Cause seen = Cause.NOTHING_KNOWN;

  private @Nullable Site site;

  /** How the part of the present wait is known. */
  private Fidelity how = Fidelity.ESTIMATED;

  WaitSight(
      Looking looking,
      ProcessWatch process,
      ThreadWatch thread,
      TaskFiles files,
      ThreadIdentity identity) {
    this.looking = looking;
    this.process = process;
    this.thread = thread;
    this.files = files;
    this.identity = identity;
  }

  /** What it was found doing at the last look. */
  Cause cause() {
    return cause;
  }

  /** How {@link #part} of it is known. */
  Fidelity how() {
    return how;
  }

  /** At a look: what it does now. */
  void look(boolean moved, long nanos, @Nullable ThreadAccount books) {
    cause = see(moved, nanos, books);
  }

  /**
   * At a look: the part of what it does now, if it waits.
   *
   * @param movedNanos when the thread ran last, as far as was seen
   */
  Part part(ThreadAccount books, long movedNanos) {
    how = cause.fidelity();
    return part(cause, books, movedNanos);
  }

  /** The part of the present wait, with the process's own word where the kernel is not sure. */
  Part part(Cause of, ThreadAccount books, long movedNanos) {
    if (looking.childrenWatched && of.isForChild()) {
      // Its children's time tells what it waits for; to count the wait, too, would count it twice.
      return Part.IDLE;
    }
    if (looking.origin == Origin.SERVER && of.part() == Part.NETWORK && !isOutput(of)) {
      // A server of ours asks nobody: what it reads comes from its clients, on new connections too.
      return Part.IDLE;
    }
    if (!of.ambiguous()) {
      return isBehindTheIdle(of) ? idleAsItsHolder() : of.part();
    }
    ThreadReport said = identity.said();
    if (said != null && said.ambiguousWait() != Part.UNKNOWN && applies(of, said)) {
      return word(said, movedNanos);
    }
    return identity.role().works()
        ? looking.origin.seenFromOutside() ? foreignPart(of, books) : of.part()
        : Part.IDLE;
  }

  /** Whether it wants a lock whose holder has nothing to do itself. */
  private boolean isBehindTheIdle(Cause of) {
    Site here = site;
    return of.part() == Part.LOCK && here != null && here.isGate();
  }

  private Part idleAsItsHolder() {
    how = Fidelity.ESTIMATED;
    return Part.IDLE;
  }

  /** A dump tells of parking, monitors and sleep, which all are futexes; only sleep is timed. */
  private static boolean applies(Cause of, ThreadReport said) {
    return said.askedNanos() == ThreadReport.OWN_WORD
        || (of.isFutex() && (said.ambiguousWait() != Part.SLEEP || of.mayBeTimed()));
  }

  /**
   * The process's own word. A dump's word is about the wait in which it found the thread: sampled
   * until the thread moves, and only what is typical of it from then on.
   */
  private Part word(ThreadReport said, long movedNanos) {
    if (said.askedNanos() != ThreadReport.OWN_WORD) {
      how = said.isAboutWaitSince(movedNanos) ? Fidelity.SAMPLED : Fidelity.ESTIMATED;
    }
    return said.ambiguousWait();
  }

  /** The part of an ambiguous wait of somebody else's thread. */
  private Part foreignPart(Cause of, ThreadAccount books) {
    if (of.part() == Part.NETWORK && !process.callsReadable()) {
      // Only the kernel's function is known: a server with nothing to do looks the same.
      return Part.UNKNOWN;
    }
    return WaitRules.foreign(of, process.kind().runtime(), books.slicesPerSecond());
  }

  /**
   * What it does now, with what the process's other threads tell of an address that it waits at.
   */
  Cause see(boolean moved, long nanos, @Nullable ThreadAccount books) {
    Cause found = files.see(moved, cause);
    FutexWait wait = files.futex();
    seen = found;
    if (wait == null) {
      site = kernelsLock();
      return found;
    }
    if (wait.isShared() && process.shared().name(files.futexAddress()) == 0) {
      wait = wait.ofOneProcess();
      seen = wait.cause();
    }
    if (wait.isHeld()) {
      Site lock = join(wait, files.futexAddress());
      site = lock;
      lock.markHeldByItsWord();
      if (wait.isMutex()) {
        FutexWait.Living living = wait.isShared() ? looking.anyLiving : process;
        process.memory().readOwner(lock, wait, files.futexAddress(), moved, nanos, living);
      }
    } else if (wait.isParked()) {
      seen = parked(wait, nanos, books).cause();
    } else {
      site = null;
    }
    return seen;
  }

  /** The site of a lock that the kernel keeps for all processes; null for other waits. */
  private @Nullable Site kernelsLock() {
    long name = files.kernelLock();
    if (name == 0) {
      return null;
    }
    Site lock = looking.shared.join(name, site, thread);
    lock.markHeldByItsWord();
    return lock;
  }

  /** The site of an address: the process's own, or one that others come to, too. */
  private Site join(FutexWait wait, long address) {
    long name = wait.isShared() ? process.shared().name(address) : 0;
    return name == 0
        ? process.futexes().join(address, site, thread)
        : looking.shared.join(name, site, thread);
  }

  /** What it is parked for, as far as can be told from outside. */
  private FutexWait parked(FutexWait wait, long nanos, @Nullable ThreadAccount books) {
    Runtime runtime = process.kind().runtime();
    if (runtime == Runtime.JVM || runtime == Runtime.GO) {
      site = null;
      return wait.in(runtime, 0, false);
    }
    boolean python = runtime == Runtime.CPYTHON;
    long own = files.futexAddress();
    long address = python && files.futexOnStack() ? process.memory().parkingLot(own) : own;
    Site here = join(wait, address);
    site = here;
    double wakes = books == null ? 0 : books.slicesPerSecond();
    Site.Kind kind = kind(wait, here, address, nanos);
    FutexWait told =
        wait.in(
            runtime,
            address != own || isNoInterpreterLock(kind, books) ? 0 : wakes,
            books != null && books.recentlyComputes());
    FutexWait turns = wait.isShared() ? FutexWait.SHARED_TURNS : FutexWait.TURNS;
    return told == wait && here.isTakenInTurns() ? turns : told;
  }

  private Site.Kind kind(FutexWait wait, Site here, long address, long nanos) {
    FutexMemory memory = process.memory();
    long own = files.futexAddress();
    if (wait.isShared()) {
      return memory.kind(here, own, looking.threads, nanos);
    }
    int many = process.threads().size();
    if (process.kind().runtime() == Runtime.CPYTHON) {
      return memory.pythonKind(here, own, files.stack(), many, nanos);
    }
    return here.isShared() ? memory.kind(here, address, many, nanos) : here.kind();
  }

  /**
   * The interpreter's lock is a condition at an address of its own: neither a place in a parking
   * lot nor in the frames of who waits, of whom the lot cannot be asked when he wakes just now. A
   * condition can look like a semaphore, but nobody wakes so often at one.
   */
  private boolean isNoInterpreterLock(Site.Kind kind, @Nullable ThreadAccount books) {
    if (files.futexOnStack()) {
      return true;
    }
    return switch (kind) {
      case LOCK, QUEUE -> true;
      case SEMAPHORE ->
          books == null
              || Math.min(books.slicesPerSecond(), books.usualSlicesPerSecond()) < SWITCHES;
      case UNKNOWN, CONDITION -> false;
    };
  }

  /** It waits as before; what others do at the same address may have told more of it since. */
  void reconsider() {
    Site here = site;
    if (here == null) {
      return;
    }
    boolean turns = here.isTakenInTurns();
    if (cause == FutexWait.PARKED.cause() || cause == FutexWait.TURNS.cause()) {
      cause = (turns ? FutexWait.TURNS : FutexWait.PARKED).cause();
      seen = cause;
    } else if (cause == FutexWait.SHARED.cause() || cause == FutexWait.SHARED_TURNS.cause()) {
      cause = (turns ? FutexWait.SHARED_TURNS : FutexWait.SHARED).cause();
      seen = cause;
    }
  }

  /** Where it waits in a futex; null when it does not. */
  @Nullable Site site() {
    return site;
  }

  /**
   * Whether it is stuck at a file or in writing to somebody: under a lock, maybe. Who reads from
   * somebody waits for what is yet to be brought, and so do the idle threads beside it.
   */
  boolean isStuckInOutput() {
    return switch (seen.part()) {
      case DISK -> true;
      case IPC, NETWORK -> isOutput(seen);
      case ON_CPU, RUN_QUEUE, LOCK, SLEEP, IDLE, UNKNOWN -> false;
    };
  }

  /** Whether it waits for a thread's end. */
  boolean isJoining() {
    return FutexWait.isJoin(seen);
  }

  /** Whether only another thread of the process can wake it. */
  boolean isWokenFromWithin() {
    return seen.detail().startsWith("futex")
        && !seen.detail().contains("shared")
        && !seen.mayBeTimed();
  }

  private static boolean isOutput(Cause of) {
    return of.detail().startsWith("write") || of.detail().startsWith("send");
  }

  /** What it waits for in the kernel's words, with who holds it. */
  String detail() {
    Site here = site;
    boolean mutex = cause == FutexWait.MUTEX.cause() || cause == FutexWait.SHARED_MUTEX.cause();
    return here != null && mutex && !here.held().isEmpty() ? here.held() : cause.detail();
  }
}
