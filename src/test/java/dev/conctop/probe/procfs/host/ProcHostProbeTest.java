package dev.conctop.probe.procfs.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.CoreCounters;
import dev.conctop.probe.procfs.FakeProcess;
import dev.conctop.probe.procfs.MapFiles;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.host.CoreUse;
import org.junit.jupiter.api.Test;

class ProcHostProbeTest {
  private static final long MS = 1_000_000;
  private static final int[] NONE = new int[0];

  private final MapFiles files = new MapFiles().put("loadavg", "0.72 0.25 0.12 3/92 5602\n");
  private final ProcHostProbe probe = new ProcHostProbe(files);
  private long nanos;

  private void stat(String... cores) {
    files.put("stat", "cpu  0 0 0 0 0 0 0 0 0 0\n" + String.join("\n", cores) + "\nintr 5\n");
  }

  private HostSample look(long afterMs, int... ours) {
    nanos += afterMs * MS;
    return probe.look(nanos, ours);
  }

  private static void assertSumsToOne(HostSample sample) {
    for (CoreUse core : sample.cores()) {
      assertEquals(
          1.0, core.user() + core.system() + core.iowait() + core.steal() + core.idle(), 1e-9);
      for (double share :
          new double[] {core.user(), core.system(), core.iowait(), core.steal(), core.idle()}) {
        assertTrue(share >= 0 && share <= 1, () -> core.toString());
      }
    }
  }

  @Test
  void sharesAreOverASlidingSecond() {
    for (int i = 0; i <= 30; i++) {
      // Busy in the first second, idle after it.
      int busy = Math.min(i, 10) * 5;
      stat("cpu0 " + busy + " 0 " + busy + " " + (i * 10 - 2 * busy) + " 0 0 0 0 0 0");
      HostSample sample = look(100);
      assertSumsToOne(sample);
      if (i == 10) {
        assertEquals(0.5, sample.cores().get(0).user(), 1e-9);
        assertEquals(0.5, sample.cores().get(0).system(), 1e-9);
        assertEquals(1000 * MS, sample.intervalNanos());
      }
      if (i == 15) {
        assertEquals(0.5, sample.busy(), 1e-9);
      }
      if (i == 20) {
        assertEquals(0, sample.busy());
        assertEquals(Fidelity.SAMPLED, sample.coreFidelity());
      }
    }
  }

  @Test
  void theFirstLookHasNoCoresAndSaysWhy() {
    stat("cpu0 1 0 1 10 0 0 0 0 0 0");
    HostSample sample = look(0);
    assertTrue(sample.cores().isEmpty());
    assertFalse(sample.otherLoadCores().known());
    assertFalse(sample.pressure().cpuSome().known());
    assertTrue(sample.pressure().cpuSome().reason().contains("PSI"));
    assertEquals(3, sample.runnable().value());
    assertEquals(0.72, sample.loadAverage().value(), 1e-9);
  }

  @Test
  void countersThatGoBackAndCoresThatComeOrGoResetTheSeries() {
    stat("cpu0 100 0 100 1000 50 0 0 0 0 0", "cpu1 100 0 100 1000 50 0 0 0 0 0");
    look(0);
    stat("cpu0 110 0 100 1000 50 0 0 0 0 0", "cpu1 110 0 100 1000 50 0 0 0 0 0");
    assertEquals(2, look(100).cores().size());
    stat("cpu0 120 0 100 1000 50 0 0 0 0 0");
    assertTrue(look(100).cores().isEmpty());
    stat("cpu0 120 0 100 1010 50 0 0 0 0 0");
    assertEquals(1.0, look(100).cores().get(0).idle(), 1e-9);
    stat("cpu0 1 0 1 10 50 0 0 0 0 0");
    assertTrue(look(100).cores().isEmpty());
    // iowait and idle may step back a little on real kernels.
    stat("cpu0 11 0 1 9 40 0 0 0 0 0");
    HostSample sample = look(100);
    assertSumsToOne(sample);
    assertEquals(1.0, sample.cores().get(0).user(), 1e-9);
  }

  @Test
  void withoutStatThereAreNoCores() {
    HostSample sample = look(0);
    sample = look(100);
    assertEquals(Fidelity.NA, sample.coreFidelity());
    assertTrue(sample.cores().isEmpty());
  }

  @Test
  void nanosecondsOfSchedstatSharpenTheTicks() {
    for (int i = 0; i <= 10; i++) {
      stat("cpu0 " + (i * 3) + " 0 " + i + " " + (i * 6) + " 0 0 0 0 0 0");
      files.put("schedstat", "version 15\ncpu0 0 0 0 0 0 0 " + i * 44 * MS + " 0 0\n");
      HostSample sample = look(100);
      assertSumsToOne(sample);
      if (i == 10) {
        assertEquals(0.44, sample.cores().get(0).busy(), 1e-9);
        assertEquals(0.33, sample.cores().get(0).user(), 1e-9);
        assertEquals(Fidelity.EXACT, sample.coreFidelity());
      }
    }
  }

  @Test
  void pressureIsAShareOfTheInterval() {
    for (int i = 0; i <= 10; i++) {
      stat("cpu0 0 0 0 " + i * 10 + " 0 0 0 0 0 0");
      String total = "some avg10=0.00 avg60=0.00 avg300=0.00 total=" + i * 25_000 + "\n";
      files.put("pressure/cpu", total);
      HostSample sample = look(100);
      if (i == 10) {
        assertEquals(0.25, sample.pressure().cpuSome().value(), 1e-9);
        assertFalse(sample.pressure().ioSome().known(), "absent is not 0");
      }
    }
  }

  @Test
  void otherLoadIsWhatIsNotOurs() {
    for (int i = 0; i <= 10; i++) {
      stat(
          "cpu0 " + i * 10 + " 0 0 0 0 0 0 0 0 0",
          "cpu1 " + i * 5 + " 0 0 " + i * 5 + " 0 0 0 0 0 0");
      new FakeProcess(files, 50, 1, 7).process(i * 10, 1);
      HostSample sample = look(100, 50, 51);
      if (i == 10) {
        assertEquals(0.5, sample.otherLoadCores().value(), 1e-9);
      }
    }
    assertFalse(look(100, NONE).otherLoadCores().known());
  }

  @Test
  void totalsGiveTheShareOverAnyTime() {
    stat("cpu0 0 0 0 0 0 0 0 0 0 0", "cpu1 0 0 0 0 0 0 0 0 0 0");
    look(0);
    CoreCounters mark = probe.totals();
    stat("cpu0 300 0 100 600 0 0 0 0 0 0", "cpu1 0 0 0 900 50 0 0 50 0 0");
    look(10_000);
    var uses = probe.totals().since(mark);
    assertEquals(0.3, uses.get(0).user(), 1e-9);
    assertEquals(0.1, uses.get(0).system(), 1e-9);
    assertEquals(0.05, uses.get(1).iowait(), 1e-9);
    assertEquals(0.05, uses.get(1).steal(), 1e-9);
  }
}
