package dev.conctop.diagnosis;

import dev.conctop.diagnosis.Rules.Outcome;
import dev.conctop.diagnosis.Verdict.Kind;
import dev.conctop.diagnosis.sign.Foreign;
import dev.conctop.diagnosis.sign.Signs;
import dev.conctop.diagnosis.sign.Thresholds;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;
import dev.conctop.state.past.crowd.Crowd;

/**
 * The class of a program of somebody else's: what limits it. The first row that holds counts; cores
 * are CPU seconds a second of all its threads, "usable" those that affinity, cpuset and quota let
 * it use, and wanting is time on a core or in the run queue. "Threads" are those that ran: who
 * stood still for the whole time is parked, and asked only where nobody else does anything.
 *
 * <pre>
 * class          cause    when
 * idle           stopped  a signal has stopped it; traced likewise
 * cannot-tell             nothing was measured
 * throttled               held back in 0.25 of its quota's periods; CPU is at least 0.8 of the active
 *                         time without waits for a lock, a tenth of that in the run queue
 * cpu-saturated           cores are at least 0.85 of the usable ones
 * lock-bound     gil …    two threads and more; waits for a lock are at least 0.3 of the active time
 *                         outside of the run queue, those and CPU at least 0.8; cores at most 1.15
 * cpu-saturated           wanting is at least 0.85 of the usable ones, and 0.8 of the active time
 * cpu-saturated           one thread wants a core for at least 0.8 of its time
 * cpu-saturated           CPU is at least 0.8 of the active time, and makes at least 0.8 of a core
 *                         (processes or threads that follow each other)
 * cannot-tell             more than half of the active time is unknown, and it is a fifth of theirs
 * lock-bound              waits for a lock are at least 0.8 of the active time of which is known
 * idle                    the active time is less than 0.1 of theirs and less than half a thread's
 * io-waiting     network… input and output are at least 0.7 of it; or with waits for a lock,
 *                         three times of which they are: who holds it waits for them
 * mixed          timer    its loop sleeps while clients queue
 * idle           timer …  CPU is at least 0.8 of it: no limit is reached
 * idle                    the active time is less than half a thread's, and at least half of it CPU
 * mixed                   else
 * </pre>
 *
 * Where those that ran are idle, all that stand still are asked by the same rows from "cannot-tell"
 * on; what is unknown of them counts as idleness.
 */
final class ForeignRules {
  private ForeignRules() {}

  /**
   * What is known of a program's time.
   *
   * @param moving time of the threads that ran
   * @param still time of those that stood still
   * @param threads how many threads there are
   * @param moved how many of them ran
   * @param stuckLock of those that stood still, in threads' worth, in waits that are known to be
   *     for a lock
   * @param busiest share of its time that the busiest thread ran or wanted to
   * @param cores cores that it may use
   * @param throttled share of its quota's periods in which that held it back; NaN when unknown
   * @param lock what locks are called: gil or futex
   * @param clientsQueue whether clients queue at its loop
   */
  record Known(
      Time moving,
      Time still,
      int threads,
      int moved,
      double stuckLock,
      double busiest,
      double cores,
      double throttled,
      String lock,
      boolean clientsQueue) {
    static Known of(Signs signs, Foreign foreign) {
      Crowd crowd = foreign.crowd();
      return new Known(
          Time.of(crowd.moving(), crowd.wallNanos()),
          Time.of(crowd.still(), crowd.wallNanos()),
          crowd.threads(),
          crowd.moved(),
          (double) crowd.stuckLock() / crowd.wallNanos(),
          crowd.busiest().map(Crowd.One::wanting).orElse(0.0),
          signs.cores(),
          signs.throttled(),
          // The interpreter's one lock, or one of the program's own.
          crowd.lock().contains("interpreter") ? "gil" : "futex",
          ForeignFindings.clientsQueueAtALoop(foreign));
    }
  }

  static Outcome classify(Signs signs, Foreign foreign) {
    if (!foreign.traits().halted().isEmpty()) {
      return new Outcome(Kind.IDLE, foreign.traits().halted());
    }
    return foreign.crowd().isEmpty()
        ? new Outcome(Kind.CANNOT_TELL, "")
        : classify(Known.of(signs, foreign));
  }

  static Outcome classify(Known known) {
    Time moving = known.moving();
    double wanting = moving.cpu();
    // Who waits for a lock of one that is held back is held back, too.
    double unlocked = moving.active() - moving.lock();
    if (known.throttled() >= Thresholds.HELD_BACK
        && wanting >= Thresholds.DOMINATES * unlocked
        && moving.runQueue() >= Thresholds.HELD_BACK_QUEUES * unlocked) {
      return new Outcome(Kind.THROTTLED, "");
    }
    if (moving.onCpu() >= Thresholds.NO_CORE_LEFT * known.cores()) {
      return new Outcome(Kind.CPU_SATURATED, "");
    }
    if (takesTurns(known)) {
      return new Outcome(Kind.LOCK_BOUND, known.lock());
    }
    boolean mostly = wanting >= Thresholds.DOMINATES * moving.active();
    boolean limit =
        (mostly && wanting >= Thresholds.NO_CORE_LEFT * known.cores())
            || known.busiest() >= Thresholds.ONE_THREAD
            || (mostly && wanting >= Thresholds.ONE_THREAD);
    if (limit) {
      return new Outcome(Kind.CPU_SATURATED, "");
    }
    Outcome byMoving = byWaits(known, moving, moving.threads());
    return byMoving.kind() == Kind.IDLE && known.moved() < known.threads()
        ? byAll(known, byMoving)
        : byMoving;
  }

