package dev.conctop.probe.procfs;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.conctop.probe.Origin;
import dev.conctop.probe.ThreadProbe;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * In the steady state a look allocates a few objects, however many threads there are: those that
 * stay in their waits keep their rows. A thread that moved gets a new row (some 300 bytes, with the
 * stretch of the list that it is in), since rows are handed to others and so cannot be used again;
 * here those are the virtual machine's own few.
 */
class LookAllocationTest {
  private static final int FEW = 100;
  private static final int MANY = 600;
  private static final int WARM_UP = 100;
  private static final int LOOKS = 100;

  /** Sums, figures, the list's own array, and the rows of some threads of the virtual machine. */
  private static final long MOST_BYTES_A_LOOK = 24 * 1024;

  /** One more thread adds to the list's array only: 4 bytes for 32 of them. */
  private static final long MOST_BYTES_A_SLEEPER = 8;

  @Test
  void aSleeperCostsNoAllocation() throws InterruptedException {
    assumeTrue(ProcfsProbes.here(), "there is no /proc here");
    CountDownLatch end = new CountDownLatch(1);
    try {
      start(FEW, end);
      long few = bytesALook();
      assertTrue(few < MOST_BYTES_A_LOOK, few + " bytes a look at " + FEW + " threads");
      start(MANY - FEW, end);
      long many = bytesALook();
      assertTrue(
          many < MOST_BYTES_A_LOOK + MOST_BYTES_A_SLEEPER * MANY,
          many + " bytes a look at " + MANY + " threads");
    } finally {
      end.countDown();
    }
  }

  private static void start(int threads, CountDownLatch end) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      Thread.ofPlatform().daemon().name("sleeper-" + i).start(() -> await(begun, end));
    }
    begun.await();
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
