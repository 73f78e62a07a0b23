package dev.conctop.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.diagnosis.Verdict.Finding.Name;
import dev.conctop.diagnosis.Verdict.Kind;
import dev.conctop.diagnosis.sign.Lessons;
import dev.conctop.diagnosis.sign.OwnRun;
import dev.conctop.diagnosis.sign.Signs;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.TaskWait;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Scenarios in, verdicts out. */
class RulesTest {
  private static final double NONE = Double.NaN;

  @Test
  void aPoolInSocketReadsWaitsForTheNetworkAndIsStarved() {
    Verdict verdict =
        Rules.judge(
            new Signs(
                budget(0.02, 0, Part.NETWORK, 0.94, Part.IDLE, 0.04),
                new long[TaskWait.count()],
                false,
                16,
                2,
                0.09,
                150e6,
                50e6,
                NONE,
                NONE,
                Lessons.NONE));
    assertEquals(Kind.IO_WAITING, verdict.kind());
    assertEquals("network", verdict.cause());
    assertEquals(List.of(Name.POOL_STARVED), names(verdict));
    assertTrue(verdict.evidence().contains("cores 9 % busy"), verdict.toString());
  }

  private static Signs own(
      Budget budget, TaskWait wait, double share, double hostBusy, OwnRun run) {
    long[] tasks = new long[TaskWait.count()];
    tasks[TaskWait.RUNNING.ordinal()] = Math.round((1 - share) * 1e9);
    tasks[wait.ordinal()] += Math.round(share * 1e9);
    return new Signs(
        budget,
        tasks,
        true,
        2,
        2,
        hostBusy,
        NONE,
        NONE,
        NONE,
        NONE,
        Lessons.NONE,
        NONE,
        Optional.empty(),
        run);
  }

  /** The same machine at its limit is the same class, whatever the model makes of the waiting. */
  @Test
  void clientAndServerThatFillTheCoresAreCpuSaturated() {
    Budget half = budget(0.4, 0.1, Part.NETWORK, 0.5);
    Verdict full = Rules.judge(own(half, TaskWait.NETWORK, 0.9, 0.97, OwnRun.NOTHING));
    assertEquals(Kind.CPU_SATURATED, full.kind());
    assertEquals(List.of(Name.GENERATOR_BOUND), names(full));
    Verdict room = Rules.judge(own(half, TaskWait.NETWORK, 0.9, 0.5, OwnRun.NOTHING));
    assertEquals(Kind.IO_WAITING, room.kind());
    assertEquals(List.of(), names(room));
  }

  @Test
  void aTaskThatWaitsForItsTurnBesideABusyThreadIsInAConvoy() {
    Budget spins = budget(0.5, 0, Part.LOCK, 0.25, Part.NETWORK, 0.25);
    Verdict convoy = Rules.judge(own(spins, TaskWait.GIL, 0.9, 0.5, new OwnRun(9, 0, "", 1)));
    assertEquals(Kind.LOCK_BOUND, convoy.kind());
    assertEquals("gil", convoy.cause());
    assertEquals(List.of(Name.CONVOY), names(convoy));
    Verdict alone = Rules.judge(own(spins, TaskWait.GIL, 0.9, 0.5, OwnRun.NOTHING));
    assertTrue(!names(alone).contains(Name.CONVOY), alone.toString());
  }

  @Test
  void failuresAreSaidWithTheirCause() {
    OwnRun failing = new OwnRun(200, 5, "ConnectException: refused", 0);
    Verdict verdict =
        Rules.judge(own(budget(1, 0, Part.IDLE, 0), TaskWait.RUNNING, 1, 0.5, failing));
    assertEquals(Name.FAILING, verdict.findings().getFirst().name());
    assertTrue(
        verdict
            .findings()
            .getFirst()
            .advice()
            .equals("5 of 200 tasks failed, most of them by: ConnectException: refused"),
        verdict.toString());
    Verdict few =
        Rules.judge(
            own(budget(1, 0, Part.IDLE, 0), TaskWait.RUNNING, 1, 0.5, new OwnRun(1000, 5, "x", 0)));
    assertTrue(!names(few).contains(Name.FAILING), few.toString());
  }

  @Test
  void busyThreadsAndTheirRunQueueAreCpuSaturated() {
    Verdict verdict = Rules.judge(signs(budget(0.5, 0.49, Part.IDLE, 0.01), 4, 1.0));
    assertEquals(Kind.CPU_SATURATED, verdict.kind());
    assertEquals(List.of(Name.OVERSUBSCRIBED), names(verdict));
  }

