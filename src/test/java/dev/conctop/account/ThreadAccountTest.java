package dev.conctop.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.thread.ThreadReport;
import org.junit.jupiter.api.Test;

class ThreadAccountTest {
  private static final long MS = 1_000_000;

  private final ThreadAccount account = new ThreadAccount(0, 0, 0, 0, Fidelity.EXACT);
  private final Budget sum = new Budget();

  private Budget blocked(long atMs, long runMs, long queueMs, long slices, Part cause) {
    return look(atMs, runMs, queueMs, slices, Seen.BLOCKED, cause);
  }

  private Budget runnable(long atMs, long runMs, long queueMs, long slices) {
    return look(atMs, runMs, queueMs, slices, Seen.RUNNABLE, Part.ON_CPU);
  }

  private Budget look(long atMs, long runMs, long queueMs, long slices, Seen seen, Part cause) {
    account.look(atMs * MS, runMs * MS, queueMs * MS, slices, seen, cause, Fidelity.EXACT);
    sum.addAll(account.interval());
    return account.interval();
  }

  private static void assertPart(long ms, Budget budget, Part part) {
    assertEquals(ms * MS, budget.nanos(part), part.key());
  }

  @Test
  void partsOfAThreadThatRanAndWaitedSumToTheClock() {
    Budget interval = blocked(100, 30, 20, 4, Part.NETWORK);
    assertPart(30, interval, Part.ON_CPU);
    assertPart(20, interval, Part.RUN_QUEUE);
    assertPart(50, interval, Part.NETWORK);
    assertEquals(100 * MS, interval.wallNanos());
    assertEquals(0, interval.closureError());
    assertEquals(Fidelity.SAMPLED, interval.fidelity(Part.NETWORK));
    assertEquals(40.0, account.slicesPerSecond(), 1e-9);
  }

  @Test
  void aWaitThatDidNotEndIsExact() {
    blocked(100, 30, 20, 4, Part.DISK);
    Budget interval = blocked(200, 30, 20, 4, Part.DISK);
    assertPart(100, interval, Part.DISK);
    assertEquals(Fidelity.EXACT, interval.fidelity(Part.DISK));
  }

  @Test
  void aBusyThreadWhoseCountersLagIsNeverSeenWaiting() {
    // The kernel brings the counter up to date at its tick only: 4 ms late, then on time, then
    // late.
    runnable(100, 96, 0, 1);
    runnable(200, 200, 0, 1);
    runnable(300, 297, 0, 1);
    assertPart(297, sum, Part.ON_CPU);
    assertEquals(297 * MS, sum.partsNanos());
    assertEquals(297 * MS, sum.wallNanos());
    assertEquals(0, sum.closureError());
  }

  @Test
  void countersAheadOfTheClockAreAMisfitThatTheNextWaitPaysBack() {
    Budget first = blocked(100, 102, 0, 1, Part.NETWORK);
    assertEquals(0.02, first.closureError(), 1e-9);
    Budget second = blocked(200, 102, 0, 1, Part.NETWORK);
    assertPart(98, second, Part.NETWORK);
    assertEquals(200 * MS, sum.partsNanos());
    assertEquals(200 * MS, sum.wallNanos());
    assertEquals(0.01, sum.closureError(), 1e-9);
  }

  @Test
  void aStarvedThreadWaitsForACoreBeforeTheKernelCountsIt() {
    runnable(100, 10, 0, 1);
    assertPart(100, runnable(200, 10, 0, 1), Part.RUN_QUEUE);
    assertPart(100, runnable(300, 10, 0, 1), Part.RUN_QUEUE);
    // Now it runs, and the kernel counts the 290 ms of waiting in one go.
    runnable(400, 40, 290, 2);
    assertPart(290, sum, Part.RUN_QUEUE);
    assertPart(40, sum, Part.ON_CPU);
    assertEquals(0, sum.closureError());
    assertEquals(sum.wallNanos(), sum.partsNanos());
  }

