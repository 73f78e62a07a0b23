package dev.conctop.probe.procfs.wait;

import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Runtime;
import org.jspecify.annotations.Nullable;

/**
 * What a wait in {@code futex(2)} is, by what {@code /proc/PID/task/TID/syscall} shows of it. What
 * another thread <i>holds</i> is a lock; what another thread has yet to <i>bring</i> (its end, a
 * notification, a task) is idleness, because that thread's own time is counted. The first row that
 * fits counts; operations are those of {@code linux/futex.h}, the same on x86-64 and aarch64:
 *
 * <pre>
 * operation                value                     who does so                              is
 * LOCK_PI, LOCK_PI2        any                       priority inheritance                     lock
 * WAIT*, shared            a living thread's number  glibc pthread_join (pthread_join_common.c)  join
 * WAIT_BITSET|REALTIME,    above 0                   the same, in another pid name space      join, estimated
 *   shared, untimed
 * any                      owner's number | WAITERS  glibc robust, musl recursive mutex       lock
 * any                      EBUSY | WAITERS, readers  musl mutex, rwlock                       lock
 *                            | WAITERS
 * any, on its own stack    any                       musl condition (a waiter is a node)      parked
 * WAIT, untimed            2, of musl                musl pthread_join (DT_JOINABLE)          join
 * WAIT, untimed            2                         glibc mutex (lowlevellock.h), Go mutex   lock
 * WAIT_BITSET, timed       2                         glibc pthread_mutex_timedlock            lock
 * WAIT_BITSET|REALTIME,    2, 3                      glibc rwlock (pthread_rwlock_common.c)   lock
 *   untimed; timed         3
 * WAIT_BITSET, untimed     2                         Rust std Mutex (sys/sync/mutex/futex.rs) lock, estimated
 * WAIT_BITSET              0x40000000 and more,      Rust std RwLock (sys/sync/rwlock)        lock, estimated
 *                            not all ones
 * any, untimed             any other: 0, a sequence  condition (glibc, HotSpot, libuv, redis, parked
 *                                                    jemalloc), semaphore (glibc; CPython's
 *                                                    lock and parking lot), Go's note,
 *                                                    Rust park and Condvar, barrier, latch
 * any, timed               any other                 the same with a time-out                 parked, timed
 * any, shared              any other                 semaphore or condition of processes      shared
 * </pre>
 */
public enum FutexWait {
  OWNED("futex lock owned", Part.LOCK, Fidelity.EXACT, false),
  MUTEX("futex mutex", Part.LOCK, Fidelity.EXACT, false),
  SHARED_MUTEX("futex shared mutex", Part.LOCK, Fidelity.EXACT, false),
  RWLOCK("futex rwlock", Part.LOCK, Fidelity.EXACT, false),
  LIKELY_LOCK("futex lock", Part.LOCK, Fidelity.ESTIMATED, false),
  JOIN("futex join", Part.IDLE, Fidelity.EXACT, false),
  LIKELY_JOIN("futex join", Part.IDLE, Fidelity.ESTIMATED, false),

  /** Something is to be brought, as far as can be told from one look at one thread. */
  PARKED("futex", Part.IDLE, Fidelity.ESTIMATED, true),
  PARKED_TIMED("futex timed", Part.SLEEP, Fidelity.ESTIMATED, true),

  /** The same, where another process may bring it: a semaphore that processes share. */
  SHARED("futex shared", Part.IDLE, Fidelity.ESTIMATED, true),
  SHARED_TIMED("futex shared timed", Part.SLEEP, Fidelity.ESTIMATED, true),

  /** Several threads take turns at what they wait for: {@code FutexSites}. */
  TURNS("futex taken in turns", Part.LOCK, Fidelity.ESTIMATED, true),

  /** Several processes do. */
  SHARED_TURNS("futex shared, taken in turns", Part.LOCK, Fidelity.ESTIMATED, true),

  /** A runtime's one lock, told by its rhythm. */
  INTERPRETER("futex interpreter lock", Part.LOCK, Fidelity.ESTIMATED, true),

  /** A goroutine's machine without a goroutine. */
  GO_PARKED("futex: goroutines wait inside Go's runtime", Part.IDLE, Fidelity.ESTIMATED, true),

  /** Only the JVM can say what a thread of its is parked for. */
  JVM_PARKED("futex", Part.UNKNOWN, Fidelity.EXACT, true);

  /** Whose C library a program uses, as far as its futexes are concerned. */
  enum Library {
    MUSL,
    OTHER
  }

  /** The switch interval is 5 ms: a waiter wakes up 100 times a second or more. */
  private static final double WAKES_FOR_LOCK = 40;

  static final int COMMAND = 0x7f;
  private static final int PRIVATE = 0x80;
  private static final int REALTIME = 0x100;
  private static final int WAIT = 0;
  private static final int LOCK_PI = 6;
  private static final int WAIT_BITSET = 9;
  private static final int LOCK_PI2 = 13;

  private static final int WAITERS = 0x80000000;
  private static final int OWNER = 0x3fffffff;
  private static final int ALL_ONES = -1;
  private static final int CONTENDED = 2;
  private static final int RWLOCK_USED = 3;
  private static final int RUST_RWLOCK = 0x40000000;

