package dev.conctop.concurrency.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.task.TaskCounts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loads against a model that is the test: it runs tasks when, and how, the test says. */
@Timeout(20)
class LoadTest {
  private final ArrayDeque<Task> submitted = new ArrayDeque<>();
  private final AtomicInteger finished = new AtomicInteger();
  private final TaskLedger ledger = new TaskLedger();

  private Load closed(int inFlight, OptionalLong total) {
    Load load =
        new Load(submitted::add, ledger, inFlight, 0, total, finished::incrementAndGet, 1_000);
    load.start();
    return load;
  }

  private boolean runOne(long from, long to) {
    Task task = submitted.remove();
    boolean begun = task.begin(Seat.NONE, from);
    if (begun) {
      task.end(null, to);
    }
    return begun;
  }

  @Test
  void aClosedLoopKeepsItsNumberInFlight() {
    Load load = closed(3, OptionalLong.empty());
    assertEquals(3, submitted.size());
    for (int i = 0; i < 100; i++) {
      runOne(2_000 + i, 2_001 + i);
      assertEquals(3, submitted.size());
      assertEquals(3, load.outstanding());
    }
    TaskCounts counts = ledger.counts(5_000);
    assertEquals(103, counts.created());
    assertEquals(100, counts.completed());
    assertEquals(2_100, load.lastCompletion());
  }

  @Test
  void exactlySoManyTasksAreRun() {
    Load load = closed(4, OptionalLong.of(10));
    int run = 0;
    while (!submitted.isEmpty()) {
      runOne(2_000, 3_000 + run);
      run++;
    }
    assertEquals(10, run);
    assertEquals(1, finished.get());
    assertEquals(10, ledger.counts(9_000).completed());
    assertEquals(0, load.outstanding());
    assertEquals(1_000, load.began());
    assertEquals(3_009, load.lastCompletion());
  }

  @Test
  void fewerTasksThanInFlight() {
    closed(8, OptionalLong.of(2));
    assertEquals(2, submitted.size());
  }

  @Test
  void noTaskAtAllIsFinishedAtOnce() {
    closed(8, OptionalLong.of(0));
    assertEquals(0, submitted.size());
    assertEquals(1, finished.get());
  }

  @Test
  void theNextTaskIsIntendedWhenTheLastEnds() {
    closed(1, OptionalLong.of(2));
    runOne(1_500, 2_500);
    runOne(2_700, 4_000);
    var intervals = ledger.intervals();
    var queue =
        intervals.stream()
            .filter(i -> i.series() == dev.conctop.sample.task.Series.QUEUE)
            .findFirst()
            .orElseThrow();
    assertEquals(500, queue.values().max());
    assertEquals(200, queue.values().value(0));
  }

  @Test
  void tasksThatDidNotStartAreDroppedWhenItIsOver() {
    Load load = closed(4, OptionalLong.empty());
    Task running = submitted.remove();
    assertTrue(running.begin(Seat.NONE, 2_000));
    load.stop();
    assertFalse(runOne(2_100, 2_200));
    running.end(null, 2_300);
    assertEquals(2, submitted.size(), "nothing new");
    assertEquals(1, ledger.counts(3_000).cancelled());
    assertEquals(1, ledger.counts(3_000).completed());
    assertEquals(2, load.outstanding());
  }

  @Test
  void inFlightFollowsTheKnob() {
    Load load = closed(2, OptionalLong.empty());
    load.setInFlight(5);
    assertEquals(5, submitted.size());
    load.setInFlight(1);
    for (int i = 0; i < 4; i++) {
      runOne(2_000, 2_001);
    }
    assertEquals(1, submitted.size());
    runOne(2_000, 2_001);
    assertEquals(1, submitted.size());
  }

