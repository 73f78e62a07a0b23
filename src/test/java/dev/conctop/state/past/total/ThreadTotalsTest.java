package dev.conctop.state.past.total;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.past.lane.PoolNames;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadTotalsTest {
  private static ThreadRow row(int tid, String name, Part part, long nanos) {
    Budget budget = new Budget();
    budget.add(part, nanos, Fidelity.EXACT);
    return new ThreadRow(1, tid, name, Role.WORKER, part, Fidelity.EXACT, budget, 0, 0, "");
  }

  private static ThreadsSample sample(ThreadRow... rows) {
    return sampleAt(1, rows);
  }

  private static ThreadsSample sampleAt(long nanos, ThreadRow... rows) {
    Figure na = Figure.na("not of interest");
    return new ThreadsSample(
        nanos,
        1,
        new Budget(),
        new Budget(),
        List.of(rows),
        new ProcessUse(1, rows.length, na, na, na, na),
        0);
  }

  @Test
  void poolsAreSummedAndBusyOnesComeFirst() {
    ThreadTotals totals = new ThreadTotals();
    totals.add(
        sample(
            row(1, "main", Part.SLEEP, 9),
            row(2, "w-1", Part.ON_CPU, 3),
            row(3, "w-2", Part.IDLE, 1)));
    totals.add(sample(row(1, "main", Part.SLEEP, 9), row(4, "w-3", Part.ON_CPU, 4)));
    List<ThreadTotals.Group> groups = totals.groups();
    assertEquals("w", groups.getFirst().name());
    assertEquals(3, groups.getFirst().threads());
    assertEquals(7, groups.getFirst().budget().nanos(Part.ON_CPU));
    assertEquals(18, groups.getLast().budget().nanos(Part.SLEEP));
  }

  @Test
  void eachThreadHasItsOwnBudget() {
    ThreadTotals totals = new ThreadTotals();
    totals.add(sample(row(2, "w-1", Part.ON_CPU, 3), row(3, "w-2", Part.RUN_QUEUE, 5)));
    totals.add(sample(row(2, "w-1", Part.IDLE, 7), row(3, "w-2", Part.ON_CPU, 1)));
    List<ThreadTotals.One> threads = totals.threads();
    assertEquals(List.of(3, 2), threads.stream().map(one -> one.row().tid()).toList());
    assertEquals(5, threads.getFirst().budget().nanos(Part.RUN_QUEUE));
    assertEquals(0.3, threads.getLast().budget().share(Part.ON_CPU), 1e-9);
  }

  @Test
  void aRowThatStandsCountsForAsLongAsItStands() {
    ThreadTotals totals = new ThreadTotals();
    ThreadRow asleep = row(1, "main", Part.SLEEP, 9);
    totals.add(sampleAt(10, asleep));
    totals.add(sampleAt(20, asleep));
    assertEquals(19, slept(totals));
    assertEquals(19, slept(totals), "asking changes nothing");
    totals.add(sampleAt(30, asleep));
    ThreadRow stillAsleep =
        new ThreadRow(
            1,
            1,
            "main",
            Role.WORKER,
            Part.SLEEP,
            Fidelity.EXACT,
            asleep.budget(),
            0,
            0,
            "",
            /* restedNanos= */ 20);
    totals.add(sampleAt(40, stillAsleep));
    assertEquals(9 + 20 + 9, slept(totals));
    totals.add(sampleAt(50));
    assertEquals(9 + 20 + 9, slept(totals), "it ended");
  }

  private static long slept(ThreadTotals totals) {
    return totals.groups().getFirst().budget().nanos(Part.SLEEP);
  }

  @ParameterizedTest
  @CsvSource({
    "pool-1-thread-12, pool-1-thread",
    "worker#3, worker",
    "GC Thread#0, GC Thread",
    "kworker/0:1, kworker",
    "main, main",
    "bio_lazy_free, redis background",
    "erts_sched_2, BEAM schedulers",
    "libuv-worker, libuv pool",
    "123, 123"
  })
  void aPoolIsANameWithoutItsNumber(String name, String pool) {
    assertEquals(pool, PoolNames.pool(name));
  }
}
