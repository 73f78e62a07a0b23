package dev.conctop.workload.task;

/**
 * What does something of its own accord, beside the tasks: between two blocks of an experiment,
 * while others work, it is to leave the cores alone.
 */
public interface Resting {
  /** No task runs; nothing is to be done until {@link #go}. */
  default void rest() {}

  /** Tasks are about to come; what they count on is there when this returns. */
  default void go() throws InterruptedException {}
}