  @Test
  void aLoopThatItsQuotaHoldsBackIsThrottledAndOneThatItDoesNotIsBusy() {
    assertEquals(Kind.THROTTLED, held(0.2, 0.8, 0.98).kind());
    assertEquals(Kind.CPU_SATURATED, held(0.2, 0.8, 0).kind());
    assertEquals(Kind.CPU_SATURATED, held(0.98, 0.02, 0.98).kind());
    assertEquals(Kind.CPU_SATURATED, held(0.2, 0.8, NONE).kind());
    assertTrue(
        held(0.2, 0.8, 0.98).evidence().contains("held back in 98 % of the CPU quota's periods"));
  }

  private static Verdict held(double cpu, double queue, double throttled) {
    return Rules.judge(
        new Signs(
            budget(cpu, queue, Part.IDLE, 0),
            new long[TaskWait.count()],
            false,
            1,
            2,
            0.1,
            NONE,
            NONE,
            NONE,
            NONE,
            Lessons.NONE,
            throttled));
  }

  @Test
  void aLittleThatIsUnknownDoesNotHideTheRest() {
    assertEquals(Kind.LOCK_BOUND, lockedAndUnknown(0.71, 0.27).kind());
    assertEquals(Kind.MIXED, lockedAndUnknown(0.6, 0.4).kind());
    assertEquals(Kind.CANNOT_TELL, lockedAndUnknown(0.4, 0.6).kind());
  }

  private static Verdict lockedAndUnknown(double lock, double unknown) {
    return Rules.judge(signs(budget(0, 0, Part.LOCK, lock, Part.UNKNOWN, unknown), 8, 0.2));
  }

  @Test
  void threadsThatCameAndWentUnseenAreJudgedByTheirTasks() {
    // One thread was seen for a hundredth of what sixteen tasks took, and it stood in the run
    // queue.
    Budget seen = new Budget();
    seen.add(Part.RUN_QUEUE, 9_000_000, Fidelity.EXACT);
    seen.add(Part.ON_CPU, 1_000_000, Fidelity.EXACT);
    seen.addWall(10_000_000);
    for (Budget budget : List.of(seen, new Budget())) {
      Verdict network = Rules.judge(unseen(budget, TaskWait.NETWORK));
      assertEquals(Kind.IO_WAITING, network.kind());
      assertEquals("network", network.cause());
      assertTrue(
          network.evidence().contains("threads too short-lived to be seen"), network.toString());
      assertEquals(Kind.CPU_SATURATED, Rules.judge(unseen(budget, TaskWait.RUNNING)).kind());
      assertEquals(Kind.LOCK_BOUND, Rules.judge(unseen(budget, TaskWait.LOCK)).kind());
      assertEquals(Kind.IDLE, Rules.judge(unseen(budget, TaskWait.TIMER)).kind());
    }
  }

  /** Two threads, one lock: at best half of the tasks' time is waiting for it. */
  @Test
  void unseenThreadsThatTakeTurnsAreLockBound() {
    Verdict turns = Rules.judge(unseen(new Budget(), TaskWait.GIL, 0.42));
    assertEquals(Kind.LOCK_BOUND, turns.kind());
    assertEquals("gil", turns.cause());
    assertEquals(List.of(Name.GIL_BOUND), names(turns));
    assertEquals(Kind.MIXED, Rules.judge(unseen(new Budget(), TaskWait.GIL, 0.25)).kind());
    assertEquals(Kind.MIXED, Rules.judge(unseen(new Budget(), TaskWait.LOCK, 0.42)).kind());
  }

  private static Signs unseen(Budget budget, TaskWait most) {
    return unseen(budget, most, 0.95);
  }

  /**
   * @param share of the tasks' time, without that before they ran, that was this; they ran the rest
   */
  private static Signs unseen(Budget budget, TaskWait most, double share) {
    long[] tasks = new long[TaskWait.count()];
    tasks[TaskWait.READY.ordinal()] = 3_000_000_000L;
    tasks[TaskWait.RUNNING.ordinal()] = Math.round((1 - share) * 1e9);
    tasks[most.ordinal()] += Math.round(share * 1e9);
    return new Signs(budget, tasks, false, 1, 2, 0.3, NONE, NONE, NONE, NONE, Lessons.NONE);
  }

  @Test
  void aQuotaLeavesFewerCoresThanTheMachineHas() {
    Budget queueing = budget(0.5, 0.5, Part.IDLE, 0);
    assertEquals(List.of(), names(Rules.judge(underQuota(queueing, 4, 8))));
    Verdict tight = Rules.judge(underQuota(queueing, 4, 1.5));
    assertEquals(List.of(Name.OVERSUBSCRIBED), names(tight));
    assertTrue(tight.findings().getFirst().advice().contains("share 1.5 cores"), tight.toString());
    Budget one = budget(1, 0, Part.IDLE, 0);
    assertEquals(List.of(Name.SERIAL), names(Rules.judge(underQuota(one, 1, 4))));
    assertEquals(List.of(), names(Rules.judge(underQuota(one, 1, 1))));
  }

