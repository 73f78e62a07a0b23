package dev.conctop.concurrency.task;

/** Who made a task and wants to know how it went. Called by the threads that run tasks. */
interface TaskOwner {
  /** Whether tasks that have not started are to be dropped. */
  boolean over();

  /** Whether tasks that run are to leave at their next checkpoint. */
  boolean abandoned();

  /**
   * A task has ended.
   *
   * @param now when
   */
  void ended(Task task, TaskLedger.Ending ending, long now);
}