  @Test
  void whatARunnableThreadDidBeforeIsBookedWhenTheCountersTell() {
    blocked(100, 10, 0, 10, Part.NETWORK);
    Budget interval = runnable(200, 20, 0, 20);
    assertEquals(10 * MS, interval.partsNanos());
    assertEquals(10 * MS, interval.wallNanos());
    interval = blocked(300, 40, 30, 30, Part.NETWORK);
    assertPart(140, interval, Part.NETWORK);
    assertEquals(300 * MS, sum.partsNanos());
    assertEquals(300 * MS, sum.wallNanos());
  }

  @Test
  void aThreadAlwaysSeenRunnableStillHasItsWaitsBooked() {
    blocked(100, 50, 0, 1, Part.DISK);
    for (int i = 2; i <= 50; i++) {
      runnable(i * 100, i * 50, 0, i);
    }
    assertEquals(0.5, sum.share(Part.DISK), 0.03);
    assertEquals(Fidelity.SAMPLED, sum.fidelity(Part.DISK));
    assertEquals(0, sum.closureError());
  }

  @Test
  void waitsOfARunnableThreadNeverSeenWaitingAreUnknown() {
    for (int i = 1; i <= 10; i++) {
      runnable(i * 100, i * 50, 0, i);
    }
    assertTrue(sum.nanos(Part.UNKNOWN) > 0);
    assertEquals(sum.wallNanos(), sum.partsNanos());
  }

  @Test
  void countersGoingBackStartAfresh() {
    blocked(100, 50, 0, 5, Part.DISK);
    Budget interval = blocked(200, 1, 0, 1, Part.DISK);
    assertTrue(interval.isEmpty());
    interval = blocked(300, 11, 0, 2, Part.DISK);
    assertPart(10, interval, Part.ON_CPU);
    assertPart(90, interval, Part.DISK);
  }

  @Test
  void coarseCountersAreNeverExact() {
    ThreadAccount coarse = new ThreadAccount(0, 0, 0, 0, Fidelity.ESTIMATED);
    coarse.look(100 * MS, 10 * MS, 0, 0, Seen.BLOCKED, Part.DISK, Fidelity.EXACT);
    assertEquals(Fidelity.ESTIMATED, coarse.interval().fidelity(Part.ON_CPU));
    coarse.look(200 * MS, 10 * MS, 0, 0, Seen.BLOCKED, Part.DISK, Fidelity.EXACT);
    assertEquals(Fidelity.SAMPLED, coarse.interval().fidelity(Part.DISK));
  }

  @Test
  void waitsAreSplitByWhatWasSeenBetweenLooks() {
    blocked(100, 0, 0, 1, Part.NETWORK);
    account.glimpse(Part.DISK, Fidelity.EXACT);
    account.glimpse(Part.DISK, Fidelity.EXACT);
    account.glimpse(Part.SLEEP, Fidelity.EXACT);
    Budget budget = blocked(200, 20, 0, 5, Part.NETWORK);
    assertPart(20, budget, Part.ON_CPU);
    assertPart(40, budget, Part.DISK);
    assertPart(20, budget, Part.SLEEP);
    assertPart(20, budget, Part.NETWORK);
    assertEquals(Fidelity.SAMPLED, budget.fidelity(Part.DISK));
    assertEquals(0, budget.closureError());
    assertPart(90, blocked(300, 30, 0, 9, Part.NETWORK), Part.NETWORK);
  }

  @Test
  void aThreadThatDidNotMoveWasInOneWaitWhateverWasSeen() {
    blocked(100, 0, 0, 1, Part.NETWORK);
    account.glimpse(Part.UNKNOWN, Fidelity.ESTIMATED);
    Budget budget = blocked(200, 0, 0, 1, Part.NETWORK);
    assertPart(100, budget, Part.NETWORK);
    assertEquals(Fidelity.EXACT, budget.fidelity(Part.NETWORK));
  }