  private static Signs underQuota(Budget budget, int workers, double cores) {
    return new Signs(
        budget,
        new long[TaskWait.count()],
        false,
        workers,
        cores,
        0.3,
        NONE,
        NONE,
        NONE,
        NONE,
        Lessons.NONE);
  }

  @Test
  void oneBusyThreadOnAnIdleMachineIsSerial() {
    Verdict verdict = Rules.judge(signs(budget(0.98, 0.02, Part.IDLE, 0), 1, 0.5));
    assertEquals(Kind.CPU_SATURATED, verdict.kind());
    assertEquals(List.of(Name.SERIAL), names(verdict));
  }

  @Test
  void twoThreadsThatShareOneCoreOfWorkByALockAreLockBound() {
    long[] tasks = new long[TaskWait.count()];
    tasks[TaskWait.GIL.ordinal()] = 500;
    tasks[TaskWait.RUNNING.ordinal()] = 500;
    Verdict verdict =
        Rules.judge(
            new Signs(
                budget(0.49, 0.01, Part.LOCK, 0.5),
                tasks,
                false,
                2,
                2,
                0.5,
                1,
                2,
                NONE,
                NONE,
                Lessons.NONE));
    assertEquals(Kind.LOCK_BOUND, verdict.kind());
    assertEquals("gil", verdict.cause());
    assertEquals(List.of(Name.GIL_BOUND), names(verdict));
  }

  @Test
  void threadsThatAreSeenForAPartOfTheirTimeDoNotHideTheInterpretersLock() {
    long[] tasks = new long[TaskWait.count()];
    tasks[TaskWait.GIL.ordinal()] = 490;
    tasks[TaskWait.RUNNING.ordinal()] = 510;
    Budget seen = budget(0.65, 0.03, Part.LOCK, 0.32);
    Signs signs = new Signs(seen, tasks, false, 2, 2, 0.54, NONE, NONE, NONE, NONE, Lessons.NONE);
    Verdict verdict = Rules.judge(signs);
    assertEquals(Kind.LOCK_BOUND, verdict.kind());
    assertEquals("gil", verdict.cause());
    tasks[TaskWait.NETWORK.ordinal()] = 500;
    assertEquals(Kind.MIXED, Rules.judge(signs).kind());
  }

  @Test
  void aBusyMachineDoesNotHideTheLock() {
    long[] tasks = new long[TaskWait.count()];
    tasks[TaskWait.GIL.ordinal()] = 500;
    Verdict verdict =
        Rules.judge(
            new Signs(
                budget(0.3, 0.45, Part.LOCK, 0.25),
                tasks,
                false,
                2,
                2,
                1.0,
                1,
                2,
                NONE,
                NONE,
                Lessons.NONE));
    assertEquals(Kind.LOCK_BOUND, verdict.kind());
  }

  @Test
  void idleCarriersWithTasksInTheNetworkWaitForTheNetwork() {
    long[] tasks = new long[TaskWait.count()];
    tasks[TaskWait.NETWORK.ordinal()] = 64_000;
    tasks[TaskWait.RUNNING.ordinal()] = 300;
    Verdict verdict = Rules.judge(sharing(budget(0.1, 0.01, Part.IDLE, 0.89), tasks, 2, 0.2, NONE));
    assertEquals(Kind.IO_WAITING, verdict.kind());
    assertEquals("network", verdict.cause());
  }

  @Test
  void busyCarriersAreCpuSaturatedWhateverTasksWaitFor() {
    long[] tasks = new long[TaskWait.count()];
    tasks[TaskWait.NETWORK.ordinal()] = 1_000;
    tasks[TaskWait.READY.ordinal()] = 60_000;
    Verdict verdict =
        Rules.judge(sharing(budget(0.93, 0.04, Part.IDLE, 0.03), tasks, 2, 0.97, NONE));
    assertEquals(Kind.CPU_SATURATED, verdict.kind());
  }

  /** A third of the requests was lost to eight carriers on two cores. */
  @Test
  void moreCarriersThanCoresAreSaidToBeTooMany() {
    long[] tasks = new long[TaskWait.count()];
    tasks[TaskWait.NETWORK.ordinal()] = 1_000;
    tasks[TaskWait.RUNNING.ordinal()] = 8_000;
    Verdict verdict = Rules.judge(sharing(budget(0.25, 0.7, Part.IDLE, 0.05), tasks, 8, 1, NONE));
    Verdict.Finding finding =
        verdict.findings().stream()
            .filter(one -> one.name() == Name.OVERSUBSCRIBED)
            .findFirst()
            .orElseThrow();
    assertTrue(finding.advice().startsWith("8 busy carriers share 2 cores"), finding.advice());
    assertTrue(finding.advice().contains("as many as there are cores"), finding.advice());
  }

