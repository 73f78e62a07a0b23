package dev.conctop.concurrency.gil;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An interpreter lock, after the algorithm that CPython has had since 3.2 (Python/ceval_gil.c and
 * the notes at its top):
 *
 * <ul>
 *   <li><i>take:</i> while it is locked, remember the switch number and wait up to the switch
 *       interval; on a time-out, if it is still locked and the number has not changed, set the drop
 *       request.
 *   <li><i>drop:</i> clear and signal; if a drop was requested, wait until another thread has taken
 *       it, otherwise return at once.
 *   <li>busy code polls the request; whoever sees it drops and takes again.
 * </ul>
 *
 * The interval is a request and no promise: who never polls keeps the lock. A thread that waits for
 * the lock cannot be interrupted out of it; the interrupt is kept for later.
 */
public final class InterpreterLock {
  private final ReentrantLock mutex = new ReentrantLock();
  private final Condition free = mutex.newCondition();
  private final ReentrantLock switchMutex = new ReentrantLock();
  private final Condition switched = switchMutex.newCondition();
  private final AtomicInteger waiters = new AtomicInteger();

  private volatile boolean locked;
  private volatile boolean dropRequested;
  private volatile long switchNumber;
  private volatile long switchInterval;
  private volatile int holderTid;
  private volatile @Nullable Thread holderThread;

  /** Guarded by switchMutex, as in the original. */
  private @Nullable Thread lastHolder;

  public InterpreterLock(long switchIntervalNanos) {
    switchInterval = switchIntervalNanos;
  }

  /** Whether the holder is asked to let go: one volatile read. */
  boolean dropRequested() {
    return dropRequested;
  }

  boolean isLocked() {
    return locked;
  }

  /** The holder's thread number as it gave it; 0 when nobody holds the lock. */
  int holder() {
    return holderTid;
  }

  /** The name of the thread that holds the lock; empty when nobody does. */
  String holderName() {
    Thread holder = holderThread;
    return holder == null ? "" : holder.getName();
  }

  /** Threads that wait to take the lock. */
  public int waiters() {
    return waiters.get();
  }

  /** How often the lock has passed to another thread than the last. */
  public long switches() {
    return switchNumber;
  }

  public long switchInterval() {
    return switchInterval;
  }

  public void setSwitchInterval(long nanos) {
    switchInterval = Math.max(1, nanos);
  }

  /** Says what the lock does, by the names of the wire format. */
  public void gauges(ObjDoubleConsumer<String> gauge) {
    gauge.accept("gil_holder", holder());
    gauge.accept("gil_waiters", waiters());
    gauge.accept("gil_switches", switches());
    gauge.accept("switch_interval", switchInterval());
  }

  /**
   * Takes the lock; the calling thread must not hold it.
   *
   * @param tid shown as the holder
   * @return whether it had to wait
   */
  boolean take(int tid) {
    boolean interrupted = false;
    boolean waited = false;
    mutex.lock();
    try {
      while (locked) {
        if (!waited) {
          waited = true;
          waiters.incrementAndGet();
        }
        long before = switchNumber;
        boolean timedOut = false;
        try {
          timedOut = !free.await(switchInterval, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
        if (timedOut && locked && switchNumber == before) {
          dropRequested = true;
        }
      }
      if (waited) {
        waiters.decrementAndGet();
      }
      become(tid);
    } finally {
      mutex.unlock();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return waited;
  }

  private void become(int tid) {
    switchMutex.lock();
    try {
      locked = true;
      holderTid = tid;
      Thread me = Thread.currentThread();
      holderThread = me;
      if (lastHolder != me) {
        lastHolder = me;
        switchNumber++;
      }
      dropRequested = false;
      switched.signalAll();
    } finally {
      switchMutex.unlock();
    }
  }

  /** Lets the lock go; the calling thread must hold it. */
  void drop() {
    mutex.lock();
    try {
      locked = false;
      holderTid = 0;
      holderThread = null;
      free.signal();
    } finally {
      mutex.unlock();
    }
    if (dropRequested) {
      awaitSwitch();
    }
  }

  /** Who asked is bound to take the lock, so this ends; without it the holder would win it back. */
  private void awaitSwitch() {
    switchMutex.lock();
    try {
      while (lastHolder == Thread.currentThread() && dropRequested) {
        switched.awaitUninterruptibly();
      }
    } finally {
      switchMutex.unlock();
    }
  }
}
