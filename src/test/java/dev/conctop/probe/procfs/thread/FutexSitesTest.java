package dev.conctop.probe.procfs.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.Origin;
import dev.conctop.probe.procfs.FakeProcess;
import dev.conctop.probe.procfs.MapFiles;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ThreadRow;
import org.junit.jupiter.api.Test;

/** Three threads that are parked at one address: what else they do tells a lock from a queue. */
class FutexSitesTest {
  private static final long MS = 1_000_000;
  private static final String PARKED = "202 0xabc000 0x189 0x0 0x0 0x0 0x0 0x7ffd0000 0x2";
  private final MapFiles files = new MapFiles();
  private final FakeProcess process = new FakeProcess(files, 100, 1, 5_000);
  private long nanos = 1_000_000 * MS;
  private final ProcThreadProbe probe = new ProcThreadProbe(files, () -> nanos, "amd64");

  /** What the second thread does after some looks in which each of three ran for so long. */
  private ThreadRow after(int looks, int runMs, String first) {
    ThreadsSample sample = null;
    for (int look = 0; look <= looks; look++) {
      process.thread(100, "main", 'S', first, 500, 0, 1);
      for (int tid = 101; tid <= 103; tid++) {
        process.thread(
            tid, "w", 'S', PARKED, 10 + (long) look * runMs, 0, 1 + (runMs > 0 ? look : 0));
      }
      if (look == 0) {
        probe.setRoots(new int[] {100}, Origin.FOREIGN);
      }
      nanos += 100 * MS;
      sample = probe.look(nanos);
    }
    for (ThreadRow row : sample.threads()) {
      if (row.tid() == 102) {
        return row;
      }
    }
    throw new AssertionError("no row");
  }

  private static final String JOINS = "202 0x7f00 0x109 0x65 0x0 0x0 0x0 0x1 0x2";

  @Test
  void thoseWhoWorkForOneThreadsTimeInAllTakeTurns() {
    ThreadRow row = after(4, 33, JOINS);
    assertEquals(Part.LOCK, row.now());
    assertEquals("futex taken in turns", row.detail());
  }

  @Test
  void thoseWhoWorkLessOrMoreWaitForTasks() {
    assertEquals(Part.IDLE, after(4, 10, JOINS).now());
    assertEquals(Part.IDLE, after(4, 60, JOINS).now());
  }

  /** The slowest was the first for once, so that it was seen waiting, too. */
  @Test
  void whoWaitForOneThatComputesAllTheTimeTakeNoTurns() {
    after(1, 33, JOINS);
    ThreadRow row = null;
    for (int look = 2; look < 20; look++) {
      for (int tid = 101; tid <= 102; tid++) {
        process.thread(tid, "w", 'S', PARKED, 43 + look, 0, 1 + look);
      }
      process.thread(103, "slow", 'R', "running", 43 + look * 97L, 0, 1 + look);
      nanos += 100 * MS;
      row =
          probe.look(nanos).threads().stream()
              .filter(one -> one.tid() == 102)
              .findFirst()
              .orElseThrow();
    }
    assertEquals(Part.IDLE, row.now());
  }

  @Test
  void nobodyMovesAndOneIsStuckInOutput() {
    files.links.put("100/fd/1", "pipe:[9]");
    String writes = "1 0x1 0x0 0x0 0x0 0x0 0x0 0x1 0x2";
    ThreadRow row = after(14, 0, writes);
    assertEquals(Part.LOCK, row.now());
  }

  @Test
  void nobodyMovesAndNothingHoldsThemUp() {
    assertEquals(Part.IDLE, after(14, 0, JOINS).now());
  }

  @Test
  void aJoinIsExactAndIdle() {
    after(1, 33, JOINS);
    ThreadsSample sample = probe.look(nanos += 100 * MS);
    for (ThreadRow row : sample.threads()) {
      if (row.tid() == 100) {
        assertEquals(Part.IDLE, row.now());
        assertTrue(row.detail().contains("join"), row.detail());
      }
    }
  }
}
