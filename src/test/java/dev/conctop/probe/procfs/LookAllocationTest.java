package dev.conctop.probe.procfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.conctop.probe.Origin;
import dev.conctop.probe.ThreadProbe;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
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
  void aSleeperCostsNoAllocation() throws IOException {
    assumeTrue(ProcfsProbes.here(), "there is no /proc here");
    long few = bytesALook(FEW);
    assertTrue(few < MOST_BYTES_A_LOOK, few + " bytes a look at " + FEW + " threads");
    long many = bytesALook(MANY);
    assertTrue(
        many < MOST_BYTES_A_LOOK + MOST_BYTES_A_SLEEPER * MANY,
        many + " bytes a look at " + MANY + " threads");
  }

  /** A process of its own: what other tests have left running in this one must not count. */
  static final class Sleepers {
    private Sleepers() {}

    public static void main(String[] arguments) throws IOException {
      int threads = Integer.parseInt(arguments[0]);
      CountDownLatch begun = new CountDownLatch(threads);
      for (int i = 0; i < threads; i++) {
        Thread.ofPlatform().daemon().name("sleeper-" + i).start(() -> await(begun));
      }
      try {
        begun.await();
      } catch (InterruptedException e) {
        return;
      }
      System.out.println("ready");
      System.in.read();
    }

    private static void await(CountDownLatch begun) {
      begun.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static long bytesALook(int threads) throws IOException {
    Process sleepers =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xss256k",
                "-XX:+UseSerialGC",
                "-cp",
                "target/test-classes",
                Sleepers.class.getName(),
                Integer.toString(threads))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals("ready", sleepers.inputReader().readLine());
      return bytesALookAt((int) sleepers.pid());
    } finally {
      sleepers.destroyForcibly().onExit().join();
    }
  }

  private static long bytesALookAt(int pid) {
    ThreadMXBean beans = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (ThreadProbe probe = new ProcfsProbes().threads()) {
      probe.setRoots(new int[] {pid}, Origin.FOREIGN);
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
