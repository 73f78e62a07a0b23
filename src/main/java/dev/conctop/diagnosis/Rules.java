package dev.conctop.diagnosis;

import dev.conctop.diagnosis.Verdict.Kind;
import dev.conctop.diagnosis.sign.Foreign;
import dev.conctop.diagnosis.sign.Shares;
import dev.conctop.diagnosis.sign.Signs;
import dev.conctop.diagnosis.sign.Thresholds;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.TaskWait;
import java.util.Locale;

/**
 * The rules of the verdict, all of them. Neither iowait nor I/O pressure is an argument here: an
 * idle io_uring program shows a core at 100 % iowait.
 *
 * <p>The class is about time that is not idle ("active"). In this order:
 *
 * <ol>
 *   <li>threads that came and went unseen while tasks ran: by the tasks' own times, as below
 *   <li>nothing measured, or more than half of the active time unknown: cannot-tell
 *   <li>tasks wait for an interpreter's lock for half of their time, beside a thread that is busy
 *       on purpose: lock-bound (convoy)
 *   <li>tasks wait for the network, all cores are busy, and we take a fifth of them or more:
 *       cpu-saturated, whatever the model (generator-bound)
 *   <li>active below {@value Thresholds#NEXT_TO_NOTHING} of all time, and below {@value
 *       Thresholds#ONE_AT_WORK} of one thread's time in all: idle (cause timer when it sleeps); the
 *       same, when neither I/O nor locks take it, of a crowd that is active below {@value
 *       Thresholds#HARDLY_ANY} of its time and uses less than {@value Thresholds#HARDLY_A_CORE}
 *       cores: what so many wake for now and then adds up
 *   <li>waiting for a lock takes at least {@value Thresholds#LOCK_MATTERS} of the active time
 *       outside of the run queue, with CPU time at least {@value Thresholds#DOMINATES}, and all
 *       workers together use about one core: lock-bound; so too when tasks with a thread each say
 *       so of an interpreter's lock
 *   <li>CPU at least {@value Thresholds#DOMINATES} of it with a tenth or more in the run queue, and
 *       the CPU quota held it back in at least {@value Thresholds#HELD_BACK} of its periods:
 *       throttled
 *   <li>one of CPU (on a core or in the run queue), I/O, lock at least {@value
 *       Thresholds#DOMINATES} of it, or of what of it is known where that is two thirds or more:
 *       that
 *   <li>where tasks share threads: the tasks' own waits at least {@value Thresholds#DOMINATES}:
 *       that
 *   <li>else mixed
 * </ol>
 */
final class Rules {
  private Rules() {}

  static Verdict judge(Signs signs) {
    if (signs.foreign().isPresent()) {
      return judge(signs, signs.foreign().get());
    }
    Shares shares = Shares.of(signs);
    Outcome verdict = classify(signs, shares);
    Evidence evidence = new Evidence(verdict.kind());
    describe(signs, shares, evidence);
    return new Verdict(
        verdict.kind(),
        verdict.cause(),
        Findings.of(signs, shares, verdict.kind(), verdict.cause()),
        evidence.phrases());
  }

  private static Verdict judge(Signs signs, Foreign foreign) {
    Outcome verdict = ForeignRules.classify(signs, foreign);
    Evidence evidence = new Evidence(verdict.kind());
    ForeignFindings.describe(signs, foreign, verdict.kind(), evidence);
    describeThreads(signs, Shares.of(signs), evidence);
    ForeignFindings.describeMore(foreign, verdict.kind(), evidence);
    return new Verdict(
        verdict.kind(),
        verdict.cause(),
        ForeignFindings.of(signs, foreign, verdict.kind(), verdict.cause()),
        evidence.phrases());
  }

  /** A class and its cause. */
  record Outcome(Kind kind, String cause) {}

