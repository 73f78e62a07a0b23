package dev.conctop.workload.lesson;

import dev.conctop.workload.task.Standstill;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a deadlock over two locks, A and B, and breaks it by an interrupt. Who holds what is
 * kept here, for the names; that platform threads are deadlocked is the JVM's own word. Of virtual
 * threads the JVM says nothing: there two that hold one lock each and want the other's must do.
 */
final class DeadlockWatch implements AutoCloseable {
  private static final long POLL_NANOS = 5_000_000;

  private final AtomicReferenceArray<@Nullable Holder> holders = new AtomicReferenceArray<>(2);
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final AtomicLong found = new AtomicLong();
  private final long standsNanos;
  private final Standstill standstill = new Standstill();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param standsNanos how long a deadlock stands until it is broken
   */
  DeadlockWatch(long standsNanos) {
    this.standsNanos = standsNanos;
    thread = Thread.ofPlatform().daemon().name("deadlock-watch").unstarted(this::watch);
  }

  void start() {
    thread.start();
  }

  void rest() {
    standstill.begin();
  }

  void go() {
    standstill.end();
  }

  /** A thread that holds one of the locks. */
  static final class Holder {
    private static final long WANTS_NOTHING = Long.MAX_VALUE;

    private final Thread thread = Thread.currentThread();
    private volatile long wantsSince = WANTS_NOTHING;
    private volatile String deadlock = "";

    /** It is about to wait for the other lock. */
    void wantsOther() {
      wantsSince = System.nanoTime();
    }

    void hasBoth() {
      wantsSince = WANTS_NOTHING;
    }

    /** The deadlock in words whose way out this thread is; empty when it is none. */
    String deadlock() {
      return deadlock;
    }

    private boolean hasWanted(long nanos, long now) {
      long since = wantsSince;
      return since != WANTS_NOTHING && now - since >= nanos;
    }

    private String name() {
      String name = thread.getName();
      return name.isEmpty() ? "thread " + thread.threadId() : name;
    }
  }

  /**
   * The calling thread has taken a lock.
   *
   * @param lock 0 for A, 1 for B
   */
  Holder holds(int lock) {
    Holder holder = new Holder();
    holders.set(lock, holder);
    return holder;
  }

  /** The calling thread is about to let a lock go. */
  void released(int lock) {
    holders.set(lock, null);
  }

  /** Deadlocks found until now. */
  long found() {
    return found.get();
  }

  private void watch() {
    while (!closed) {
      try {
        standstill.pass();
      } catch (InterruptedException e) {
        return;
      }
      LockSupport.parkNanos(this, POLL_NANOS);
      Holder a = holders.get(0);
      Holder b = holders.get(1);
      long now = System.nanoTime();
      if (a != null
          && b != null
          && b.deadlock.isEmpty()
          && a.hasWanted(standsNanos, now)
          && b.hasWanted(standsNanos, now)
          && confirmed(a.thread, b.thread)) {
        found.incrementAndGet();
        b.deadlock =
            "deadlock: " + a.name() + " holds A, wants B; " + b.name() + " holds B, wants A";
        b.thread.interrupt();
      }
    }
  }

  private boolean confirmed(Thread a, Thread b) {
    if (a.isVirtual() || b.isVirtual()) {
      return true;
    }
    long[] deadlocked = threads.findDeadlockedThreads();
    return deadlocked != null && has(deadlocked, a) && has(deadlocked, b);
  }

  private static boolean has(long[] ids, Thread thread) {
    return Arrays.stream(ids).anyMatch(id -> id == thread.threadId());
  }

  @Override
  public void close() {
    closed = true;
    standstill.end();
    LockSupport.unpark(thread);
  }
}
