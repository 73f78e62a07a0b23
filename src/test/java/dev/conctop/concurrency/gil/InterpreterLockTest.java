package dev.conctop.concurrency.gil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InterpreterLockTest {
  private static final long LONG = 3_600_000_000_000L;

  @Test
  void oneThreadHoldsItAtATime() throws InterruptedException {
    InterpreterLock lock = new InterpreterLock(100_000);
    int[] unguarded = {0};
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int t = 1; t <= 4; t++) {
      int tid = t;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < 2_000; i++) {
                      lock.take(tid);
                      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                      unguarded[0]++;
                      inside.decrementAndGet();
                      lock.drop();
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(1, most.get());
    assertEquals(8_000, unguarded[0]);
    assertFalse(lock.isLocked());
    assertEquals(0, lock.waiters());
    assertEquals(0, lock.holder());
  }

  @Test
  void aFreeLockIsTakenAtOnceAndTheSameThreadIsNoSwitch() {
    InterpreterLock lock = new InterpreterLock(LONG);
    assertFalse(lock.take(7));
    assertEquals(7, lock.holder());
    lock.drop();
    assertFalse(lock.take(7));
    lock.drop();
    assertEquals(1, lock.switches());
    assertFalse(lock.dropRequested());
  }

  @Test
  void whoWaitsAnIntervalAsksAndDroppingThenHandsOver() throws InterruptedException {
    InterpreterLock lock = new InterpreterLock(1_000_000);
    lock.take(1);
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch letGo = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  lock.take(2);
                  taken.countDown();
                  awaitQuietly(letGo);
                  lock.drop();
                });
    while (!lock.dropRequested()) {
      Thread.onSpinWait();
    }
    assertEquals(1, lock.waiters());
    // Without the forced switch this thread could take the lock again before the other wakes.
    lock.drop();
    assertEquals(2, lock.switches(), "drop returns when the other has it");
    assertFalse(lock.dropRequested());
    taken.await();
    assertEquals(2, lock.holder());
    letGo.countDown();
    lock.take(1);
    lock.drop();
    other.join();
  }

  @Test
  void whoNeverWaitedAnIntervalDoesNotAsk() throws InterruptedException {
    InterpreterLock lock = new InterpreterLock(LONG);
    lock.take(1);
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  lock.take(2);
                  lock.drop();
                });
    while (lock.waiters() == 0) {
      Thread.onSpinWait();
    }
    assertFalse(lock.dropRequested());
    lock.drop();
    other.join();
    assertEquals(2, lock.switches());
  }

  @Test
  void twoBusyThreadsAlternate() throws InterruptedException {
    InterpreterLock lock = new InterpreterLock(200_000);
    List<Integer> turns = new ArrayList<>();
    CountDownLatch begin = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int t = 1; t <= 2; t++) {
      int tid = t;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    awaitQuietly(begin);
                    lock.take(tid);
                    for (int turn = 0; turn < 20; turn++) {
                      turns.add(tid);
                      while (!lock.dropRequested() && turns.size() < 40 && turn < 19) {
                        Thread.onSpinWait();
                      }
                      if (turn < 19) {
                        lock.drop();
                        lock.take(tid);
                      }
                    }
                    lock.drop();
                  }));
    }
    begin.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(40, turns.size());
    long changes = 0;
    for (int i = 1; i < turns.size(); i++) {
      changes += turns.get(i).equals(turns.get(i - 1)) ? 0 : 1;
    }
    assertTrue(changes >= 35, "the lock changes hands at every request: " + turns);
  }

  @Test
  void anInterruptIsKeptForLater() throws InterruptedException {
    InterpreterLock lock = new InterpreterLock(LONG);
    lock.take(1);
    boolean[] interrupted = {false};
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  lock.take(2);
                  interrupted[0] = Thread.interrupted();
                  lock.drop();
                });
    while (lock.waiters() == 0) {
      Thread.onSpinWait();
    }
    other.interrupt();
    lock.drop();
    other.join();
    assertTrue(interrupted[0]);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