  private static Outcome classify(Signs signs, Shares shares) {
    if (signs.threadsCameAndWentUnseen()) {
      return byTasksAlone(signs);
    }
    if (signs.workers().isEmpty()) {
      return new Outcome(Kind.CANNOT_TELL, "");
    }
    if (isConvoy(signs)) {
      return new Outcome(Kind.LOCK_BOUND, "gil");
    }
    if (sharesTheCores(signs, shares)) {
      return new Outcome(Kind.CPU_SATURATED, "");
    }
    double active = shares.active();
    if (active < Thresholds.NEXT_TO_NOTHING
        && active * signs.workerCount() < Thresholds.ONE_AT_WORK) {
      return idle(shares);
    }
    if (shares.unknown() > Thresholds.MOSTLY_UNKNOWN * active) {
      return new Outcome(Kind.CANNOT_TELL, "");
    }
    // A little that is unknown, such as the time before a runtime is asked, must not hide the rest.
    double told =
        active
            - (shares.unknown() <= Thresholds.LITTLE_UNKNOWN_OF_OURS * active
                ? shares.unknown()
                : 0);
    if (serialisedByLock(signs, shares, active)
        || tasksTakeTurns(signs)
        || shares.lock() >= Thresholds.DOMINATES * told) {
      return new Outcome(Kind.LOCK_BOUND, lockCause(signs));
    }
    if (active < Thresholds.HARDLY_ANY
        && signs.coresUsed() < Thresholds.HARDLY_A_CORE
        && shares.io() < Thresholds.DOMINATES * told) {
      return idle(shares);
    }
    if (heldBack(signs, shares, told)) {
      return new Outcome(Kind.THROTTLED, "");
    }
    if (shares.cpu() >= Thresholds.DOMINATES * told) {
      return new Outcome(Kind.CPU_SATURATED, "");
    }
    if (shares.io() >= Thresholds.DOMINATES * told) {
      return new Outcome(Kind.IO_WAITING, shares.ioCause());
    }
    return signs.tasksShareThreads() ? byTasks(signs) : new Outcome(Kind.MIXED, "");
  }

  /** A task that waits for its turn under an interpreter's lock, while a busy thread has it. */
  static boolean isConvoy(Signs signs) {
    double begun = signs.begunNanos() - signs.taskNanos()[TaskWait.TIMER.ordinal()];
    double gil = signs.taskNanos()[TaskWait.GIL.ordinal()];
    return signs.own().spinners() > 0 && begun > 0 && gil >= Thresholds.CONVOY * begun;
  }

  /**
   * All cores are busy, with us and with those whom our tasks wait for: the machine is the limit,
   * whatever the model makes of its threads' waiting.
   */
  static boolean sharesTheCores(Signs signs, Shares shares) {
    double begun = signs.begunNanos();
    double network = signs.taskNanos()[TaskWait.NETWORK.ordinal()];
    boolean asks =
        shares.network() >= Thresholds.ASKS || (begun > 0 && network >= Thresholds.ASKS * begun);
    return asks
        && signs.hostBusy() >= Thresholds.NO_CORE_LEFT
        && signs.coresUsed() >= Thresholds.OWN_PART * signs.cores();
  }

  private static Outcome idle(Shares shares) {
    return new Outcome(Kind.IDLE, shares.sleep() > shares.idle() ? "timer" : "");
  }

  /** A thread held back by its group's quota stands in the run queue, whatever the cores do. */
  private static boolean heldBack(Signs signs, Shares shares, double active) {
    return signs.throttled() >= Thresholds.HELD_BACK
        && shares.cpu() >= Thresholds.DOMINATES * active
        && shares.runQueue() >= Thresholds.HELD_BACK_QUEUES * active;
  }

  private static boolean serialisedByLock(Signs signs, Shares shares, double active) {
    return signs.workerCount() >= 2
        // Time in the run queue is other programs' doing: it must not hide what the lock does.
        && shares.lock() >= Thresholds.LOCK_MATTERS * (active - shares.runQueue())
        && shares.lock() + shares.cpu() >= Thresholds.DOMINATES * active
        && signs.coresUsed() <= Thresholds.ABOUT_ONE_CORE;
  }

  /**
   * Threads that live for a task are seen for a part of their time; the tasks' own word is whole.
   */
  private static boolean tasksTakeTurns(Signs signs) {
    double begun = signs.begunNanos();
    double gil = signs.taskNanos()[TaskWait.GIL.ordinal()];
    double running = signs.taskNanos()[TaskWait.RUNNING.ordinal()];
    return !signs.tasksShareThreads()
        && begun > 0
        && gil >= Thresholds.LOCK_MATTERS * begun
        && gil + running >= Thresholds.DOMINATES * begun;
  }

  /** Without the threads' word: a task that is not waiting runs, or would. */
  private static Outcome byTasksAlone(Signs signs) {
    double asleep = signs.taskNanos()[TaskWait.TIMER.ordinal()];
    double locked = 0;
    for (int i = 0; i < TaskWait.count(); i++) {
      locked += TaskWait.at(i).isLock() ? signs.taskNanos()[i] : 0;
    }
    double active = signs.begunNanos() - asleep;
    if (active < Thresholds.NEXT_TO_NOTHING * signs.begunNanos()) {
      return new Outcome(Kind.IDLE, "timer");
    }
    if (signs.taskNanos()[TaskWait.RUNNING.ordinal()] >= Thresholds.DOMINATES * active) {
      return new Outcome(Kind.CPU_SATURATED, "");
    }
    return tasksTakeTurns(signs) || locked >= Thresholds.DOMINATES * active
        ? new Outcome(Kind.LOCK_BOUND, lockCause(signs))
        : byTasks(signs);
  }

