package dev.conctop.subject;

import dev.conctop.concurrency.Runner;
import dev.conctop.concurrency.task.Load;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for the tasks of a stopped load.
 *
 * @param patienceNanos after this they are interrupted, where they can be
 * @param leavingNanos what is given to them then
 */
record Draining(long patienceNanos, long leavingNanos) {
  private static final long PATIENCE_NANOS = 2_000_000_000L;
  private static final long LOOK_NANOS = 1_000_000;

  static final Draining WARM_UP = new Draining(PATIENCE_NANOS, 200_000_000L);
  static final Draining BLOCK = new Draining(PATIENCE_NANOS, 28_000_000_000L);

  /** Between warm-up and measuring: what still runs then does no harm but to be in the way. */
  static void ofWarmUp(Runner runner, Load load, BooleanSupplier enough) {
    WARM_UP.run(runner, load, enough);
  }

  /**
   * After a block, while others wait for their turn: only what has ended takes nothing from them.
   * Says so when it must give up, after half a minute.
   *
   * @param enough asked meanwhile: nobody cares any more
   */
  static void of(Runner runner, Load load, BooleanSupplier enough) {
    BLOCK.orSaySo(runner, load, enough);
  }

  void orSaySo(Runner runner, Load load, BooleanSupplier enough) {
    run(runner, load, enough);
    int left = load.outstanding();
    if (left > 0 && !enough.getAsBoolean()) {
      runner.say(
          left
              + (left == 1 ? " task" : " tasks")
              + " of the block still run after "
              + Math.round((patienceNanos + leavingNanos) / 1e9)
              + " s: it rests all the same");
    }
  }

  private void run(Runner runner, Load load, BooleanSupplier enough) {
    await(load, patienceNanos, enough);
    if (load.outstanding() > 0 && !enough.getAsBoolean()) {
      runner.abandon(load);
      await(load, leavingNanos, enough);
    }
  }

  private static void await(Load load, long most, BooleanSupplier enough) {
    long deadline = System.nanoTime() + most;
    while (load.outstanding() > 0 && !enough.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