  @Test
  void whoRunsAtTheLookWaitedForWhatWasSeenBefore() {
    blocked(100, 0, 0, 1, Part.NETWORK);
    account.glimpse(Part.DISK, Fidelity.ESTIMATED);
    runnable(200, 30, 0, 5);
    Budget budget = blocked(300, 130, 0, 6, Part.NETWORK);
    assertEquals(0, budget.closureError());
    assertPart(35, budget, Part.DISK);
    assertPart(35, budget, Part.NETWORK);
    assertEquals(Fidelity.ESTIMATED, budget.fidelity(Part.DISK));
  }

  private void declare(long networkMs, long idleMs) {
    long[] declared = new long[Part.count()];
    declared[Part.NETWORK.ordinal()] = networkMs * MS;
    declared[Part.IDLE.ordinal()] = idleMs * MS;
    account.report(new ThreadReport(1, 2, "w", Role.WORKER, Part.IDLE, declared, false));
  }

  @Test
  void declaredWaitsWinOverTheKernelsAndMayComeLate() {
    declare(1, 0);
    for (int i = 1; i <= 20; i++) {
      // 10 ms on a core, 90 ms of which the kernel sees a pipe; the word comes one look later.
      blocked(i * 100, i * 10, 0, i, Part.IPC);
      declare(1 + i * 60, i * 30);
    }
    blocked(2100, 210, 0, 21, Part.IPC);
    assertEquals(sum.wallNanos(), sum.partsNanos());
    assertPart(0, sum, Part.IPC);
    assertPart(1200, sum, Part.NETWORK);
    assertPart(600, sum, Part.IDLE);
    assertEquals(Fidelity.EXACT, sum.fidelity(Part.NETWORK));
    assertEquals(0, sum.closureError());
  }

  @Test
  void whatNobodyDeclaredFallsToTheKernelsCause() {
    declare(1, 0);
    for (int i = 1; i <= 20; i++) {
      blocked(i * 100, i * 10, 0, i, Part.DISK);
      declare(1 + i * 30, 0);
    }
    for (int i = 21; i <= 24; i++) {
      blocked(i * 100, i * 10, 0, i, Part.DISK);
    }
    assertEquals(600 * MS, sum.nanos(Part.NETWORK), 1e4);
    assertTrue(sum.nanos(Part.DISK) > 1100 * MS, () -> "disk " + sum.nanos(Part.DISK));
    assertEquals(sum.wallNanos(), sum.partsNanos());
  }

  @Test
  void declaredTimeBeyondTheWaitIsDropped() {
    declare(1, 0);
    for (int i = 1; i <= 10; i++) {
      declare(1 + i * 100, 0);
      blocked(i * 100, i * 40, 0, i, Part.IPC);
    }
    assertPart(600, sum, Part.NETWORK);
    // Then it waits without declaring: nothing is left over to claim that.
    for (int i = 11; i <= 20; i++) {
      blocked(i * 100, 400, 0, 10, Part.DISK);
    }
    assertPart(600, sum, Part.NETWORK);
    assertTrue(sum.nanos(Part.DISK) >= 700 * MS);
  }

  @Test
  void clocksThatDifferALittleDoNotMakeASecondCause() {
    declare(1, 0);
    for (int i = 1; i <= 600; i++) {
      declare(1 + i * 99, 0);
      blocked(i * 100, 0, 0, 1, Part.LOCK);
    }
    assertPart(0, sum, Part.LOCK);
    // All but what is still held back, and more than was declared.
    assertTrue(sum.nanos(Part.NETWORK) >= 59_700 * MS, () -> "network " + sum.nanos(Part.NETWORK));
  }

  @Test
  void anEndedThreadsHeldTimeIsReleased() {
    declare(1, 0);
    blocked(100, 10, 0, 1, Part.IPC);
    assertEquals(10 * MS, sum.partsNanos());
    account.close();
    sum.addAll(account.interval());
    assertEquals(100 * MS, sum.partsNanos());
    assertEquals(100 * MS, sum.wallNanos());
    assertPart(90, sum, Part.IPC);
  }
}