  @Test
  void aSlotThatFailedAtOnceWaitsBeforeItsNextTask() throws InterruptedException {
    LinkedBlockingQueue<Task> queue = new LinkedBlockingQueue<>();
    Load load =
        new Load(queue::add, ledger, 1, 0, OptionalLong.of(2), finished::incrementAndGet, 1_000);
    load.start();
    Task first = queue.remove();
    long now = System.nanoTime();
    first.begin(Seat.NONE, now);
    first.end(new IllegalStateException("refused"), now + 1);
    assertEquals(0, queue.size(), "not at once");
    Task second = queue.poll(10, TimeUnit.SECONDS);
    assertTrue(System.nanoTime() - now >= 9_000_000, "only after the pause");
    second.begin(Seat.NONE, System.nanoTime());
    second.end(new IllegalStateException("refused"), System.nanoTime());
    assertEquals(1, finished.get());
    assertEquals(2L, ledger.errors().get("IllegalStateException: refused"));
    assertEquals(2, ledger.counts(System.nanoTime()).failed());
  }

  @Test
  void aTaskEndsOnce() {
    closed(1, OptionalLong.empty());
    Task task = submitted.remove();
    task.begin(Seat.NONE, 2_000);
    task.end(null, 3_000);
    task.end(new IllegalStateException(), 4_000);
    task.cancel(5_000);
    TaskCounts counts = ledger.counts(6_000);
    assertEquals(1, counts.completed());
    assertEquals(0, counts.failed() + counts.cancelled());
    assertEquals(1, submitted.size());
  }

  @Test
  void anOpenLoopKeepsItsScheduleWhenItIsLate() throws InterruptedException {
    List<Long> intended = new ArrayList<>();
    AtomicInteger room = new AtomicInteger(3);
    LinkedBlockingQueue<Long> taken = new LinkedBlockingQueue<>();
    Schedule schedule =
        new Schedule(
            time -> {
              if (intended.size() == 6) {
                return Schedule.Answer.NO_MORE;
              }
              if (room.get() == 0) {
                return Schedule.Answer.NO_ROOM;
              }
              room.decrementAndGet();
              intended.add(time);
              taken.add(time);
              return Schedule.Answer.TAKEN;
            },
            1_000_000,
            5_000);
    schedule.start();
    for (int i = 0; i < 3; i++) {
      assertEquals(5_000 + 1_000 * i, taken.poll(10, TimeUnit.SECONDS));
    }
    assertTrue(schedule.late(1_000_000) > 0, "held up, it says so");
    room.set(3);
    schedule.roomAgain();
    for (int i = 3; i < 6; i++) {
      assertEquals(5_000 + 1_000 * i, taken.poll(10, TimeUnit.SECONDS));
    }
    schedule.close();
  }

  /** No generator is there: a task that ends while it is offered brings on no other within it. */
  @Test
  void whoEndsATaskOffersWhatIsDue() {
    List<Long> taken = new ArrayList<>();
    Schedule[] own = new Schedule[1];
    own[0] =
        new Schedule(
            time -> {
              int before = taken.size();
              own[0].roomAgain();
              assertEquals(before, taken.size(), "one after the other");
              if (before == 3) {
                return Schedule.Answer.NO_ROOM;
              }
              taken.add(time);
              return Schedule.Answer.TAKEN;
            },
            1_000,
            System.nanoTime() - 10_000_000);
    own[0].roomAgain();
    assertEquals(3, taken.size());
    assertEquals(2_000_000, taken.get(2) - taken.get(0));
    taken.clear();
    own[0].roomAgain();
    assertEquals(3, taken.size(), "there is room again");
    own[0].close();
    taken.clear();
    own[0].roomAgain();
    assertEquals(0, taken.size());
  }

  @Test
  void anOpenLoopHasNoMoreOutstandingThanItsCap() {
    LinkedBlockingQueue<Task> queue = new LinkedBlockingQueue<>();
    Load load =
        new Load(
            queue::add,
            ledger,
            2,
            1e6,
            OptionalLong.of(5),
            finished::incrementAndGet,
            System.nanoTime());
    load.start();
    for (int i = 0; i < 5; i++) {
      Task task = take(queue);
      assertTrue(load.outstanding() <= 2);
      task.begin(Seat.NONE, System.nanoTime());
      task.end(null, System.nanoTime());
    }
    assertEquals(1, finished.get());
    assertEquals(5, ledger.counts(System.nanoTime()).completed());
  }

  private static Task take(LinkedBlockingQueue<Task> queue) {
    try {
      Task task = queue.poll(10, TimeUnit.SECONDS);
      assertTrue(task != null, "a task comes");
      return task;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
