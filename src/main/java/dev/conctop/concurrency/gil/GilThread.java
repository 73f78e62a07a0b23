package dev.conctop.concurrency.gil;

import dev.conctop.concurrency.task.TaskLedger;
import dev.conctop.concurrency.thread.ThreadClock;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.Series;
import java.util.function.Supplier;

/** One thread under an interpreter lock. Used by that thread alone. */
public final class GilThread {
  private final InterpreterLock lock;
  private final ThreadClock clock;
  private final Supplier<TaskLedger> ledger;

  public GilThread(InterpreterLock lock, ThreadClock clock, Supplier<TaskLedger> ledger) {
    this.lock = lock;
    this.clock = clock;
    this.ledger = ledger;
  }

  /** Whether the lock is asked for. */
  public boolean dropRequested() {
    return lock.dropRequested();
  }

  /** The name of the thread that holds the lock; empty when nobody does. */
  public String holder() {
    return lock.holderName();
  }

  /** Takes the lock; what it had to wait is declared and recorded. */
  public void take() {
    takeSince(System.nanoTime());
  }

  public void drop() {
    if (!lock.dropRequested()) {
      lock.drop();
      return;
    }
    // Letting go on request lasts until somebody else has it.
    clock.enter(Part.LOCK, System.nanoTime());
    lock.drop();
    clock.exit(System.nanoTime());
  }

  /** Lets another thread have the lock if one asked for it. */
  public void checkpoint() {
    if (lock.dropRequested()) {
      long before = System.nanoTime();
      clock.enter(Part.LOCK, before);
      lock.drop();
      takeSince(before);
    }
  }

  private void takeSince(long before) {
    clock.enter(Part.LOCK, before);
    boolean waited = lock.take(clock.tid);
    long after = System.nanoTime();
    clock.exit(after);
    if (waited) {
      ledger.get().record(Series.GIL_WAIT, after - before);
    }
  }
}
