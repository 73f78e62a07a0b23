package dev.conctop.probe.procfs.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.procfs.FakeProcess;
import dev.conctop.probe.procfs.MapFiles;
import dev.conctop.probe.procfs.file.IntList;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ProcessCrowd;
import dev.conctop.sample.thread.ProcessRow;
import org.junit.jupiter.api.Test;

/** What the threads of a process of several are found at. */
class ProcessThreadsTest {
  private static final long SECOND = 1_000_000_000L;

  /** Of x86-64: nanosleep, futex (wait, private), fsync, wait4. */
  private static final String SLEEP = "35 0x1 0x0 0x0 0x0 0x0 0x0 0x1 0x2";

  private static final String PARKED = "202 0x1000 0x80 0x0 0x0 0x0 0x0 0x1 0x2";
  private static final String PARKED_TIMED = "202 0x1000 0x89 0x0 0x7f 0x0 0xffffffff 0x1 0x2";
  private static final String MUTEX = "202 0x1000 0x80 0x2 0x0 0x0 0x0 0x1 0x2";
  private static final String FSYNC = "74 0x5 0x0 0x0 0x0 0x0 0x0 0x1 0x2";
  private static final String WAIT = "61 0xffffffff 0x0 0x0 0x0 0x0 0x0 0x1 0x2";

  private final MapFiles files = new MapFiles().put("uptime", "1000.00 5.00\n");
  private final FakeProcess process = new FakeProcess(files, 7, 1, 50);
  private long nanos = 1_000 * SECOND;
  private final ProcMachineProbe probe = new ProcMachineProbe(files, () -> nanos, "amd64");

  private ProcessRow look() {
    nanos += SECOND;
    return probe.processes(nanos).rows().getFirst();
  }

  private void thread(int tid, String name, String call, long runMs, long slices) {
    process.thread(tid, name, 'S', call, runMs, 0, slices);
    alive();
  }

  private void alive() {
    IntList tids = new IntList();
    process.process(0, files.list("7/task", tids));
  }

  @Test
  void whoRanIsToldFromWhoStandsStill() {
    thread(7, "main", PARKED, 1, 1);
    thread(8, "writer", FSYNC, 10, 10);
    thread(9, "sleeper", SLEEP, 1, 1);
    look();
    thread(8, "writer", FSYNC, 110, 20);
    ProcessRow row = look();
    ProcessCrowd crowd = row.crowd();
    assertEquals("1d", crowd.moving().toString());
    assertEquals("1s1.", crowd.still().toString());
    assertEquals(0.1, crowd.busiest(), 1e-9);
    assertEquals(0.5, crowd.moved(), 1e-9);
    assertEquals(Part.DISK, row.blocked(), "what those that wait wait for");
    assertEquals("fsync", row.detail());
  }

  @Test
  void whoStandsStillIsLookedAtOnce() {
    for (int tid = 7; tid < 17; tid++) {
      thread(tid, "t", SLEEP, 1, 1);
    }
    look();
    for (int i = 0; i < 10; i++) {
      look();
    }
    ProcessRow row = look();
    assertEquals("10s", row.crowd().still().toString());
    int before = files.readings;
    files.denied.clear();
    assertSame(row, look());
    int each = files.readings - before;
    for (int tid = 7; tid < 17; tid++) {
      files.remove("7/task/" + tid + "/syscall");
    }
    assertSame(row, look(), "it has not run: its call cannot have changed");
    assertTrue(each < 40, each + " readings");
  }

  @Test
  void manyAreLookedAtInTurns() {
    for (int tid = 7; tid < 107; tid++) {
      thread(tid, "t", tid % 2 == 0 ? SLEEP : MUTEX, 1, 1);
    }
    for (int i = 0; i < 9; i++) {
      look();
    }
    assertEquals("50l50s", look().crowd().still().toString());
    for (int tid = 7; tid < 107; tid++) {
      thread(tid, "t", FSYNC, 2, 2);
    }
    ProcessCrowd crowd = look().crowd();
    assertEquals("12d", crowd.moving().toString());
    assertEquals(0, crowd.still().all());
  }

