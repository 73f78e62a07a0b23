package dev.conctop.concurrency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.catalog.RunRequest;
import dev.conctop.concurrency.task.Load;
import dev.conctop.concurrency.thread.Place;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Virtual threads that cannot leave their carriers are counted. */
@Timeout(60)
class PinnedTest {
  private static final CountDownLatch LEAVE = new CountDownLatch(1);

  @TempDir Path directory;

  /** Called by native code, whose frames keep the virtual thread where it is. */
  static int compare(MemorySegment one, MemorySegment other) {
    try {
      LEAVE.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static final class Pins implements Workload {
    @Override
    public void open(Surroundings surroundings) {}

    @Override
    public void run(TaskContext task) throws Exception {
      Linker linker = Linker.nativeLinker();
      MethodHandle sort =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("qsort"),
              FunctionDescriptor.ofVoid(
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.ADDRESS));
      MethodHandle compare =
          MethodHandles.lookup()
              .findStatic(
                  PinnedTest.class,
                  "compare",
                  MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment comparator =
            linker.upcallStub(
                compare,
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS),
                arena);
        sort.invoke(arena.allocate(8), 2L, 4L, comparator);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {}
  }

  @Test
  void oneThatWaitsInNativeCodeIsPinned() throws Exception {
    try (Runner runner =
        Runner.open(
            RunRequest.of("sleep", "virtual-threads", Map.of()).check(2),
            Pins::new,
            new Place(0, 0, directory),
            step -> {})) {
      CountDownLatch finished = new CountDownLatch(1);
      Load load = runner.load(OptionalLong.of(1), finished::countDown);
      while (runner.gauges(load, System.nanoTime()).get("vt_pinned") != 1.0) {
        Thread.onSpinWait();
      }
      LEAVE.countDown();
      finished.await();
      while (runner.gauges(load, System.nanoTime()).get("vt_pinned") != 0.0) {
        Thread.onSpinWait();
      }
      assertEquals(1, load.ledger().counts(System.nanoTime()).completed());
    }
  }
}