  private static Outcome byTasks(Signs signs) {
    double begun = 0;
    double io = 0;
    double most = 0;
    String cause = "";
    for (int i = 0; i < TaskWait.count(); i++) {
      TaskWait state = TaskWait.at(i);
      double nanos = signs.taskNanos()[i];
      if (state != TaskWait.READY && state != TaskWait.TIMER) {
        begun += nanos;
      }
      if (state.isIo() && state != TaskWait.TIMER) {
        io += nanos;
        if (nanos > most) {
          most = nanos;
          cause = state.key();
        }
      }
    }
    return begun > 0 && io >= Thresholds.DOMINATES * begun
        ? new Outcome(Kind.IO_WAITING, cause)
        : new Outcome(Kind.MIXED, "");
  }

  private static String lockCause(Signs signs) {
    long gil = signs.taskNanos()[TaskWait.GIL.ordinal()];
    long lock = signs.taskNanos()[TaskWait.LOCK.ordinal()];
    if (gil > lock) {
      return "gil";
    }
    return lock > 0 ? "monitor" : "futex";
  }

  private static void describe(Signs signs, Shares shares, Evidence evidence) {
    if (!Double.isNaN(signs.hostBusy())) {
      evidence.machine("cores " + percent(signs.hostBusy()) + " busy");
    }
    if (signs.threadsCameAndWentUnseen()) {
      describeWaits(signs, evidence);
      evidence.more("threads too short-lived to be seen");
    } else if (signs.tasksShareThreads() && !signs.workers().isEmpty()) {
      describeTasks(signs, evidence);
    } else {
      describeThreads(signs, shares, evidence);
    }
  }

  private static void describeThreads(Signs signs, Shares shares, Evidence evidence) {
    if (signs.workers().isEmpty()) {
      return;
    }
    evidence.share("threads", shares.onCpu(), "on cpu", Kind.CPU_SATURATED);
    evidence.share("threads", shares.network(), "waiting for the network", Kind.IO_WAITING);
    evidence.share("threads", shares.disk(), "waiting for the disk", Kind.IO_WAITING);
    evidence.share("threads", shares.lock(), "waiting for a lock", Kind.LOCK_BOUND);
    evidence.share("threads", shares.ipc(), "waiting for a pipe or a child", Kind.IO_WAITING);
    evidence.share("threads", shares.sleep(), "asleep on purpose", Kind.IDLE);
    evidence.share("threads", shares.idle(), "idle", Kind.IDLE);
    evidence.share("threads", shares.unknown(), "unknown", Kind.CANNOT_TELL);
    evidence.runQueue(shares.runQueue());
    evidence.heldBack(signs.throttled());
  }

  /** Where tasks share threads the threads' own idleness says little; the tasks' waits say it. */
  private static void describeTasks(Signs signs, Evidence evidence) {
    describeWaits(signs, evidence);
    evidence.share("threads", signs.workers().share(Part.ON_CPU), "on cpu", Kind.CPU_SATURATED);
    evidence.share("threads", signs.workers().share(Part.IDLE), "idle", Kind.IDLE);
    evidence.runQueue(signs.workers().share(Part.RUN_QUEUE));
  }

  private static void describeWaits(Signs signs, Evidence evidence) {
    double begun = signs.begunNanos();
    for (int i = 0; i < TaskWait.count() && begun > 0; i++) {
      TaskWait state = TaskWait.at(i);
      if (state.isIo() || state.isLock()) {
        double share = signs.taskNanos()[i] / begun;
        evidence.share("tasks", share, "waiting for " + words(state), speaksFor(state));
      }
    }
  }

  private static Kind speaksFor(TaskWait state) {
    if (state.isLock()) {
      return Kind.LOCK_BOUND;
    }
    return state == TaskWait.TIMER ? Kind.IDLE : Kind.IO_WAITING;
  }

  private static String words(TaskWait state) {
    return switch (state) {
      case NETWORK -> "the network";
      case DISK -> "the disk";
      case TIMER -> "a timer";
      case IPC -> "a pipe or a child";
      case LOCK -> "a lock";
      case GIL -> "the interpreter lock";
      case READY, RUNNING -> state.key();
    };
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }
}