  @Test
  void aThreadOfAJvmThatMovesIsParkedForNobodyKnowsWhat() {
    files.put("7/maps", "7f00-7f01 r-xp 0 08:01 5 /usr/lib/jvm/lib/server/libjvm.so\n");
    thread(7, "java", PARKED, 1, 1);
    thread(8, "pool-1-thread-1", PARKED, 10, 1);
    thread(9, "GC Thread#0", PARKED, 10, 1);
    files.put("7/task/8/comm", "pool-1-thread-1\n").put("7/task/9/comm", "GC Thread#0\n");
    look();
    ProcessCrowd still = look().crowd();
    assertEquals("3.", still.still().toString());
    thread(8, "pool-1-thread-1", PARKED, 20, 5);
    thread(9, "GC Thread#0", PARKED, 20, 5);
    assertEquals("1.1?", look().crowd().moving().toString(), "the JVM's own are known by name");
  }

  @Test
  void aThreadOfCPythonThatAsksAgainAndAgainWaitsForTheInterpreter() {
    files.put("7/maps", "7f00-7f01 r-xp 0 08:01 5 /usr/lib/libpython3.12.so.1.0\n");
    thread(7, "python3", PARKED_TIMED, 1, 1);
    thread(8, "python3", PARKED_TIMED, 1, 1);
    look();
    thread(7, "python3", PARKED_TIMED, 200, 201);
    thread(8, "python3", PARKED_TIMED, 1, 3);
    ProcessCrowd crowd = look().crowd();
    assertEquals("1l1s", crowd.moving().toString(), "one asks 200 times a second, one twice");
    assertEquals("futex interpreter lock", crowd.lock());
  }

  @Test
  void whoStandsBehindALockIsAsIdleAsItsHolder() {
    files.memory.put(0x1008L, 8L);
    thread(7, "main", SLEEP, 1, 1);
    thread(8, "takes", "43 0x3 0x0 0x0 0x0 0x0 0x0 0x1 0x2", 1, 1);
    thread(9, "next", MUTEX, 1, 1);
    thread(10, "last", MUTEX, 1, 1);
    look();
    assertEquals("1s3.", look().crowd().still().toString());
    thread(8, "takes", FSYNC, 2, 2);
    look();
    assertEquals("1d2l1s", look().crowd().still().toString(), "the holder waits for a disk");
  }

  @Test
  void ofAnUnknownHolderTheOthersTell() {
    thread(7, "main", SLEEP, 1, 1);
    thread(8, "takes", PARKED, 1, 1);
    thread(9, "next", MUTEX, 1, 1);
    look();
    assertEquals("1s2.", look().crowd().still().toString());
  }

  /** The same call is a mutex of glibc's and a join of musl's. */
  @Test
  void muslsJoinIsNoLock() {
    thread(7, "a", MUTEX, 1, 1);
    thread(8, "b", SLEEP, 1, 1);
    look();
    assertEquals("1l1s", look().crowd().still().toString());
    MapFiles others = new MapFiles().put("uptime", "1000.00 5.00\n");
    others.put("9/maps", "7f00-7f01 r-xp 0 08:01 5 /lib/ld-musl-x86_64.so.1\n");
    FakeProcess musl = new FakeProcess(others, 9, 1, 50);
    musl.thread(9, "a", 'S', MUTEX, 1, 0, 1).thread(10, "b", 'S', SLEEP, 1, 0, 1).process(0, 2);
    try (ProcMachineProbe prober = new ProcMachineProbe(others, () -> nanos, "amd64")) {
      prober.processes(nanos);
      ProcessRow row = prober.processes(nanos + SECOND).rows().getFirst();
      assertEquals("1s1.", row.crowd().still().toString());
    }
  }

  @Test
  void whoWaitsForAChildIsIdle() {
    thread(7, "make", WAIT, 1, 1);
    thread(8, "make", WAIT, 1, 1);
    look();
    assertEquals("2.", look().crowd().still().toString());
  }

  @Test
  void whatMayNotBeReadIsUnknownAndCounted() {
    thread(7, "a", "", 1, 1);
    thread(8, "a", "", 1, 1);
    files.put("7/task/7/syscall", "").put("7/task/8/syscall", "");
    files.denied.add("7/task/7/syscall");
    files.denied.add("7/task/8/syscall");
    look();
    nanos += SECOND;
    assertEquals(1, probe.processes(nanos).hidden());
    assertEquals("2?", look().crowd().still().toString());
  }

  @Test
  void threadsThatComeAndGoKeepWhatIsKnownOfTheOthers() {
    thread(7, "a", SLEEP, 1, 1);
    thread(8, "b", MUTEX, 1, 1);
    look();
    look();
    process.end(7);
    alive();
    thread(9, "c", FSYNC, 1, 1);
    assertEquals("1d1l", look().crowd().still().toString());
  }
}
