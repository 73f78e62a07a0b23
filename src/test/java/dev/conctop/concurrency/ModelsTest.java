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
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.sample.thread.ThreadReport;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every model that runs in this process does what it is given, exactly once. */
@Timeout(60)
class ModelsTest {
  @TempDir Path directory;

  /** Counts its tasks; every fourth fails; each makes one declared wait. */
  private static final class Counting implements Workload {
    final AtomicInteger runs = new AtomicInteger();
    final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    boolean closed;
    boolean fails = true;

    @Override
    public void open(Surroundings surroundings) {}

    @Override
    public void run(TaskContext task) throws Exception {
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      try {
        task.checkpoint();
        int run = task.await(TaskWait.DISK, runs::incrementAndGet);
        task.record(Series.ROUND_TRIP, run);
        if (fails && run % 4 == 0) {
          throw new IllegalStateException("every fourth");
        }
      } finally {
        inside.decrementAndGet();
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private Runner open(String model, int workers, int inFlight, Workload workload) throws Exception {
    WorkloadSpec sleep = Catalog.workload("sleep");
    ModelSpec spec = Catalog.model(model);
    RunSpec run =
        new RunSpec(
            sleep,
            spec,
            RunSpec.parameters(sleep, spec, Map.of()),
            workers,
            inFlight,
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            0);
    return Runner.open(run, () -> workload, new Place(0, 0, directory), step -> {});
  }

  private static Load runAll(Runner runner, long total) throws InterruptedException {
    CountDownLatch finished = new CountDownLatch(1);
    Load load = runner.load(OptionalLong.of(total), finished::countDown);
    assertTrue(finished.await(50, TimeUnit.SECONDS), "all tasks end");
    return load;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sequential",
        "thread-per-task",
        "thread-pool",
        "virtual-threads",
        "event-loop",
        "event-loop-offload",
        "fork-join",
        "subinterpreters",
        "gil-threads"
      })
  void everyTaskRunsOnce(String model) throws Exception {
    Counting workload = new Counting();
    try (Runner runner = open(model, 3, 8, workload)) {
      Load load = runAll(runner, 40);
      TaskLedger ledger = load.ledger();
      TaskCounts counts = ledger.counts(System.nanoTime());
      ledger.settle(counts);
      assertEquals(40, workload.runs.get());
      assertEquals(40, counts.created());
      assertEquals(30, counts.completed());
      assertEquals(10, counts.failed());
      assertEquals(0, counts.inFlight());
      assertTrue(counts.nanosIn()[TaskWait.DISK.ordinal()] > 0, "the declared wait is accounted");
      assertEquals(Map.of("IllegalStateException: every fourth", 10L), ledger.errors());
      List<LatencyInterval> intervals = ledger.intervals();
      for (Series series : List.of(Series.RESPONSE, Series.QUEUE, Series.SERVICE)) {
        assertEquals(30, count(intervals, series), series.key());
      }
      assertEquals(40, count(intervals, Series.ROUND_TRIP));
      assertEquals(8.0, runner.gauges(load, System.nanoTime()).get("in_flight"));
    }
    assertTrue(workload.closed);
  }

  private static long count(List<LatencyInterval> intervals, Series series) {
    return intervals.stream()
        .filter(interval -> interval.series() == series)
        .mapToLong(interval -> interval.values().total())
        .sum();
  }

  @Test
  void aSecondPhaseStartsFromZero() throws Exception {
    Counting workload = new Counting();
    workload.fails = false;
    try (Runner runner = open("thread-pool", 2, 4, workload)) {
      runAll(runner, 10);
      Load second = runAll(runner, 20);
      assertEquals(20, second.ledger().counts(System.nanoTime()).completed());
      assertEquals(30, workload.runs.get());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"thread-pool", "gil-threads"})
  void noMoreTasksRunAtOnceThanWorkers(String model) throws Exception {
    Counting workload = new Counting();
    workload.fails = false;
    try (Runner runner = open(model, 2, 16, workload)) {
      runAll(runner, 200);
      assertTrue(workload.most.get() <= 2, () -> "at once: " + workload.most.get());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"thread-pool", "gil-threads"})
  void workersFollowTheKnob(String model) throws Exception {
    Gate workload = new Gate();
    try (Runner runner = open(model, 1, 6, workload)) {
      runner.load(OptionalLong.empty(), () -> {});
      workload.awaitInside(1);
      runner.setWorkers(4);
      workload.awaitInside(4);
      assertEquals(4, workload.inside.get());
      runner.setWorkers(2);
      workload.passes(4);
      workload.awaitInside(2);
      assertEquals(2, workload.inside.get());
    }
  }

  /** Tasks wait inside until they are let pass. */
  private static final class Gate implements Workload {
    final AtomicInteger inside = new AtomicInteger();
    final java.util.concurrent.Semaphore passes = new java.util.concurrent.Semaphore(0);
    final java.util.concurrent.Semaphore left = new java.util.concurrent.Semaphore(0);

    @Override
    public void open(Surroundings surroundings) {}

    @Override
    public void run(TaskContext task) throws Exception {
      inside.incrementAndGet();
      try {
        task.await(
            TaskWait.NETWORK,
            () -> {
              passes.acquire();
              return true;
            });
      } finally {
        inside.decrementAndGet();
        left.release();
      }
    }

    void passes(int tasks) throws InterruptedException {
      passes.release(tasks);
      left.acquire(tasks);
    }

    void awaitInside(int tasks) {
      while (inside.get() != tasks) {
        Thread.onSpinWait();
      }
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sequential", "thread-per-task", "thread-pool", "virtual-threads", "gil-threads"})
  void whatOutlivesTheWarmUpIsInterruptedAndTheWorkersGoOn(String model) throws Exception {
    Gate workload = new Gate();
    try (Runner runner = open(model, 1, 1, workload)) {
      Load first = runner.load(OptionalLong.empty(), () -> {});
      workload.awaitInside(1);
      first.stop();
      runner.abandon(first);
      while (first.outstanding() > 0) {
        Thread.onSpinWait();
      }
      assertEquals(1, first.ledger().counts(System.nanoTime()).cancelled());
      assertEquals(Map.of(), first.ledger().errors());
      workload.passes.release(3);
      Load second = runAll(runner, 3);
      assertEquals(3, second.ledger().counts(System.nanoTime()).completed());
    }
  }

  @Test
  void threadsAreReportedByNumberNameAndRole() throws Exception {
    Gate workload = new Gate();
    try (Runner runner = open("thread-pool", 2, 2, workload)) {
      runner.load(OptionalLong.empty(), () -> {});
      workload.awaitInside(2);
      List<ThreadReport> reports = runner.threads(System.nanoTime(), 100);
      assertEquals(2, reports.size());
      for (ThreadReport report : reports) {
        assertEquals(ProcessHandle.current().pid(), report.pid());
        assertTrue(java.nio.file.Files.exists(Path.of("/proc/self/task/" + report.tid())));
        assertEquals(Role.WORKER, report.role());
        assertTrue(report.name().startsWith("pool-"), report.name());
      }
    }
  }

  @Test
  void theLoopRunsWhatBlocksOneByOne() throws Exception {
    Counting workload = new Counting();
    workload.fails = false;
    try (Runner runner = open("event-loop", 1, 16, workload)) {
      runAll(runner, 100);
      assertEquals(1, workload.most.get());
      assertEquals(
          Optional.of(Role.LOOP),
          runner.threads(System.nanoTime(), 10).stream().map(ThreadReport::role).findFirst());
    }
  }

  @Test
  void busyThreadsEndWithTheRun() throws Exception {
    List<Thread> busy = new ArrayList<>();
    CountDownLatch spins = new CountDownLatch(2);
    Workload workload =
        new Workload() {
          @Override
          public void open(Surroundings surroundings) {
            for (Surroundings.Elsewhere where :
                List.of(Surroundings.Elsewhere.SAME_LOCK, Surroundings.Elsewhere.OTHER_LOCK)) {
              surroundings.startBusy(
                  where,
                  task -> {
                    synchronized (busy) {
                      busy.add(Thread.currentThread());
                    }
                    spins.countDown();
                    while (true) {
                      task.checkpoint();
                    }
                  });
            }
          }

          @Override
          public void run(TaskContext task) {}

          @Override
          public void close() {}
        };
    try (Runner runner = open("gil-threads", 1, 1, workload)) {
      spins.await();
      runAll(runner, 3);
    }
    for (Thread thread : busy) {
      thread.join();
    }
    assertEquals(2, busy.size());
  }
}
