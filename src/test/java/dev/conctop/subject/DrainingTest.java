package dev.conctop.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.concurrency.Runner;
import dev.conctop.concurrency.task.Load;
import dev.conctop.concurrency.thread.Place;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of tasks that still run when their block is over. */
@Timeout(30)
class DrainingTest {
  private static final long HOUR = 3_600_000_000_000L;

  @TempDir Path directory;

  private final List<String> steps = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(2);
  private final CountDownLatch interrupted = new CountDownLatch(2);
  private final CountDownLatch released = new CountDownLatch(1);

  /** A task that does not care whether it is interrupted. */
  private final class Stubborn implements Workload {
    @Override
    public void open(Surroundings surroundings) {}

    @Override
    public void run(TaskContext task) {
      begun.countDown();
      while (released.getCount() > 0) {
        try {
          released.await();
        } catch (InterruptedException e) {
          interrupted.countDown();
        }
      }
    }

    @Override
    public void close() {}
  }

  private Load stopped(Runner runner) throws InterruptedException {
    Load load = runner.load(OptionalLong.empty(), () -> {});
    begun.await();
    load.stop();
    return load;
  }

  private Runner open() throws Exception {
    WorkloadSpec workload = Catalog.workload("sum-of-squares");
    ModelSpec model = Catalog.model("thread-pool");
    RunSpec run =
        new RunSpec(
            workload,
            model,
            RunSpec.parameters(workload, model, Map.of()),
            2,
            2,
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            0);
    return Runner.open(run, Stubborn::new, new Place(0, 0, directory), steps::add);
  }

  @Test
  void thoseThatCannotBeInterruptedAreWaitedFor() throws Exception {
    try (Runner runner = open()) {
      Load load = stopped(runner);
      AtomicInteger looks = new AtomicInteger();
      new Draining(0, HOUR)
          .orSaySo(
              runner,
              load,
              () -> {
                if (interrupted.getCount() == 0 && looks.incrementAndGet() == 20) {
                  released.countDown();
                }
                return false;
              });
      assertEquals(0, load.outstanding());
      assertTrue(looks.get() >= 20, "it went on after they had been interrupted");
      assertEquals(List.of(), steps);
    }
  }

  @Test
  void whatIsGivenUpIsSaid() throws Exception {
    try (Runner runner = open()) {
      Load load = stopped(runner);
      new Draining(0, 0).orSaySo(runner, load, () -> false);
      assertEquals(2, load.outstanding());
      assertEquals(
          List.of("2 tasks of the block still run after 0 s: it rests all the same"), steps);
      released.countDown();
    }
  }

  @Test
  void nobodyWaitsForThemWhenItIsToStop() throws Exception {
    try (Runner runner = open()) {
      new Draining(HOUR, HOUR).orSaySo(runner, stopped(runner), () -> true);
      assertEquals(List.of(), steps);
      released.countDown();
    }
  }

  @Test
  void aBlockIsWaitedForLongerThanTheWarmUp() {
    assertEquals(30_000_000_000L, Draining.BLOCK.patienceNanos() + Draining.BLOCK.leavingNanos());
    assertTrue(Draining.WARM_UP.patienceNanos() == 2_000_000_000L);
  }
}