  /** Those that ran are idle: what those wait for that did not. */
  private static Outcome byAll(Known known, Outcome byMoving) {
    Time still = known.still();
    if (still.lock() + still.io() < Thresholds.NEXT_TO_NOTHING) {
      return known.moved() == 0 ? idle(still) : byMoving;
    }
    // The little that those at work compute does not outweigh a thread that waits all the time.
    Time all = known.moving().waits().plus(still.known());
    Outcome outcome = byWaits(known, all, known.moving().threads() + still.threads());
    return outcome.kind() == Kind.IDLE ? byMoving : outcome;
  }

  private static Outcome byWaits(Known known, Time time, double threads) {
    double active = time.active();
    if (active == 0) {
      return idle(time);
    }
    boolean much =
        time.unknown() >= Math.max(Thresholds.NEXT_TO_NOTHING, Thresholds.MUCH_UNKNOWN * threads);
    if (time.unknown() > Thresholds.MOSTLY_UNKNOWN * active && much) {
      return new Outcome(Kind.CANNOT_TELL, "");
    }
    double told = active - time.unknown();
    if (told > 0
        && time.lock() >= Thresholds.DOMINATES * told
        && time.lock() >= Thresholds.NEXT_TO_NOTHING) {
      return new Outcome(Kind.LOCK_BOUND, known.lock());
    }
    if (known.clientsQueue() && time.sleep() >= Thresholds.ONE_AT_WORK * Math.max(1, threads)) {
      return new Outcome(Kind.MIXED, "timer");
    }
    if (active < Thresholds.NEXT_TO_NOTHING * threads && active < Thresholds.ONE_AT_WORK) {
      return idle(time);
    }
    boolean io =
        time.io() >= Thresholds.MOSTLY_IO * told
            || (time.io() + time.lock() >= Thresholds.DOMINATES * told
                && time.io() >= Thresholds.FAR_MORE * time.lock());
    if (io) {
      return new Outcome(Kind.IO_WAITING, time.ioCause());
    }
    if (time.cpu() >= Thresholds.DOMINATES * told
        || (active < Thresholds.ONE_AT_WORK && time.cpu() >= Thresholds.ONE_AT_WORK * active)) {
      return idle(time);
    }
    return new Outcome(Kind.MIXED, "");
  }

  private static Outcome idle(Time time) {
    return new Outcome(Kind.IDLE, time.sleep() > time.idle() ? "timer" : "");
  }

  private static boolean takesTurns(Known program) {
    Time moving = program.moving();
    double stuckLock = program.stuckLock();
    double lock = moving.lock() + stuckLock;
    // A little that is unknown, such as the time before a runtime is asked, must not hide the rest.
    double known = moving.active() + stuckLock - moving.unknown();
    double active =
        moving.unknown() <= Thresholds.LITTLE_UNKNOWN * (known + moving.unknown())
            ? known
            : known + moving.unknown();
    // Time in the run queue is other programs' doing: it must not hide what the lock does.
    return program.threads() >= 2
        && lock >= Thresholds.NEXT_TO_NOTHING
        && lock >= Thresholds.LOCK_MATTERS * (active - moving.runQueue())
        && lock + moving.cpu() >= Thresholds.DOMINATES * active
        && moving.onCpu() <= Thresholds.ABOUT_ONE_CORE;
  }

  /** Time in threads' worth: 1 is one thread all the time. */
  record Time(
      double onCpu,
      double runQueue,
      double disk,
      double network,
      double lock,
      double sleep,
      double ipc,
      double idle,
      double unknown) {
    static Time of(Budget budget, long wall) {
      double one = Math.max(1, wall);
      return new Time(
          budget.nanos(Part.ON_CPU) / one,
          budget.nanos(Part.RUN_QUEUE) / one,
          budget.nanos(Part.DISK) / one,
          budget.nanos(Part.NETWORK) / one,
          budget.nanos(Part.LOCK) / one,
          budget.nanos(Part.SLEEP) / one,
          budget.nanos(Part.IPC) / one,
          budget.nanos(Part.IDLE) / one,
          budget.nanos(Part.UNKNOWN) / one);
    }

    Time plus(Time other) {
      return new Time(
          onCpu + other.onCpu,
          runQueue + other.runQueue,
          disk + other.disk,
          network + other.network,
          lock + other.lock,
          sleep + other.sleep,
          ipc + other.ipc,
          idle + other.idle,
          unknown + other.unknown);
    }

    /** Without what was computed. */
    Time waits() {
      return new Time(0, 0, disk, network, lock, sleep, ipc, idle, unknown);
    }

    /** What is unknown is idleness. */
    Time known() {
      return new Time(onCpu, runQueue, disk, network, lock, sleep, ipc, idle + unknown, 0);
    }

    double threads() {
      return active() + sleep + idle;
    }

    double active() {
      return onCpu + runQueue + disk + network + lock + ipc + unknown;
    }

    double cpu() {
      return onCpu + runQueue;
    }

    double io() {
      return disk + network + ipc;
    }

    String ioCause() {
      if (network >= disk && network >= ipc) {
        return "network";
      }
      return disk >= ipc ? "disk" : "ipc";
    }
  }
}
