package dev.conctop.concurrency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.concurrency.task.Load;
import dev.conctop.concurrency.thread.Place;
import dev.conctop.workload.Workloads;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A map in each task, and a reduce in the process that keeps the run's account. */
@Timeout(60)
class MapReduceTest {
  @TempDir Path directory;

  private Map<String, Double> run(String model, Map<String, String> more) throws Exception {
    Map<String, String> given = new HashMap<>(Map.of("chunk", "1KiB", "chunks", "8", "skew", "2"));
    given.putAll(more);
    WorkloadSpec workload = Catalog.workload("word-count");
    ModelSpec spec = Catalog.model(model);
    RunSpec run =
        new RunSpec(
            workload,
            spec,
            RunSpec.parameters(workload, spec, given),
            2,
            8,
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            0);
    try (Runner runner =
        Runner.open(
            run, () -> Workloads.create("word-count"), new Place(0, 0, directory), step -> {})) {
      CountDownLatch finished = new CountDownLatch(1);
      Load load = runner.load(OptionalLong.of(64), finished::countDown);
      finished.await(30, TimeUnit.SECONDS);
      assertEquals(64, load.ledger().counts(System.nanoTime()).completed(), model);
      return runner.gauges(load, System.nanoTime());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sequential", "thread-pool", "virtual-threads", "event-loop"})
  void everyModelReduces(String model) throws Exception {
    assertEquals(8, run(model, Map.of()).get("jobs"));
  }

  @Test
  void partsComeBackFromProcesses() throws Exception {
    Map<String, Double> here = run("thread-pool", Map.of());
    Map<String, Double> there = run("processes", Map.of("batch", "3"));
    assertEquals(8, there.get("jobs"));
    assertEquals(here.get("result"), there.get("result"));
  }
}
