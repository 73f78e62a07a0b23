package dev.conctop.concurrency.context;

import dev.conctop.concurrency.task.Task;
import java.util.function.ObjDoubleConsumer;

/**
 * How tasks are run. A model is made ready by its {@code start}, given tasks by any threads,
 * changed while it runs, and closed.
 */
public interface Model extends AutoCloseable {
  /**
   * Takes a task to be run later by another thread, or later by the calling one: never before this
   * returns, so that tasks that submit tasks do not grow a stack.
   */
  void submit(Task task);

  /** Changes the number of workers where the model has a number of them. */
  default void setWorkers(int workers) {}

  /** Changes the interpreter locks' switch interval where there is one, ns. */
  default void setSwitchInterval(long nanos) {}

  /**
   * Interrupts the tasks that run, where tasks can be interrupted. Called between two loads, when
   * what still runs is of no use to anybody.
   */
  default void interruptTasks() {}

  /** Measuring has begun, for the first time or again. */
  default void measuring() {}

  /** Says the model's own figures now, by the names of the wire format. Called once a frame. */
  default void gauges(ObjDoubleConsumer<String> gauge, long now) {}

  /** Ends its threads and processes as far as they can be ended, and closes the workload. */
  @Override
  void close();
}
