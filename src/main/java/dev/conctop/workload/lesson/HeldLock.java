package dev.conctop.workload.lesson;

import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.workload.cpu.CpuWork;
import dev.conctop.workload.task.Sink;
import dev.conctop.workload.task.Standstill;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A little work; one task in so many needs a lock that one thread, the keeper, holds nearly all the
 * time. Means and medians hardly show it, the slowest tasks are nothing else.
 */
public final class HeldLock implements Workload {
  static final String LOCK = "held-lock";
  static final String KEEPER = "keeper";

  private final AtomicLong tasks = new AtomicLong();
  private final NamedLock lock = new NamedLock(LOCK, true);
  private final Standstill standstill = new Standstill();
  private final Sink sink = new Sink();
  private long every = 1;
  private long steps;
  private long holdNanos;
  private long pauseNanos;
  private @Nullable Thread keeper;
  private volatile CountDownLatch held = new CountDownLatch(1);
  private volatile boolean closed;

  @Override
  public void open(Surroundings surroundings) throws InterruptedException {
    Parameters parameters = surroundings.parameters();
    every = parameters.number("every");
    holdNanos = parameters.number("hold");
    pauseNanos = parameters.number("pause");
    long work = parameters.number("work");
    steps = work == 0 ? 0 : CpuWork.calibrate().stepsFor(work);
    keeper = Thread.ofPlatform().daemon().name(KEEPER).start(this::keep);
    // Else the first tasks that need the lock might have it before the keeper does.
    held.await();
  }

  private void keep() {
    while (!closed) {
      try {
        standstill.pass();
      } catch (InterruptedException e) {
        return;
      }
      lock.lock();
      try {
        held.countDown();
        pause(holdNanos);
      } finally {
        lock.unlock();
      }
      pause(pauseNanos);
    }
  }

  @Override
  public void rest() {
    standstill.begin();
  }

  @Override
  public void go() throws InterruptedException {
    CountDownLatch again = new CountDownLatch(1);
    held = again;
    standstill.end();
    again.await();
  }

  private void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && !closed; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public void run(TaskContext task) throws Exception {
    boolean needsLock = tasks.incrementAndGet() % every == 0;
    if (!needsLock) {
      sink.accept(CpuWork.run(task, steps));
      return;
    }
    lock.take(task);
    try {
      sink.accept(CpuWork.run(task, steps));
    } finally {
      lock.unlock();
      task.holds(false);
    }
  }

  @Override
  public void close() {
    closed = true;
    standstill.end();
    LockSupport.unpark(keeper);
  }
}
