package dev.conctop.probe.procfs.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.probe.Origin;
import dev.conctop.probe.procfs.FakeProcess;
import dev.conctop.probe.procfs.MapFiles;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ThreadRow;
import org.junit.jupiter.api.Test;

/** Two threads behind one mutex, and what the others do. */
class GatesTest {
  private static final long MS = 1_000_000;
  private static final long MUTEX = 0xabc000;
  private static final String BEHIND = "202 0xabc000 0x80 0x2 0x0 0x0 0x0 0x7ffd0000 0x2";
  private static final String BEHIND_ANOTHER = "202 0xdef000 0x80 0x2 0x0 0x0 0x0 0x7ffd0000 0x2";
  private static final String ACCEPTS = "43 0x3 0x0 0x0 0x0 0x0 0x0 0x7ffd0000 0x2";
  private static final String JOINS = "202 0x7f00 0x109 0x66 0x0 0x0 0x0 0x7ffd0000 0x2";
  private static final String SLEEPS = "230 0x0 0x0 0x0 0x0 0x0 0x0 0x7ffd0000 0x2";
  private static final String PARKED = "202 0x7f80 0x189 0x0 0x0 0x0 0x0 0x7ffd0000 0x2";
  private static final String FSYNC = "74 0x3 0x0 0x0 0x0 0x0 0x0 0x7ffd0000 0x2";
  private final MapFiles files = new MapFiles();
  private final FakeProcess process = new FakeProcess(files, 100, 1, 5_000);
  private long nanos = 1_000_000 * MS;
  private final ProcThreadProbe probe = new ProcThreadProbe(files, () -> nanos, "amd64");

  /** struct __pthread_mutex_s: lock and count, owner and users. */
  private void mutex(long address, int owner) {
    files.memory.put(address - 16, 0L);
    files.memory.put(address - 8, 0L);
    files.memory.put(address, 2L);
    files.memory.put(address + 8, (long) owner);
  }

  /** What a thread that waits for the mutex is found at after some looks. */
  private Part behind(String main, String holder, String first, String second) {
    ThreadsSample sample = null;
    for (int look = 0; look <= 14; look++) {
      process.thread(100, "main", 'S', main, 500, 0, 1);
      process.thread(101, "holder", 'S', holder, 10, 0, 1);
      process.thread(102, "first", 'S', first, 10, 0, 1);
      process.thread(103, "second", 'S', second, 10, 0, 1);
      if (look == 0) {
        probe.setRoots(new int[] {100}, Origin.FOREIGN);
      }
      nanos += 100 * MS;
      sample = probe.look(nanos);
    }
    for (ThreadRow row : sample.threads()) {
      if (row.tid() == 102) {
        return row.now();
      }
    }
    throw new AssertionError("no row");
  }

  @Test
  void behindOneThatIsIdleTheyAreIdle() {
    mutex(MUTEX, 101);
    assertEquals(Part.IDLE, behind(SLEEPS, ACCEPTS, BEHIND, BEHIND));
  }

  @Test
  void behindOneThatSleepsOrWaitsForADiskTheyWaitForALock() {
    mutex(MUTEX, 101);
    assertEquals(Part.LOCK, behind(JOINS, SLEEPS, BEHIND, BEHIND));
    assertEquals(Part.LOCK, behind(JOINS, FSYNC, BEHIND, BEHIND));
  }

  @Test
  void oneThatJoinsIsNotIdle() {
    mutex(MUTEX, 100);
    assertEquals(Part.LOCK, behind(JOINS, ACCEPTS, BEHIND, BEHIND));
  }

  @Test
  void anEmbraceIsNone() {
    mutex(MUTEX, 103);
    mutex(0xdef000, 102);
    assertEquals(Part.LOCK, behind(JOINS, ACCEPTS, BEHIND, BEHIND_ANOTHER));
  }

  @Test
  void gatesOfOneThatWorks() {
    mutex(MUTEX, 101);
    mutex(0xdef000, 101);
    assertEquals(Part.IDLE, behind(SLEEPS, FSYNC, BEHIND, BEHIND_ANOTHER));
  }

  @Test
  void ofAnUnknownHolderTheOthersTell() {
    assertEquals(Part.IDLE, behind(SLEEPS, ACCEPTS, BEHIND, BEHIND));
    assertEquals(Part.LOCK, behind(JOINS, SLEEPS, BEHIND, BEHIND));
    assertEquals(Part.LOCK, behind(SLEEPS, FSYNC, BEHIND, BEHIND));
  }

  @Test
  void twoUnknownHoldersMayBeEachOther() {
    assertEquals(Part.LOCK, behind(SLEEPS, SLEEPS, BEHIND, BEHIND_ANOTHER));
    assertEquals(Part.LOCK, behind(SLEEPS, ACCEPTS, BEHIND, BEHIND_ANOTHER));
  }

  /** CPython's join is a semaphore's wait like any other. */
  @Test
  void aMainThreadThatIsParkedJoins() {
    assertEquals(Part.LOCK, behind(PARKED, SLEEPS, BEHIND, BEHIND));
  }

  @Test
  void whereNobodyCanBeWokenFromOutsideItIsALock() {
    mutex(MUTEX, 101);
    assertEquals(Part.LOCK, behind(JOINS, PARKED, BEHIND, BEHIND));
  }
}