  @Test
  void aHalfBusyLoopWhoseTasksWaitIsIoWaiting() {
    long[] tasks = new long[TaskWait.count()];
    tasks[TaskWait.NETWORK.ordinal()] = 950;
    tasks[TaskWait.RUNNING.ordinal()] = 50;
    Verdict verdict = Rules.judge(sharing(budget(0.5, 0, Part.NETWORK, 0.5), tasks, 1, 0.5, NONE));
    assertEquals(Kind.IO_WAITING, verdict.kind());
  }

  @Test
  void aLateLoopIsBlocked() {
    Verdict verdict =
        Rules.judge(
            sharing(budget(0, 0, Part.NETWORK, 1), new long[TaskWait.count()], 1, 0.05, 50e6));
    assertEquals(List.of(Name.LOOP_BLOCKED), names(verdict));
  }

  @Test
  void whatOnlySleepsIsIdleByTimer() {
    Verdict verdict = Rules.judge(signs(budget(0.001, 0, Part.SLEEP, 0.999), 4, 0.02));
    assertEquals(Kind.IDLE, verdict.kind());
    assertEquals("timer", verdict.cause());
  }

  @Test
  void oneBusyThreadAmongManySleepersIsAtWork() {
    Verdict verdict = Rules.judge(signs(budget(0.045, 0.005, Part.SLEEP, 0.95), 21, 0.6));
    assertEquals(Kind.CPU_SATURATED, verdict.kind());
    assertEquals(List.of(Name.SERIAL), names(verdict));
  }

  @Test
  void aCrowdThatWakesNowAndThenRestsAndOneAmongThemThatWorksOrWaitsIsSeen() {
    Verdict verdict = Rules.judge(signs(crowd(0.1, 0.2, Part.DISK, 0.4), CROWD, 0.1));
    assertEquals(Kind.IDLE, verdict.kind());
    assertEquals("timer", verdict.cause());
    assertEquals(
        Kind.CPU_SATURATED, Rules.judge(signs(crowd(1, 0, Part.DISK, 0), CROWD, 0.5)).kind());
    assertEquals(
        Kind.IO_WAITING, Rules.judge(signs(crowd(0.01, 0, Part.NETWORK, 1), CROWD, 0.1)).kind());
  }

  private static final int CROWD = 20_000;

  /** A second of many sleepers; times of all together in seconds. */
  private static Budget crowd(double onCpu, double runQueue, Part part, double its) {
    Budget budget = new Budget();
    budget.addWall(CROWD * 1_000_000_000L);
    budget.add(Part.ON_CPU, (long) (onCpu * 1e9), Fidelity.EXACT);
    budget.add(Part.RUN_QUEUE, (long) (runQueue * 1e9), Fidelity.EXACT);
    budget.add(part, (long) (its * 1e9), Fidelity.EXACT);
    double rest = CROWD - onCpu - runQueue - its;
    budget.add(Part.SLEEP, (long) (rest * 1e9), Fidelity.EXACT);
    return budget;
  }

  @Test
  void unknownTimeCannotBeTold() {
    assertEquals(
        Kind.CANNOT_TELL, Rules.judge(signs(budget(0.1, 0, Part.UNKNOWN, 0.9), 4, 0.1)).kind());
    assertEquals(Kind.CANNOT_TELL, Rules.judge(signs(new Budget(), 0, NONE)).kind());
  }

  @Test
  void halfWorkHalfNetworkIsMixed() {
    assertEquals(Kind.MIXED, Rules.judge(signs(budget(0.5, 0, Part.NETWORK, 0.5), 2, 0.5)).kind());
  }

  private static List<Name> names(Verdict verdict) {
    return verdict.findings().stream().map(Verdict.Finding::name).toList();
  }

  private static Signs signs(Budget budget, int workers, double busy) {
    return new Signs(
        budget,
        new long[TaskWait.count()],
        false,
        workers,
        2,
        busy,
        1,
        2,
        NONE,
        NONE,
        Lessons.NONE);
  }

  private static Signs sharing(Budget budget, long[] tasks, int workers, double busy, double lag) {
    return new Signs(budget, tasks, true, workers, 2, busy, 1, 2, lag, NONE, Lessons.NONE);
  }

  private static Budget budget(double onCpu, double runQueue, Object... partsAndShares) {
    Budget budget = new Budget();
    budget.addWall(1_000);
    budget.add(Part.ON_CPU, Math.round(onCpu * 1_000), Fidelity.EXACT);
    budget.add(Part.RUN_QUEUE, Math.round(runQueue * 1_000), Fidelity.EXACT);
    for (int i = 0; i < partsAndShares.length; i += 2) {
      double share = ((Number) partsAndShares[i + 1]).doubleValue();
      budget.add((Part) partsAndShares[i], Math.round(share * 1_000), Fidelity.EXACT);
    }
    return budget;
  }
}
