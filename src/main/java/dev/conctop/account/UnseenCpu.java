package dev.conctop.account;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;

/**
 * CPU time of threads and processes that came and went between two looks. No look has seen them,
 * but their process or their parent was charged with what they had used: what the processes have
 * used in all, less what their threads were seen to use, is theirs. How long they waited for a core
 * nobody has counted.
 */
public final class UnseenCpu {
  /** Processes are charged in ticks: less than one says nothing. */
  private static final long LEAST_NANOS = 10_000_000;

  private long accounted;

  /** Other processes are watched from now on. */
  public void restart() {
    accounted = 0;
  }

  /**
   * After each look: adds what was not seen.
   *
   * @param cpuNanos what all processes have used since they were first watched, those that have
   *     ended included
   * @param workers the look's budget, which it is added to
   * @param runtime the look's budget of the runtime's own threads
   */
  public void look(long cpuNanos, Budget workers, Budget runtime) {
    accounted += workers.nanos(Part.ON_CPU) + runtime.nanos(Part.ON_CPU);
    long unseen = cpuNanos - accounted;
    if (unseen >= LEAST_NANOS) {
      workers.add(Part.ON_CPU, unseen, Fidelity.ESTIMATED);
      workers.addWall(unseen);
      accounted += unseen;
    }
  }
}
