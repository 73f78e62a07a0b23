package dev.conctop.diagnosis;

import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.Looks;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.sample.thread.ProcessVerdict;
import dev.conctop.sample.thread.ProcessVerdict.Word;

/**
 * The verdict on one process of the machine's table, by its own last looks: CPU time and time in
 * the run queue over the last interval, and what its first thread waited for at up to eight looks.
 * As in {@link Rules}, the class is about the time that is not idle, with the same thresholds. In
 * this order:
 *
 * <ol>
 *   <li>stopped, traced, zombie: that
 *   <li>CPU time not known: cannot-tell
 *   <li>of several threads only the first is looked at. At least {@value Rules#DOMINATES} of a core
 *       used or queued for: cpu-saturated. Its first thread waits for I/O or a lock at {@value
 *       Rules#DOMINATES} of the looks, with CPU next to nothing: that. Else cannot-tell
 *   <li>of one thread all time is known. Active below {@value Rules#NEXT_TO_NOTHING}: idle
 *   <li>more than half of the active time unknown: cannot-tell
 *   <li>one of CPU, I/O, lock at least {@value Rules#DOMINATES} of what is known: that; else mixed
 * </ol>
 */
public final class ProcessRules {
  private static final double MOSTLY_UNKNOWN = 0.5;
  private static final ProcessVerdict CPU = of(Word.CPU_SATURATED, "");
  private static final ProcessVerdict DISK = of(Word.IO_WAITING, "disk");
  private static final ProcessVerdict NETWORK = of(Word.IO_WAITING, "network");
  private static final ProcessVerdict IPC = of(Word.IO_WAITING, "ipc");
  private static final ProcessVerdict LOCK = of(Word.LOCK_BOUND, "");
  private static final ProcessVerdict FUTEX = of(Word.LOCK_BOUND, "futex");
  private static final ProcessVerdict IDLE = of(Word.IDLE, "");
  private static final ProcessVerdict TIMER = of(Word.IDLE, "timer");
  private static final ProcessVerdict MIXED = of(Word.MIXED, "");
  private static final ProcessVerdict STOPPED = of(Word.STOPPED, "");
  private static final ProcessVerdict TRACED = of(Word.TRACED, "");
  private static final ProcessVerdict ZOMBIE = of(Word.ZOMBIE, "");
  private static final ProcessVerdict ONE_OF_MANY =
      unknown("of its threads only the first is looked at");
  private static final ProcessVerdict UNTOLD = unknown("what it waits for is not known");

  private ProcessRules() {}

  /** The verdict on one process. Allocates only where there is a reason to be told. */
  public static ProcessVerdict of(ProcessRow row) {
    return switch (row.life()) {
      case STOPPED -> STOPPED;
      case TRACED -> TRACED;
      case ZOMBIE -> ZOMBIE;
      case ALIVE ->
          !row.onCpu().known()
              ? unknown(row.onCpu().reason())
              : row.threads() > 1 ? ofMany(row) : ofOne(row);
    };
  }

  private static ProcessVerdict ofMany(ProcessRow row) {
    double cpu = value(row.onCpu()) + value(row.runQueue());
    if (cpu >= Thresholds.DOMINATES) {
      return CPU;
    }
    Looks looks = row.looks();
    int all = looks.all();
    int io = io(looks);
    if (cpu >= Thresholds.NEXT_TO_NOTHING || all == 0) {
      return ONE_OF_MANY;
    }
    if (io >= Thresholds.DOMINATES * all) {
      return ofIo(looks);
    }
    return looks.count(Part.LOCK) >= Thresholds.DOMINATES * all ? ofLock(row) : ONE_OF_MANY;
  }

  private static ProcessVerdict ofOne(ProcessRow row) {
    double cpu = value(row.onCpu()) + value(row.runQueue());
    Looks looks = row.looks();
    int waiting = looks.all() - looks.count(Part.ON_CPU) - looks.count(Part.RUN_QUEUE);
    double each = waiting == 0 ? 0 : Math.max(0, 1 - cpu) / waiting;
    double io = each * io(looks);
    double lock = each * looks.count(Part.LOCK);
    double unknown = each * looks.count(Part.UNKNOWN);
    double active = cpu + io + lock + unknown;
    if (active < Thresholds.NEXT_TO_NOTHING) {
      return 2 * looks.count(Part.SLEEP) > waiting ? TIMER : IDLE;
    }
    if (unknown > MOSTLY_UNKNOWN * active) {
      return UNTOLD;
    }
    double dominates = Thresholds.DOMINATES * (active - unknown);
    if (cpu >= dominates) {
      return CPU;
    }
    if (io >= dominates) {
      return ofIo(looks);
    }
    return lock >= dominates ? ofLock(row) : MIXED;
  }

  private static int io(Looks looks) {
    return looks.count(Part.DISK) + looks.count(Part.NETWORK) + looks.count(Part.IPC);
  }

  private static ProcessVerdict ofIo(Looks looks) {
    int disk = looks.count(Part.DISK);
    int network = looks.count(Part.NETWORK);
    int ipc = looks.count(Part.IPC);
    if (disk >= network && disk >= ipc) {
      return DISK;
    }
    return network >= ipc ? NETWORK : IPC;
  }

  private static ProcessVerdict ofLock(ProcessRow row) {
    return row.detail().contains("futex") ? FUTEX : LOCK;
  }

  private static double value(Figure figure) {
    return figure.known() ? figure.value() : 0;
  }

  private static ProcessVerdict of(Word word, String cause) {
    return new ProcessVerdict(word, cause, "");
  }

  private static ProcessVerdict unknown(String reason) {
    return new ProcessVerdict(Word.CANNOT_TELL, "", reason);
  }
}
