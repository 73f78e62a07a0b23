package dev.conctop.subject;

import dev.conctop.concurrency.Runner;
import dev.conctop.concurrency.task.Load;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for the tasks of a stopped load. */
final class Draining {
  private static final long LONGEST_NANOS = 2_000_000_000L;
  private static final long LONGEST_LEAVING_NANOS = 200_000_000L;
  private static final long LOOK_NANOS = 1_000_000;

  private Draining() {}

  /**
   * Waits for those that run, and interrupts them when they take too long.
   *
   * @param enough asked meanwhile: nobody cares any more
   */
  static void of(Runner runner, Load load, BooleanSupplier enough) {
    await(load, LONGEST_NANOS, enough);
    if (load.outstanding() > 0) {
      runner.abandon(load);
      await(load, LONGEST_LEAVING_NANOS, enough);
    }
  }

  private static void await(Load load, long most, BooleanSupplier enough) {
    long deadline = System.nanoTime() + most;
    while (load.outstanding() > 0 && !enough.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
