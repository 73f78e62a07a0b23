package dev.conctop.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.lesson.Barrier;
import dev.conctop.workload.lesson.Deadlock;
import dev.conctop.workload.lesson.LostUpdates;
import dev.conctop.workload.lesson.ProducerConsumer;
import dev.conctop.workload.lesson.Shares;
import dev.conctop.workload.lesson.Starvation;
import dev.conctop.workload.task.TaskFailure;
import dev.conctop.workload.task.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LessonsTest {
  private static List<String> runAll(
      Workload workload, int tasks, int threads, ThreadFactory factory) throws Exception {
    List<String> failures = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads, factory)) {
      Callable<Boolean> one =
          () -> {
            workload.run(new FakeTask());
            return true;
          };
      for (Future<Boolean> end : pool.invokeAll(Collections.nCopies(tasks, one))) {
        try {
          end.get();
        } catch (ExecutionException e) {
          failures.add(TaskFailure.describe(e.getCause()));
        }
      }
    }
    return failures;
  }

  private static ThreadFactory threads(boolean virtual) {
    return virtual
        ? Thread.ofVirtual().name("virtual-", 1).factory()
        : Thread.ofPlatform().daemon().name("worker-", 1).factory();
  }

  // ---- lost updates

  /** A task in whose way another comes at its first checkpoint, as a switch of threads would. */
  private static final class Interrupted extends TaskContextOnly {
    private final LostUpdates workload;
    private boolean done;

    Interrupted(LostUpdates workload) {
      this.workload = workload;
    }

    @Override
    public void checkpoint() {
      if (!done) {
        done = true;
        try {
          workload.run(new FakeTask());
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  @Test
  void anUpdateBetweenReadAndWriteIsLost() throws Exception {
    LostUpdates workload = new LostUpdates();
    FakeSurroundings around = new FakeSurroundings("lost-updates", Map.of("updates", "1000"));
    workload.open(around);
    workload.run(new FakeTask());
    assertEquals(0, around.gauge("lost_updates"));
    // The whole task that comes in between is lost but for the update that was interrupted.
    workload.run(new Interrupted(workload));
    assertEquals(1000, around.gauge("lost_updates"));
  }

  @Test
  void withTheLockNoneIsLost() throws Exception {
    LostUpdates workload = new LostUpdates();
    FakeSurroundings around =
        new FakeSurroundings("lost-updates", Map.of("updates", "20000", "lock", "true"));
    workload.open(around);
    assertEquals(List.of(), runAll(workload, 16, 4, threads(false)));
    assertEquals(0, around.gauge("lost_updates"));
  }

  // ---- deadlock

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDeadlockIsNamedAndBroken(boolean virtual) throws Exception {
    FakeSurroundings around =
        new FakeSurroundings("deadlock", Map.of("hold", "100ms", "timeout", "100ms"));
    try (Deadlock workload = new Deadlock()) {
      workload.open(around);
      List<String> failures = runAll(workload, 2, 2, threads(virtual));
      assertEquals(1, failures.size(), failures::toString);
      String name = virtual ? "virtual" : "worker";
      assertTrue(
          failures
              .getFirst()
              .matches(
                  "deadlock: NAME-[12] holds A, wants B; NAME-[12] holds B, wants A"
                      .replace("NAME", name)),
          failures.getFirst());
      assertEquals(1, around.gauge("deadlocks"));
    }
  }

  @Test
  void inOneOrderThereIsNoDeadlock() throws Exception {
    FakeSurroundings around =
        new FakeSurroundings(
            "deadlock", Map.of("hold", "1ms", "timeout", "20ms", "ordered", "true"));
    try (Deadlock workload = new Deadlock()) {
      workload.open(around);
      assertEquals(List.of(), runAll(workload, 40, 8, threads(false)));
      assertEquals(0, around.gauge("deadlocks"));
    }
  }

  @Test
  void aLongWaitIsNoDeadlock() throws Exception {
    FakeSurroundings around =
        new FakeSurroundings("deadlock", Map.of("hold", "0ms", "timeout", "1ms"));
    try (Deadlock workload = new Deadlock()) {
      workload.open(around);
      // One thread: both orders, and never two at once.
      assertEquals(List.of(), runAll(workload, 20, 1, threads(false)));
      assertEquals(0, around.gauge("deadlocks"));
    }
  }

  // ---- barrier

  @Test
  void nobodyPassesTheBarrierAlone() throws Exception {
    Barrier workload = new Barrier();
    workload.open(
        new FakeSurroundings("barrier", Map.of("parties", "4", "work", "0ms", "timeout", "30s")));
    assertEquals(List.of(), runAll(workload, 40, 4, threads(false)));
    FakeTask waits = new FakeTask();
    try (ExecutorService other = Executors.newFixedThreadPool(3)) {
      for (int i = 0; i < 3; i++) {
        other.submit(
            () -> {
              workload.run(new FakeTask());
              return true;
            });
      }
      workload.run(waits);
    }
    assertEquals(List.of(TaskWait.LOCK), waits.waits);
  }

  @Test
  void tooFewFailAndTheNextMeetAgain() throws Exception {
    Barrier workload = new Barrier();
    workload.open(
        new FakeSurroundings("barrier", Map.of("parties", "2", "work", "0ms", "timeout", "20ms")));
    TaskFailure failure = assertThrows(TaskFailure.class, () -> workload.run(new FakeTask()));
    assertEquals("not 2 tasks came to the barrier in time", failure.getMessage());
    assertThrows(TaskFailure.class, () -> workload.run(new FakeTask()));
    Barrier patient = new Barrier();
    patient.open(
        new FakeSurroundings("barrier", Map.of("parties", "2", "work", "0ms", "timeout", "30s")));
    assertEquals(List.of(), runAll(patient, 2, 2, threads(false)));
  }

  @Test
  void aBarrierOnALoopBlocksNobody() throws Exception {
    Barrier workload = new Barrier();
    workload.open(
        new FakeSurroundings("barrier", Map.of("parties", "5", "work", "0ms", "timeout", "50ms")));
    try (FakeLoop loop = new FakeLoop()) {
      FakeLoop.Outcome outcome = loop.run(workload, 50, 10);
      assertEquals(50, outcome.done());
      assertTrue(outcome.mostWaiting() <= 5);
      assertEquals(
          Map.of("not 5 tasks came to the barrier in time", 3),
          loop.run(workload, 3, 3).failures());
    }
  }

  // ---- producer and consumer

  @Test
  void producersWaitForRoomInTheQueue() throws Exception {
    FakeSurroundings around =
        new FakeSurroundings(
            "producer-consumer", Map.of("capacity", "3", "produce", "0ms", "consumers", "0"));
    try (ProducerConsumer workload = new ProducerConsumer()) {
      workload.open(around);
      FakeTask task = new FakeTask();
      for (int i = 0; i < 3; i++) {
        workload.run(task);
      }
      assertEquals(List.of(), task.waits);
      assertEquals(3, around.gauge("queue_depth"));
      Thread fourth =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    try {
                      workload.run(task);
                    } catch (Exception e) {
                      // Interrupted below.
                    }
                  });
      while (fourth.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      fourth.interrupt();
      fourth.join();
      assertEquals(List.of(TaskWait.LOCK), task.waits);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allThatIsMadeIsConsumed(boolean onLoop) throws Exception {
    FakeSurroundings around =
        new FakeSurroundings(
            "producer-consumer",
            Map.of("capacity", "2", "produce", "0ms", "consume", "1ms", "consumers", "3"));
    try (ProducerConsumer workload = new ProducerConsumer();
        FakeLoop loop = new FakeLoop()) {
      workload.open(around);
      if (onLoop) {
        assertEquals(60, loop.run(workload, 60, 20).done());
      } else {
        assertEquals(List.of(), runAll(workload, 60, 8, threads(false)));
      }
      assertEquals(60, workload.made());
      while (workload.consumed() < 60) {
        Thread.onSpinWait();
      }
      assertEquals(0, around.gauge("queue_depth"));
    }
  }

  // ---- starvation

  @Test
  void turnsGoRoundAmongThoseThatAreNotAtIt() {
    Shares shares = new Shares(3);
    assertEquals(0, shares.enter());
    assertEquals(1, shares.enter());
    shares.leave(1);
    assertEquals(2, shares.enter());
    assertEquals(1, shares.enter());
    assertEquals(2, shares.enter(), "all are at it: the next in turn");
    assertEquals(1.0 / 3, shares.least());
    shares.add(0, 60);
    shares.add(1, 30);
    shares.add(2, 10);
    assertEquals(0.1, shares.least(), 1e-9);
    assertEquals(0.6, shares.most(), 1e-9);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theHogHasNearlyAll(boolean onLoop) throws Exception {
    FakeSurroundings around =
        new FakeSurroundings("starvation", Map.of("turn", "20us", "hog", "4ms"));
    try (Starvation workload = new Starvation();
        FakeLoop loop = new FakeLoop()) {
      workload.open(around);
      if (onLoop) {
        assertEquals(40, loop.run(workload, 40, 4).done());
      } else {
        assertEquals(List.of(), runAll(workload, 40, 2, threads(false)));
      }
    }
    assertTrue(around.gauge("share_max") > 0.5, () -> "most " + around.gauge("share_max"));
    assertTrue(around.gauge("share_min") < around.gauge("share_fair"));
  }

  @Test
  void aHogThatYieldsLetsOthersIn() throws Exception {
    try (Starvation workload = new Starvation();
        FakeLoop loop = new FakeLoop()) {
      workload.open(
          new FakeSurroundings(
              "starvation", Map.of("turn", "20us", "hog", "2ms", "yields", "true")));
      FakeLoop.Outcome outcome = loop.run(workload, 400, 4);
      assertEquals(400, outcome.done());
      assertEquals(1, outcome.mostWaiting(), "the hog alone gives way");
    }
    assertFalse(Thread.interrupted());
  }
}
