package dev.conctop.experiment.predict.task;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What one task did, burst by burst, in its order.
 *
 * @param bursts one at least
 */
public record TaskVector(List<Burst> bursts) {
  /**
   * Some time on a core, then a wait outside. Times are nanoseconds, finite and not below 0.
   *
   * @param cpuNanos on a core, without what the scheduler or a lock made it wait
   * @param waitNanos for a disk, the network or a timer
   * @param locked whether all of it is under the lock that tasks share, work and wait
   * @param released whether its work needs no interpreter lock
   * @param pinned whether its wait holds whoever runs the task: a call that blocks a loop or pins a
   *     carrier
   */
  public record Burst(
      double cpuNanos, double waitNanos, boolean locked, boolean released, boolean pinned) {
    public Burst {
      need("CPU time", cpuNanos);
      need("wait", waitNanos);
    }

    /** Work, then a wait outside. */
    public static Burst of(double cpuNanos, double waitNanos) {
      return new Burst(cpuNanos, waitNanos, false, false, false);
    }

    /** The same under the lock that tasks share. */
    public Burst underLock() {
      return new Burst(cpuNanos, waitNanos, true, released, pinned);
    }

    /** The same, whose work needs no interpreter lock. */
    public Burst withoutInterpreter() {
      return new Burst(cpuNanos, waitNanos, locked, true, pinned);
    }

    /** The same with so much more work, or less; never below none. */
    public Burst withMoreWork(double nanos) {
      return new Burst(Math.max(0, cpuNanos + nanos), waitNanos, locked, released, pinned);
    }

    /** The same, which needs no lock. */
    public Burst withoutLock() {
      return new Burst(cpuNanos, waitNanos, false, released, pinned);
    }

    /** The same, whose wait holds whoever runs the task. */
    public Burst pinning() {
      return new Burst(cpuNanos, waitNanos, locked, released, true);
    }

    Burst scaled(double cpu, double wait) {
      return new Burst(cpuNanos * cpu, waitNanos * wait, locked, released, pinned);
    }
  }

  public TaskVector {
    bursts = List.copyOf(bursts);
    if (bursts.isEmpty()) {
      throw new IllegalArgumentException("a task without bursts");
    }
  }

  /** A task of these. */
  public static TaskVector of(Burst... bursts) {
    return new TaskVector(List.of(bursts));
  }

  /** The same with each burst changed. */
  public TaskVector mapped(UnaryOperator<Burst> change) {
    return new TaskVector(bursts.stream().map(change).toList());
  }

  /**
   * The same with so much more work at its beginning, or less: what the first burst has not is
   * taken from those after it, never below none.
   */
  public TaskVector withMoreWork(double nanos) {
    List<Burst> changed = new ArrayList<>(bursts);
    double left = nanos;
    for (int i = 0; i < changed.size() && left != 0; i++) {
      Burst before = changed.get(i);
      Burst after = before.withMoreWork(left);
      changed.set(i, after);
      left -= after.cpuNanos() - before.cpuNanos();
    }
    return new TaskVector(changed);
  }

  /** The same with all work and all waits so many times as long. */
  public TaskVector scaled(double cpu, double wait) {
    return cpu == 1 && wait == 1
        ? this
        : new TaskVector(bursts.stream().map(burst -> burst.scaled(cpu, wait)).toList());
  }

  /**
   * The value, when it is finite and not below 0.
   *
   * @param what it is, for the message
   * @throws IllegalArgumentException when it is not
   */
  public static double need(String what, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + ": " + value);
    }
    return value;
  }
}
