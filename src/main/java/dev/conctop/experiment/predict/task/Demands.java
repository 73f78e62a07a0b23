package dev.conctop.experiment.predict.task;

import dev.conctop.experiment.predict.task.TaskVector.Burst;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What one task needs of the machine and of others, whatever runs it. Waits for a core, a worker or
 * a lock are no part of it: they are what a model makes of the demands. Means are nanoseconds a
 * task.
 *
 * @param tasks the tasks themselves
 * @param ipcNanos CPU time of one side for a task's message and its answer, where it was measured
 * @param messageBytes of a task's message and its answer, where known; not below 0
 * @param servedNanos CPU time on the same machine that others use for each wait outside, such as a
 *     server there; it is a part of the wait
 * @param outsideServers how many tasks can be served outside at a time, such as the connections of
 *     a pool, when the waits grow with the load; empty when they do not
 */
public record Demands(
    TaskSource tasks,
    OptionalDouble ipcNanos,
    OptionalDouble messageBytes,
    double servedNanos,
    OptionalInt outsideServers) {
  public Demands {
    ipcNanos.ifPresent(value -> TaskVector.need("IPC time", value));
    messageBytes.ifPresent(value -> TaskVector.need("bytes", value));
    TaskVector.need("time served", servedNanos);
    if (outsideServers.isPresent() && outsideServers.getAsInt() < 1) {
      throw new IllegalArgumentException("servers outside: " + outsideServers.getAsInt());
    }
  }

  /** Of tasks that send nothing known, and wait for what does not mind the load. */
  public static Demands of(TaskSource tasks) {
    return new Demands(
        tasks, OptionalDouble.empty(), OptionalDouble.empty(), 0, OptionalInt.empty());
  }

  /** The same where so many can be served outside at a time. */
  public Demands withOutsideServers(int servers) {
    return new Demands(tasks, ipcNanos, messageBytes, servedNanos, OptionalInt.of(servers));
  }

  /** The same with messages of so many bytes a task. */
  public Demands withMessageBytes(double bytes) {
    return new Demands(tasks, ipcNanos, OptionalDouble.of(bytes), servedNanos, outsideServers);
  }

  /** The same with so much CPU time of one side for a task's message and its answer. */
  public Demands withIpcNanos(double nanos) {
    return new Demands(tasks, OptionalDouble.of(nanos), messageBytes, servedNanos, outsideServers);
  }

  /** The same with all work and all waits so many times as long. */
  public Demands scaled(double cpu, double wait) {
    return new Demands(
        tasks.scaled(cpu, wait), ipcNanos, messageBytes, servedNanos, outsideServers);
  }

  /** The same with so much CPU time of others on the same machine for each wait outside. */
  public Demands withServedNanos(double nanos) {
    return new Demands(tasks, ipcNanos, messageBytes, nanos, outsideServers);
  }

  /** The same with other tasks. */
  public Demands withTasks(TaskSource others) {
    return new Demands(others, ipcNanos, messageBytes, servedNanos, outsideServers);
  }

  /** D_c: on a core. */
  public double cpuNanos() {
    return tasks.mean(Burst::cpuNanos);
  }

  /** D_w: waits outside. */
  public double waitNanos() {
    return tasks.mean(Burst::waitNanos);
  }

  /** D_l: the lock that tasks share is held. */
  public double lockedNanos() {
    return tasks.mean(burst -> burst.locked() ? burst.cpuNanos() + burst.waitNanos() : 0);
  }

  /** D_py: work that needs the interpreter lock where there is one. */
  public double interpreterNanos() {
    return tasks.mean(burst -> burst.released() ? 0 : burst.cpuNanos());
  }

  /** Waits that hold whoever runs the task. */
  public double pinnedNanos() {
    return tasks.mean(burst -> burst.pinned() ? burst.waitNanos() : 0);
  }

  /** n_b: blocking calls a task. */
  public double calls() {
    return tasks.mean(burst -> burst.waitNanos() > 0 ? 1 : 0);
  }
}
