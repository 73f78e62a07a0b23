package dev.conctop.workload.lesson;

import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Adds to one counter of all threads, with a call between the read and the write: where another
 * thread comes in between, its update is lost. With the lock none is.
 */
public final class LostUpdates implements Workload {
  /** Updates that are told at once. */
  private static final int CHUNK = 1000;

  /** Looks at a taken lock before a thread waits for it. */
  private static final int SPINS = 100;

  private static final VarHandle VALUE;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(LostUpdates.class, "value", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final NamedLock lock = new NamedLock("counter-lock");
  private final AtomicLong made = new AtomicLong();

  /** The counter. Opaque access: each read and write is made, and nothing else is promised. */
  @SuppressWarnings("UnusedVariable")
  private long value;

  private long updates;
  private boolean locked;

  @Override
  public void open(Surroundings surroundings) {
    Parameters parameters = surroundings.parameters();
    updates = parameters.number("updates");
    locked = parameters.flag("lock");
    surroundings.gauge("lost_updates", this::lost);
  }

  @Override
  public void run(TaskContext task) throws Exception {
    for (long left = updates; left > 0; left -= CHUNK) {
      int some = (int) Math.min(left, CHUNK);
      for (int i = 0; i < some; i++) {
        if (locked) {
          addAlone(task);
        } else {
          add(task);
        }
      }
      made.addAndGet(some);
    }
  }

  private void add(TaskContext task) {
    long before = (long) VALUE.getOpaque(this);
    task.checkpoint();
    VALUE.setOpaque(this, before + 1);
  }

  private void addAlone(TaskContext task) throws Exception {
    take(task);
    try {
      add(task);
    } finally {
      lock.unlock();
      task.holds(false);
    }
  }

  private void take(TaskContext task) throws Exception {
    for (int i = 0; i < SPINS; i++) {
      if (lock.tryLock()) {
        return;
      }
      Thread.onSpinWait();
    }
    lock.take(task);
  }

  /**
   * Updates made that are not in the counter. Those of tasks under way may be in the counter and
   * not yet among those made: then nothing is known to be lost.
   */
  long lost() {
    // In this order: what was made is in the counter when the counter is read, if nothing is lost.
    long attempts = made.get();
    return Math.max(0, attempts - (long) VALUE.getVolatile(this));
  }

  @Override
  public void close() {}
}
