package dev.conctop.probe.procfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.probe.Capability;
import dev.conctop.probe.HostProbe;
import dev.conctop.probe.Origin;
import dev.conctop.probe.ThreadProbe;
import dev.conctop.probe.procfs.host.ProcessClock;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ThreadRow;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** This process, by the real /proc: structure only, no figures that depend on load. */
class RealProcTest {
  private static final int LOOKS = 200;

  private final int self = (int) ProcessHandle.current().pid();

  @BeforeEach
  void needsProc() {
    assumeTrue(ProcfsProbes.here(), "no /proc on this machine");
  }

  @Test
  void everyThreadsTimeCloses() {
    try (ThreadProbe probe = new ProcfsProbes().threads()) {
      probe.setRoots(new int[] {self}, Origin.FOREIGN);
      ThreadsSample sample = probe.look(System.nanoTime());
      assertTrue(sample.workers().isEmpty());
      for (int i = 0; i < LOOKS; i++) {
        sample = probe.look(System.nanoTime());
      }
      long gap = probe.workersSinceMark().wallNanos() - probe.workersSinceMark().partsNanos();
      assertTrue(
          Math.abs(gap)
              <= probe.workersSinceMark().closureError()
                      * 1.0001
                      * probe.workersSinceMark().wallNanos()
                  + 1);
      assertTrue(sample.threads().size() > 3);
      assertEquals(sample.use().threads(), sample.threads().size());
      for (ThreadRow row : sample.threads()) {
        assertEquals(self, row.pid());
        assertFalse(row.name().isEmpty());
      }
      assertTrue(sample.use().residentBytes().value() > 1e6);
      assertTrue(probe.workersSinceMark().nanos(Part.ON_CPU) > 0);
    }
  }

  /** The process's clock, between two readings of what the class library makes of its ticks. */
  @Test
  void theClockOfAProcessIsItsCpuTime() {
    ProcessClock clock = new ProcessClock();
    Duration tick = Duration.ofMillis(10);
    Duration before = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    Duration now = Duration.ofNanos(clock.nanos(self));
    Duration after = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    assertTrue(now.plus(tick).compareTo(before) >= 0, now + " < " + before);
    assertTrue(now.minus(tick.multipliedBy(2)).compareTo(after) <= 0, now + " > " + after);
    assertTrue(clock.nanos(self) > now.toNanos());
    assertTrue(clock.nanos(1) >= 0, "another's process has a clock, too");
    int none = (4 << 20) + 1; // above the largest that Linux gives
    assertEquals(-1, clock.nanos(none));
    assertFalse(new ProcfsProbes().cpu(none).known());
  }

  @Test
  void aThreadThatComesAndGoesIsFollowed() throws InterruptedException {
    try (ThreadProbe probe = new ProcfsProbes().threads()) {
      probe.setRoots(new int[] {self}, Origin.FOREIGN);
      probe.look(System.nanoTime());
      CountDownLatch end = new CountDownLatch(1);
      Thread thread =
          Thread.ofPlatform()
              .name("followed")
              .start(
                  () -> {
                    try {
                      end.await();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      while (!seen(probe)) {
        Thread.onSpinWait();
      }
      end.countDown();
      thread.join();
      while (seen(probe)) {
        Thread.onSpinWait();
      }
    }
  }

  private static boolean seen(ThreadProbe probe) {
    return probe.look(System.nanoTime()).threads().stream()
        .anyMatch(row -> row.name().equals("followed"));
  }

  @Test
  void coresSumToOne() {
    try (HostProbe probe = new ProcfsProbes().host()) {
      HostSample sample = probe.look(System.nanoTime(), new int[] {self});
      while (sample.cores().isEmpty()) {
        LockSupport.parkNanos(1_000_000);
        sample = probe.look(System.nanoTime(), new int[] {self});
      }
      sample
          .cores()
          .forEach(
              core ->
                  assertEquals(
                      1.0,
                      core.user() + core.system() + core.iowait() + core.steal() + core.idle(),
                      1e-9));
      assertEquals(sample.cores().size(), probe.totals().cores().size());
    }
  }

  @Test
  void capabilitiesAllHaveAReason() {
    for (Capability each : new ProcfsProbes().capabilities()) {
      assertFalse(each.what().isEmpty());
      assertFalse(each.reason().isEmpty(), each.what());
    }
  }
}
