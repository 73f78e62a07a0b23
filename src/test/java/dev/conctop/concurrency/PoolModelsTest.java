package dev.conctop.concurrency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.concurrency.pool.SplitFigures;
import dev.conctop.concurrency.task.Load;
import dev.conctop.concurrency.thread.Place;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.task.Splittable;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is particular to splitting, cancelling, offloading and isolated interpreters. */
@Timeout(60)
class PoolModelsTest {
  @TempDir Path directory;

  /** Work that does what it is told. */
  private static class Told implements Workload {
    interface Work {
      void run(TaskContext task) throws Exception;
    }

    private final Work work;

    Told(Work work) {
      this.work = work;
    }

    @Override
    public void open(Surroundings surroundings) {}

    @Override
    public void run(TaskContext task) throws Exception {
      work.run(task);
    }

    @Override
    public void close() {}
  }

  private Runner open(
      String model, int workers, int inFlight, Map<String, String> given, Supplier<Workload> made)
      throws Exception {
    WorkloadSpec workload = Catalog.workload("sum-of-squares");
    ModelSpec spec = Catalog.model(model);
    RunSpec run =
        new RunSpec(
            workload,
            spec,
            RunSpec.parameters(workload, spec, given),
            workers,
            inFlight,
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            0);
    return Runner.open(run, made, new Place(0, 0, directory), step -> {});
  }

  private static TaskCounts runAll(Runner runner, long total) throws InterruptedException {
    Load load = load(runner, total);
    return load.ledger().counts(System.nanoTime());
  }

  private static Load load(Runner runner, long total) throws InterruptedException {
    CountDownLatch finished = new CountDownLatch(1);
    Load load = runner.load(OptionalLong.of(total), finished::countDown);
    assertTrue(finished.await(50, TimeUnit.SECONDS), "all tasks end");
    return load;
  }

  /** A task of this many parts, each of which gives its number. */
  private static final class Numbers extends Told implements Splittable {
    final AtomicLong joined = new AtomicLong();
    final Set<Integer> run = ConcurrentHashMap.newKeySet();
    volatile int fails = -1;

    Numbers() {
      super(
          task -> {
            throw new AssertionError("run whole");
          });
    }

    @Override
    public List<Portion> split(int parts) {
      List<Portion> portions = new ArrayList<>();
      for (int i = 0; i < parts; i++) {
        int number = i;
        portions.add(
            task -> {
              if (number == fails) {
                throw new IllegalStateException("part " + number);
              }
              task.checkpoint();
              run.add(number);
              return number;
            });
      }
      return portions;
    }

    @Override
    public void joined(long sum) {
      joined.addAndGet(sum);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "8, 3", "9, 4"})
  void forkJoinRunsAllPartsAndJoinsThem(int split, int depth) throws Exception {
    Numbers numbers = new Numbers();
    try (Runner runner = open("fork-join", 3, 2, Map.of("split", "" + split), () -> numbers)) {
      Load load = load(runner, 10);
      assertEquals(10, load.ledger().counts(System.nanoTime()).completed());
      assertEquals(split, numbers.run.size());
      assertEquals(10L * split * (split - 1) / 2, numbers.joined.get());
      Map<String, Double> gauges = runner.gauges(load, System.nanoTime());
      assertEquals(depth, gauges.get("split_depth"));
      assertTrue(gauges.containsKey("steals") && gauges.containsKey("stragglers"));
    }
  }

  @Test
  void aPartThatFailsFailsItsTask() throws Exception {
    Numbers numbers = new Numbers();
    numbers.fails = 2;
    try (Runner runner = open("fork-join", 2, 2, Map.of("split", "4"), () -> numbers)) {
      Load load = load(runner, 3);
      assertEquals(3, load.ledger().counts(System.nanoTime()).failed());
      assertEquals(Map.of("IllegalStateException: part 2", 3L), load.ledger().errors());
      assertEquals(0, numbers.joined.get());
    }
  }

  @Test
  void stragglersAreThePartsThatTakeTwiceTheMean() {
    SplitFigures figures = new SplitFigures();
    figures.joined(new long[] {10, 10, 10, 10}, 2);
    assertEquals(0, figures.stragglers());
    figures.joined(new long[] {10, 10, 10, 100}, 2);
    assertEquals(1, figures.stragglers());
    assertEquals(2, figures.depth());
  }

  @Test
  void futuresThatAreLateAreCancelledWaitingOrRunning() throws Exception {
    Told forever =
        new Told(
            task -> task.await(TaskWait.LOCK, () -> new CountDownLatch(1).await(1, TimeUnit.DAYS)));
    Map<String, String> given = Map.of("cancel-after", "20ms");
    try (Runner runner = open("thread-pool", 1, 3, given, () -> forever)) {
      Load load = load(runner, 6);
      TaskCounts counts = load.ledger().counts(System.nanoTime());
      assertEquals(6, counts.cancelled());
      assertEquals(0, counts.failed());
      assertEquals(Map.of(), load.ledger().errors());
    }
  }

  @Test
  void busyFuturesAreCancelledAtTheirNextCheckpoint() throws Exception {
    Told busy =
        new Told(
            task -> {
              while (true) {
                task.checkpoint();
              }
            });
    Map<String, String> given = Map.of("cancel-after", "10ms");
    try (Runner runner = open("thread-pool", 2, 2, given, () -> busy)) {
      assertEquals(4, runAll(runner, 4).cancelled());
    }
  }

  @Test
  void underTheLoopsLockOneThreadRunsAtATime() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Told work =
        new Told(
            task -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              Thread.yield();
              inside.decrementAndGet();
              task.checkpoint();
            });
    Map<String, String> given = Map.of("offload", "gil-threads");
    try (Runner runner = open("event-loop-offload", 4, 8, given, () -> work)) {
      Load load = load(runner, 200);
      assertEquals(200, load.ledger().counts(System.nanoTime()).completed());
      assertEquals(1, most.get());
      Map<String, Double> gauges = runner.gauges(load, System.nanoTime());
      assertEquals(1.0, gauges.get("emulated"));
      assertTrue(gauges.get("gil_switches") > 0);
      assertTrue(gauges.containsKey("loop_ready"));
    }
  }

  @Test
  void offloadedTasksRunBesideEachOtherAndNotOnTheLoop() throws Exception {
    CyclicBarrier two = new CyclicBarrier(2);
    Set<String> threads = ConcurrentHashMap.newKeySet();
    Told work =
        new Told(
            task -> {
              threads.add(Thread.currentThread().getName().replaceFirst("-\\d+$", ""));
              task.await(TaskWait.LOCK, () -> two.await(30, TimeUnit.SECONDS));
            });
    try (Runner runner = open("event-loop-offload", 2, 2, Map.of(), () -> work)) {
      assertEquals(10, runAll(runner, 10).completed());
      assertEquals(Set.of("offload"), threads);
    }
  }

  @Test
  void interpretersShareNeitherLockNorWorkload() throws Exception {
    AtomicInteger made = new AtomicInteger();
    CyclicBarrier two = new CyclicBarrier(2);
    Supplier<Workload> maker =
        () -> {
          made.incrementAndGet();
          // Not declared: under one lock the first would keep the second out for ever.
          return new Told(task -> two.await(30, TimeUnit.SECONDS));
        };
    try (Runner runner = open("subinterpreters", 2, 2, Map.of(), maker)) {
      Load load = load(runner, 10);
      assertEquals(10, load.ledger().counts(System.nanoTime()).completed());
      assertEquals(2, made.get());
      assertEquals(2.0, runner.gauges(load, System.nanoTime()).get("interpreters"));
    }
  }
}
