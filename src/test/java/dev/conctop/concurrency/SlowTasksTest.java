package dev.conctop.concurrency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.concurrency.task.Load;
import dev.conctop.concurrency.task.TaskLedger;
import dev.conctop.concurrency.thread.Place;
import dev.conctop.diagnosis.slow.Slowness;
import dev.conctop.diagnosis.slow.WhySlow;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.SlowTask;
import dev.conctop.sample.task.SlowTasks;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.past.total.Totals;
import dev.conctop.workload.Workloads;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a real workload under real models to the words about its slowest tasks. */
@Timeout(60)
class SlowTasksTest {
  private static final int TASKS = 400;

  @TempDir Path directory;

  private Totals run(String model) throws Exception {
    WorkloadSpec workload = Catalog.workload("held-lock");
    ModelSpec spec = Catalog.model(model);
    Map<String, String> given = Map.of("work", "0ms", "hold", "300ms", "pause", "0ms");
    RunSpec run =
        new RunSpec(
            workload,
            spec,
            RunSpec.parameters(workload, spec, given),
            4,
            4,
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            0);
    Runner runner =
        Runner.open(
            run, () -> Workloads.create("held-lock"), new Place(0, 0, directory), step -> {});
    try {
      runAll(runner, 90); // the first ones wait for threads and classes
      Load load = runAll(runner, TASKS);
      TaskLedger ledger = load.ledger();
      List<LatencyInterval> intervals = ledger.intervals();
      SlowTasks slow = ledger.slowest(intervals).since(load.began());
      Totals totals = new Totals();
      intervals.forEach(totals::add);
      totals.add(slow);
      return totals;
    } finally {
      runner.close();
    }
  }

  private static Load runAll(Runner runner, long tasks) throws InterruptedException {
    CountDownLatch finished = new CountDownLatch(1);
    Load load = runner.load(OptionalLong.of(tasks), finished::countDown);
    assertTrue(finished.await(50, TimeUnit.SECONDS), "all tasks end");
    return load;
  }

  @ParameterizedTest
  @ValueSource(strings = {"thread-pool", "virtual-threads", "gil-threads"})
  void oneInAHundredUnderALockOfOneThreadIsNamed(String model) throws Exception {
    Totals totals = run(model);
    WhySlow why = Slowness.why(totals).orElseThrow();
    // A machine that stands still for as long as the lock is held makes other tasks slow, rightly.
    for (int more = 0; more < 2 && why.share() < 0.9; more++) {
      totals = run(model);
      why = Slowness.why(totals).orElseThrow();
    }
    assertEquals(TaskWait.LOCK, why.most(), why.words());
    assertTrue(why.share() >= 0.9, why.words());
    assertTrue(why.words().contains(" for held-lock, held by keeper"), why.words());
    assertEquals(SlowTasks.KEPT, totals.slow().exact().size());
    for (SlowTask task : totals.slow().exact()) {
      assertEquals(task.responseNanos(), LongStream.of(task.nanosIn()).sum(), "it closes");
    }
    assertTrue(!totals.slow().exact().getFirst().thread().isEmpty(), "who ran it is known");
    assertEquals(0, Slowness.median(totals).orElseThrow().nanos(TaskWait.LOCK));
  }
}
