package dev.conctop.workload.lesson;

import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.TaskContext;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

/** A lock that people know by a name; who waits for it says who held it when the wait began. */
final class NamedLock extends ReentrantLock {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final transient Callable<Boolean> taking =
      () -> {
        lockInterruptibly();
        return true;
      };

  NamedLock(String name, boolean fair) {
    super(fair);
    this.name = name;
  }

  NamedLock(String name) {
    this(name, false);
  }

  /** Takes the lock, and tells the task's model that it may have to wait. */
  void take(TaskContext task) throws Exception {
    Thread holder = getOwner();
    task.wants(name, holder == null ? "" : holder.getName());
    task.await(TaskWait.LOCK, taking);
    task.holds(true);
  }
}
