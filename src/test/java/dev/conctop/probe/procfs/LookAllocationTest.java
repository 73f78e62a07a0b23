package dev.conctop.probe.procfs;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.conctop.probe.Origin;
import dev.conctop.probe.ThreadProbe;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** In the steady state a look leaves behind a row for each thread, and next to nothing else. */
class LookAllocationTest {
  private static final int THREADS = 200;
  private static final int WARM_UP = 100;
  private static final int LOOKS = 100;

  /** A row takes some 270 bytes; opening and closing one file would take more than this. */
  private static final long MOST_BYTES_A_LOOK = 500L * THREADS;

  @Test
  void aLookAllocatesLittle() throws InterruptedException {
    assumeTrue(ProcfsProbes.here(), "there is no /proc here");
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(THREADS);
    for (int i = 0; i < THREADS; i++) {
      Thread.ofPlatform().daemon().name("sleeper-" + i).start(() -> await(begun, end));
    }
    begun.await();
    try {
      long bytes = bytesALook();
      assertTrue(bytes < MOST_BYTES_A_LOOK, bytes + " bytes a look at " + THREADS + " threads");
    } finally {
      end.countDown();
    }
  }

  private static void await(CountDownLatch begun, CountDownLatch end) {
    begun.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long bytesALook() {
    ThreadMXBean beans = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (ThreadProbe probe = new ProcfsProbes().threads()) {
      probe.setRoots(new int[] {(int) ProcessHandle.current().pid()}, Origin.FOREIGN);
      long now = System.nanoTime();
      long before = 0;
      // The clock is given: as if a look came every 100 ms.
      for (int look = 0; look < WARM_UP + LOOKS; look++) {
        if (look == WARM_UP) {
          before = beans.getCurrentThreadAllocatedBytes();
        }
        now += 100_000_000L;
        probe.look(now);
      }
      return (beans.getCurrentThreadAllocatedBytes() - before) / LOOKS;
    }
  }
}
