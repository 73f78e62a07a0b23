package dev.conctop.diagnosis;

import dev.conctop.diagnosis.ForeignRules.Time;
import dev.conctop.diagnosis.Rules.Outcome;
import dev.conctop.diagnosis.sign.Thresholds;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.PartCounts;
import dev.conctop.sample.thread.ProcessCrowd;
import dev.conctop.sample.thread.ProcessRow;
import dev.conctop.sample.thread.ProcessVerdict;
import dev.conctop.sample.thread.ProcessVerdict.Word;

/**
 * The verdict on one process of the machine's table, by its own last looks: CPU time and time in
 * the run queue over the last interval, and what its threads were found at in the last eight looks.
 * The rules are those of {@link ForeignRules}, so that the word is the same as when it is attached
 * to; what only attaching tells (who holds a lock, what a JVM's parked threads wait for, the
 * process's own cores and quota) is missing. Before them, in this order:
 *
 * <ol>
 *   <li>stopped, traced, zombie: that
 *   <li>CPU time or what its threads do not known: cannot-tell
 *   <li>none of its threads ran, and of most is not known what they wait for: cannot-tell
 * </ol>
 */
public final class ProcessRules {
  private static final double MOSTLY = 0.5;
  private static final double NO_QUOTA = 0;
  private static final ProcessVerdict STOPPED = of(Word.STOPPED, "");
  private static final ProcessVerdict TRACED = of(Word.TRACED, "");
  private static final ProcessVerdict ZOMBIE = of(Word.ZOMBIE, "");
  private static final ProcessVerdict UNSEEN = unknown("its threads are not looked at yet");
  private static final ProcessVerdict TOO_MANY =
      unknown("it has more threads than are looked at here; attach to it");
  private static final ProcessVerdict UNTOLD = unknown("what it waits for is not known");
  private static final ProcessVerdict UNTOLD_OF_MANY =
      unknown("what its threads at work wait for is not known; attach to it");

  private ProcessRules() {}

  /**
   * The verdict on one process. Allocates little.
   *
   * @param cores cores of the machine
   */
  public static ProcessVerdict of(ProcessRow row, double cores) {
    return switch (row.life()) {
      case STOPPED -> STOPPED;
      case TRACED -> TRACED;
      case ZOMBIE -> ZOMBIE;
      case ALIVE -> ofLiving(row, cores);
    };
  }

  private static ProcessVerdict ofLiving(ProcessRow row, double cores) {
    if (!row.onCpu().known()) {
      return unknown(row.onCpu().reason());
    }
    ProcessCrowd crowd = row.crowd();
    if (crowd.isEmpty()) {
      return UNSEEN;
    }
    boolean many = row.threads() > 1;
    if (many && !crowd.whole()) {
      return value(row.onCpu()) >= Thresholds.ONE_THREAD * row.threads()
          ? of(Word.CPU_SATURATED, "")
          : TOO_MANY;
    }
    PartCounts still = crowd.still();
    if (crowd.moved() == 0 && still.count(Part.UNKNOWN) > MOSTLY * still.all()) {
      return UNTOLD;
    }
    ForeignRules.Known known = known(row, crowd, cores);
    Outcome outcome = ForeignRules.classify(known);
    return switch (outcome.kind()) {
      case CPU_SATURATED -> of(Word.CPU_SATURATED, outcome.cause());
      case IO_WAITING -> of(Word.IO_WAITING, outcome.cause());
      case LOCK_BOUND -> of(Word.LOCK_BOUND, outcome.cause());
      case IDLE -> of(Word.IDLE, outcome.cause());
      case MIXED, THROTTLED -> of(Word.MIXED, outcome.cause());
      case CANNOT_TELL -> many ? UNTOLD_OF_MANY : UNTOLD;
    };
  }

  private static ForeignRules.Known known(ProcessRow row, ProcessCrowd crowd, double cores) {
    double onCpu = value(row.onCpu());
    double queue = value(row.runQueue());
    double wanting = onCpu + queue;
    double moved = Math.min(row.threads(), Math.max(crowd.moved(), wanting));
    Time moving = time(crowd.moving(), onCpu, queue, Math.max(0, moved - wanting));
    Time still = time(crowd.still(), 0, 0, row.threads() - moved);
    int count = moved == 0 ? 0 : (int) Math.max(1, Math.round(moved));
    double busiest = row.threads() == 1 ? wanting : crowd.busiest();
    String lock = crowd.lock().contains("interpreter") ? "gil" : "futex";
    return new ForeignRules.Known(
        moving, still, row.threads(), count, still.lock(), busiest, cores, NO_QUOTA, lock, false);
  }

  /** So many threads' waits, by what was found; of those at work nothing is waited for. */
  private static Time time(PartCounts counts, double onCpu, double queue, double waits) {
    int working = counts.count(Part.ON_CPU) + counts.count(Part.RUN_QUEUE);
    int waiting = counts.all() - working;
    double each = waiting == 0 ? 0 : waits / waiting;
    return new Time(
        onCpu,
        queue,
        each * counts.count(Part.DISK),
        each * counts.count(Part.NETWORK),
        each * counts.count(Part.LOCK),
        each * counts.count(Part.SLEEP),
        each * counts.count(Part.IPC),
        each * counts.count(Part.IDLE),
        each * counts.count(Part.UNKNOWN));
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
