package dev.conctop.probe.procfs.futex;

import dev.conctop.account.ThreadAccount;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One address at which threads wait. Confined to the sampler's thread. */
public final class Site {
  /** What those do in all who share a lock that is always held: one thread's time. */
  private static final double LEAST_WORK = 0.8;

  private static final double MOST_WORK = 1.15;
  private static final double LEAST_WAIT = 0.3;
  private static final double LITTLE_WORK = 0.3;

  /** Times a second that all who come here are woken together. */
  private static final double WAKES = 40;

  private static final double LEARNS = 0.25;
  private static final int MOST_MEMBERS = 64;

  /** What lies at an address. */
  public enum Kind {
    UNKNOWN,
    CONDITION,
    SEMAPHORE,
    /** A semaphore or a mutex that is known to be a lock: {@link PythonLocks}. */
    LOCK,
    /** Likewise known to be waited at for what a queue is given. */
    QUEUE
  }

  final long address;
  private final List<Waiter> members = new ArrayList<>(2);
  private Kind kind = Kind.UNKNOWN;
  private boolean learnt;
  private boolean inVain;
  private boolean oneComputes;
  private double woken;

  /** In threads' worth, of all who come here: at work, wanting a core, waiting in futexes. */
  private double work;

  private double queue;
  private double wait;
  private boolean parkedBesideWork;
  private String held = "";
  private int owner;

  /**
   * As {@link FutexMemory} has it: when it was read last, and how often its object was asked for.
   */
  long readNanos = Long.MIN_VALUE;

  int objectAsks;

  private boolean heldByWord;
  private int waiting;

  /** As {@link Gates} has it: how often its holder was found idle, and whether it mostly is. */
  boolean gate;

  double gateShare = 0.5;
  int idleOwner;

  Site(long address) {
    this.address = address;
  }

  public Kind kind() {
    return kind;
  }

  /** The word at the address says itself that another thread holds it. */
  public void markHeldByItsWord() {
    heldByWord = true;
  }

  /**
   * Whether it is known to be a lock that somebody holds. Of CPython's a single waiter may wait for
   * a notification, which is made of the same lock.
   */
  public boolean isLock() {
    return heldByWord || (kind == Kind.LOCK && waiting > 1);
  }

  /** Whether it is a lock whose holder has nothing to do itself: {@link Gates}. */
  public boolean isGate() {
    return isLock() && gate;
  }

  /** Whether those who come here take turns: what they wait for is held by one of them. */
  public boolean isTakenInTurns() {
    return kind != Kind.CONDITION
        && kind != Kind.QUEUE
        && !isGate()
        && (parkedBesideWork || (learnt && (isOneAtATime() || isInVain())));
  }

  /**
   * They are woken and find it taken: by one that takes it again at once and never waits. Of what
   * is not known to be a lock one that computes all the time may as well bring what they wait for:
   * the slowest at a barrier, who takes from a full queue.
   */
  private boolean isInVain() {
    return kind == Kind.LOCK && inVain && work + queue <= LITTLE_WORK && wait >= LEAST_WAIT;
  }

  /**
   * A holder without a core is at work; one that was woken and has none yet is not. Of what is not
   * known to be a lock, nor a semaphore, they take no turns when it is always the same one that
   * works: the slowest at a barrier, whom the others found there once.
   */
  private boolean isOneAtATime() {
    boolean slowest = oneComputes && kind == Kind.UNKNOWN && !isLock();
    return !slowest && work <= MOST_WORK && work + queue >= LEAST_WORK && wait >= LEAST_WAIT;
  }

  private void learn(double works, double queues, double waits) {
    double learns = learnt ? LEARNS : 1;
    work += (works - work) * learns;
    queue += (queues - queue) * learns;
    wait += (waits - wait) * learns;
    learnt = true;
  }

  /** Whether several threads come here. */
  public boolean isShared() {
    return members.size() > 1;
  }

  /** The address and, where it can be told, who holds it; for a mutex. */
  public String held() {
    return held;
  }

  /** The thread that holds a mutex; 0 when that cannot be told. */
  int owner() {
    return owner;
  }

  /** Those who come here; not to be changed. */
  List<Waiter> members() {
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

  void join(Waiter thread) {
    if (!members.contains(thread) && members.size() < MOST_MEMBERS) {
      members.add(thread);
    }
  }

  /** Whether nobody is left who came here. */
  boolean forgetEnded() {
    members.removeIf(Waiter::ended);
    return members.isEmpty();
  }

  void kind(Kind told) {
    kind = told;
  }

  /** Who holds a mutex, as its own word has it; 0 when that cannot be told. */
  void heldBy(int tid, String where) {
    if (held.isEmpty() || tid != owner) {
      owner = tid;
      held = tid != 0 ? where + ", held by thread " + tid : where;
    }
  }

  /**
   * All threads were looked at: what was seen of those who come here is learnt.
   *
   * @param stuck whether another thread is stuck in output or at a file
   * @param hog a thread that computes nearly all the time, if there is one
   * @param lookNanos since the look before
   */
  void settle(boolean stuck, @Nullable Waiter hog, long lookNanos) {
    waiting = 0;
    boolean moves = false;
    double works = 0;
    double queues = 0;
    double allWaits = 0;
    double wakes = 0;
    oneComputes = false;
    for (int i = 0; i < members.size(); i++) {
      Waiter member = members.get(i);
      waiting += member.site() == this ? 1 : 0;
      moves |= member.movedLately();
      ThreadAccount books = member.account();
      if (books != null) {
        Budget time = books.interval();
        oneComputes |= books.mostlyComputes();
        wakes += books.slicesPerSecond();
        // Each in shares of its own interval: who sleeps is read more seldom where there are many.
        double wall = Math.max(Math.max(1, lookNanos), time.wallNanos());
        long waits = time.nanos(Part.IDLE) + time.nanos(Part.LOCK) + time.nanos(Part.UNKNOWN);
        queues += time.nanos(Part.RUN_QUEUE) / wall;
        allWaits += waits / wall;
        works += (time.partsNanos() - waits - time.nanos(Part.RUN_QUEUE)) / wall;
      }
    }
    if (moves && works + queues + allWaits > 0) {
      learn(works, queues, allWaits);
    }
    woken += (wakes - woken) * LEARNS;
    inVain = hog != null && !members.contains(hog) && woken >= WAKES;
    parkedBesideWork = (stuck || isLock()) && !moves && waiting > 1;
  }
}
