package dev.conctop.concurrency.task;

import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts of tasks, and of the time they spend in each state, that any thread changes without
 * waiting.
 *
 * <p>For each state two numbers are kept: <i>n</i>, the tasks in it, and <i>S</i>, from which the
 * time of entry is taken when a task enters and to which the time of leaving is added when it
 * leaves. At any moment the time spent in the state by all tasks, those in it included, is <i>S + n
 * · now</i>. (Sums may wrap around; the result does not as long as it fits.)
 *
 * <p>The two must change together, or a reader between the changes would be off by the whole clock.
 * So they live in stripes of which a writer takes any that is free: all are summed, so it does not
 * matter which, and a writer that is put aside while it holds one hinders nobody.
 */
final class Stripes {
  private static final int STRIPES = 16;
  private static final VarHandle BUSY;

  static {
    try {
      BUSY = MethodHandles.lookup().findVarHandle(Stripe.class, "busy", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Stripe[] stripes = new Stripe[STRIPES];

  Stripes() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  /** Takes a stripe; {@link Stripe#release} gives it back. */
  Stripe acquire() {
    int at = (int) Thread.currentThread().threadId();
    for (int tries = 1; ; tries++, at++) {
      Stripe stripe = stripes[at & (STRIPES - 1)];
      if (BUSY.compareAndSet(stripe, false, true)) {
        return stripe;
      }
      if (tries % STRIPES == 0) {
        Thread.yield();
      }
    }
  }

  private static Stripe acquire(Stripe stripe) {
    while (!BUSY.compareAndSet(stripe, false, true)) {
      Thread.yield();
    }
    return stripe;
  }

  void freeze() {
    for (Stripe stripe : stripes) {
      acquire(stripe).frozen = true;
      stripe.release();
    }
  }

  /** The totals at {@code now}, which must have been read before the call. */
  TaskCounts sum(long now) {
    long[] totals = new long[Stripe.FIELDS];
    for (Stripe stripe : stripes) {
      acquire(stripe);
      for (int i = 0; i < Stripe.FIELDS; i++) {
        totals[i] += stripe.values[Stripe.PADDING + i];
      }
      stripe.release();
    }
    int states = TaskWait.count();
    long[] nowIn = new long[states];
    long[] nanosIn = new long[states];
    for (int i = 0; i < states; i++) {
      // A task that moved while the stripes were read may be missing from one state for once.
      nowIn[i] = Math.max(0, totals[i]);
      nanosIn[i] = Math.max(0, totals[states + i] + totals[i] * now);
    }
    int ended = Stripe.ENDED - Stripe.PADDING;
    return new TaskCounts(
        totals[Stripe.CREATED - Stripe.PADDING],
        totals[ended + TaskLedger.Ending.COMPLETED.ordinal()],
        totals[ended + TaskLedger.Ending.FAILED.ordinal()],
        totals[ended + TaskLedger.Ending.CANCELLED.ordinal()],
        nowIn,
        nanosIn);
  }

  /** Part of the totals; changed by who has acquired it. */
  static final class Stripe {
    /** Keeps two stripes' numbers off one cache line. */
    private static final int PADDING = 16;

    private static final int STATES = TaskWait.count();
    private static final int TIMES = PADDING + STATES;
    private static final int CREATED = TIMES + STATES;
    private static final int ENDED = CREATED + 1;
    private static final int FIELDS = 2 * STATES + 4;

    private final long[] values = new long[PADDING + FIELDS + PADDING];
    private boolean frozen;
    private volatile boolean busy;

    void created(long intended) {
      if (!frozen) {
        values[CREATED]++;
        enter(TaskWait.READY.ordinal(), intended);
      }
    }

    void moved(int from, int to, long now) {
      if (!frozen) {
        leave(from, now);
        enter(to, now);
      }
    }

    boolean ended(int from, TaskLedger.Ending ending, long now) {
      if (frozen) {
        return false;
      }
      leave(from, now);
      values[ENDED + ending.ordinal()]++;
      return true;
    }

    private void enter(int state, long now) {
      values[PADDING + state]++;
      values[TIMES + state] -= now;
    }

    private void leave(int state, long now) {
      values[PADDING + state]--;
      values[TIMES + state] += now;
    }

    void release() {
      BUSY.setRelease(this, false);
    }
  }
}
