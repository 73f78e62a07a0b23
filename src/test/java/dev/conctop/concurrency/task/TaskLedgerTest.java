package dev.conctop.concurrency.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.concurrency.task.TaskLedger.Ending;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskLedgerTest {
  private final TaskLedger ledger = new TaskLedger();

  private static long nanos(TaskCounts counts, TaskWait state) {
    return counts.nanosIn()[state.ordinal()];
  }

  private static long now(TaskCounts counts, TaskWait state) {
    return counts.nowIn()[state.ordinal()];
  }

  @Test
  void timeInEachStateCountsTasksInFlight() {
    ledger.created(1_000);
    ledger.created(1_500);
    ledger.moved(TaskWait.READY, TaskWait.RUNNING, 2_000);
    ledger.moved(TaskWait.RUNNING, TaskWait.NETWORK, 2_100);
    TaskCounts counts = ledger.counts(3_000);
    assertEquals(2, counts.created());
    assertEquals(1, now(counts, TaskWait.READY));
    assertEquals(1, now(counts, TaskWait.NETWORK));
    assertEquals(0, now(counts, TaskWait.RUNNING));
    assertEquals(1_000 + 1_500, nanos(counts, TaskWait.READY));
    assertEquals(100, nanos(counts, TaskWait.RUNNING));
    assertEquals(900, nanos(counts, TaskWait.NETWORK));
    assertEquals(2, counts.inFlight());
  }

  @Test
  void endsAreCountedByHow() {
    for (Ending ending : Ending.values()) {
      ledger.created(0);
      assertTrue(ledger.ended(TaskWait.READY, ending, 10));
    }
    ledger.created(0);
    assertTrue(ledger.ended(TaskWait.READY, Ending.COMPLETED, 30));
    TaskCounts counts = ledger.counts(1_000);
    assertEquals(4, counts.created());
    assertEquals(2, counts.completed());
    assertEquals(1, counts.failed());
    assertEquals(1, counts.cancelled());
    assertEquals(0, counts.inFlight());
    assertEquals(60, nanos(counts, TaskWait.READY));
  }

  @Test
  void nothingChangesAfterItIsFrozen() {
    ledger.created(0);
    ledger.freeze();
    ledger.created(5);
    ledger.moved(TaskWait.READY, TaskWait.RUNNING, 6);
    assertFalse(ledger.ended(TaskWait.RUNNING, Ending.COMPLETED, 7));
    TaskCounts counts = ledger.counts(10);
    assertEquals(1, counts.created());
    assertEquals(0, counts.completed());
    assertEquals(1, now(counts, TaskWait.READY));
    assertEquals(10, nanos(counts, TaskWait.READY));
  }

  @Test
  void shownTimesNeverGoBack() {
    ledger.created(0);
    assertEquals(100, nanos(ledger.counts(100), TaskWait.READY));
    // The end is told late: it was before the last look.
    ledger.ended(TaskWait.READY, Ending.COMPLETED, 90);
    assertEquals(100, nanos(ledger.counts(200), TaskWait.READY));
  }

  @Test
  void intervalsHoldWhatIsNewAndClippedValuesAreCounted() {
    ledger.record(Series.RESPONSE, 5_000);
    ledger.record(Series.RESPONSE, Series.HIGHEST_NANOS + 1);
    ledger.record(Series.QUEUE, -3);
    ledger.record(Series.GIL_WAIT, 7);
    List<LatencyInterval> first = ledger.intervals();
    assertEquals(3, first.size());
    LatencyInterval response = find(first, Series.RESPONSE).orElseThrow();
    assertEquals(2, response.values().total());
    assertEquals(1, response.clipped());
    assertTrue(response.values().max() >= Series.HIGHEST_NANOS, "clipped at the top");
    assertEquals(2, response.values().size());
    assertEquals(0, find(first, Series.QUEUE).orElseThrow().values().max());
    assertEquals(List.of(), ledger.intervals());
    ledger.record(Series.RESPONSE, 9);
    assertEquals(1, find(ledger.intervals(), Series.RESPONSE).orElseThrow().values().total());
  }

  private static Optional<LatencyInterval> find(List<LatencyInterval> all, Series series) {
    return all.stream().filter(interval -> interval.series() == series).findFirst();
  }

  @Test
  void whatSettlingTookIsStillInTheNextInterval() {
    ledger.created(0);
    ledger.ended(TaskWait.READY, Ending.COMPLETED, 100);
    ledger.record(Series.RESPONSE, 100);
    ledger.settle(ledger.counts(100));
    ledger.record(Series.RESPONSE, 200);
    LatencyInterval response = find(ledger.intervals(), Series.RESPONSE).orElseThrow();
    assertEquals(2, response.values().total());
    assertEquals(List.of(), ledger.intervals());
  }

  @Test
  void errorsAreKeptByMessageUpToAFew() {
    for (int i = 0; i < 30; i++) {
      ledger.error("message " + i);
      ledger.error("message 0");
    }
    Map<String, Long> errors = ledger.errors();
    assertEquals(31, errors.get("message 0"));
    assertEquals(TaskLedger.MOST_ERRORS + 1, errors.size());
    assertEquals(60, errors.values().stream().mapToLong(Long::longValue).sum());
    assertTrue(errors.containsKey(TaskLedger.OTHER_ERRORS));
  }

  @Test
  void manyWritersLoseNothing() throws InterruptedException {
    int threads = 24;
    int each = 2_000;
    List<Thread> all = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      Thread.Builder builder = t % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
      all.add(
          builder.start(
              () -> {
                for (int i = 0; i < each; i++) {
                  ledger.created(1_000);
                  ledger.moved(TaskWait.READY, TaskWait.RUNNING, 1_010);
                  ledger.ended(TaskWait.RUNNING, Ending.COMPLETED, 1_030);
                }
              }));
    }
    for (Thread thread : all) {
      while (thread.isAlive()) {
        // Whatever moment is looked at, times and counts are possible ones.
        TaskCounts counts = ledger.peek(1_030);
        assertTrue(nanos(counts, TaskWait.READY) <= 30L * threads * each);
        Thread.yield();
      }
    }
    TaskCounts counts = ledger.counts(5_000);
    long n = (long) threads * each;
    assertEquals(n, counts.created());
    assertEquals(n, counts.completed());
    assertEquals(0, counts.inFlight());
    assertEquals(10 * n, nanos(counts, TaskWait.READY));
    assertEquals(20 * n, nanos(counts, TaskWait.RUNNING));
  }
}