  /** A waiter's node lies in the frames of the functions that wait. */
  private static final long NEAR = 4096;

  private final Cause cause;

  FutexWait(String detail, Part part, Fidelity fidelity, boolean ambiguous) {
    this.cause = new Cause(part, fidelity, ambiguous, detail);
  }

  public Cause cause() {
    return cause;
  }

  /** Whether another thread holds what is waited for, by the word at the address itself. */
  public boolean isHeld() {
    return this == OWNED || isMutex() || this == RWLOCK || this == LIKELY_LOCK;
  }

  /** Whether its owner's number may stand beside it. */
  public boolean isMutex() {
    return this == MUTEX || this == SHARED_MUTEX;
  }

  /** Whether another process may have what is waited for. */
  public boolean isShared() {
    return this == SHARED || this == SHARED_TIMED || this == SHARED_MUTEX;
  }

  /** Whether several threads at one address may mean that they take turns. */
  public boolean isParked() {
    return this == PARKED || this == PARKED_TIMED || this == SHARED || this == SHARED_TIMED;
  }

  /**
   * The same where no other process has that memory: libstdc++ never says that its waits are
   * private.
   */
  public FutexWait ofOneProcess() {
    return switch (this) {
      case SHARED -> PARKED;
      case SHARED_TIMED -> PARKED_TIMED;
      case SHARED_MUTEX -> MUTEX;
      default -> this;
    };
  }

  private boolean isTimed() {
    return this == PARKED_TIMED || this == SHARED_TIMED;
  }

  /**
   * What a parked thread waits for, as far as its runtime and its rhythm tell.
   *
   * @param wakes how often a second it wakes up; 0 when not known, or where that means nothing
   * @param computes whether it also computes
   */
  public FutexWait in(Runtime runtime, double wakes, boolean computes) {
    boolean timed = isTimed();
    return switch (runtime) {
      case JVM -> timed ? this : JVM_PARKED;
      case GO -> timed ? this : GO_PARKED;
      // A thread of CPython that wants the interpreter lock wakes up every few ms to ask for it.
      case CPYTHON -> timed && wakes >= WAKES_FOR_LOCK ? INTERPRETER : this;
      // Ruby's waits in a condition for its turn; who also computes waits for its turn to do so.
      case RUBY -> !timed && computes ? INTERPRETER : this;
      case NATIVE, NODE, DOTNET, BEAM -> this;
    };
  }

  /** Whether it is a wait for a thread's end. */
  public static boolean isJoin(@Nullable Cause of) {
    return of == JOIN.cause || of == LIKELY_JOIN.cause;
  }

  /** Which threads of the process live. */
  public interface Living {
    boolean has(int tid);
  }

  /**
   * What a wait is.
   *
   * @param operation second argument of the call
   * @param value third argument
   * @param timed whether a time-out is given
   * @param address first argument
   * @param stack the thread's stack pointer; 0 when unknown
   */
  static FutexWait of(
      int operation,
      int value,
      boolean timed,
      long address,
      long stack,
      Library library,
      Living living) {
    int command = operation & COMMAND;
    boolean shared = (operation & PRIVATE) == 0;
    boolean realtime = (operation & REALTIME) != 0;
    if (command == LOCK_PI || command == LOCK_PI2) {
      return OWNED;
    }
    if (shared && value > 0 && living.has(value)) {
      return JOIN;
    }
    if (shared && realtime && command == WAIT_BITSET && !timed && value > CONTENDED) {
      return LIKELY_JOIN;
    }
    boolean flagged = (value & WAITERS) != 0 && value != ALL_ONES;
    if (flagged && living.has(value & OWNER)) {
      return mutex(shared);
    }
    if (library == Library.MUSL) {
      return ofMusl(value, flagged, shared, timed, address, stack);
    }
    if (value == CONTENDED) {
      return contended(command, shared, timed, realtime);
    }
    if (command == WAIT_BITSET && value == RWLOCK_USED && (realtime || timed)) {
      return RWLOCK;
    }
    if (command == WAIT_BITSET && value >= RUST_RWLOCK) {
      return LIKELY_LOCK;
    }
    return parked(shared, timed);
  }

  private static FutexWait mutex(boolean shared) {
    return shared ? SHARED_MUTEX : MUTEX;
  }

  private static FutexWait parked(boolean shared, boolean timed) {
    if (shared) {
      return timed ? SHARED_TIMED : SHARED;
    }
    return timed ? PARKED_TIMED : PARKED;
  }

  private static FutexWait contended(int command, boolean shared, boolean timed, boolean realtime) {
    if (command == WAIT || timed) {
      return mutex(shared);
    }
    return realtime ? RWLOCK : LIKELY_LOCK;
  }

  private static FutexWait ofMusl(
      int value, boolean flagged, boolean shared, boolean timed, long address, long stack) {
    if (flagged && (value & ~WAITERS) != 0) {
      return mutex(shared);
    }
    boolean onOwnStack = stack != 0 && address >= stack && address - stack < NEAR;
    if (!onOwnStack && !timed && value == CONTENDED) {
      return JOIN;
    }
    return parked(shared, timed);
  }
}
