package dev.conctop.probe.procfs.thread;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.probe.Origin;
import dev.conctop.probe.Reach;
import dev.conctop.probe.procfs.FakeProcess;
import dev.conctop.probe.procfs.MapFiles;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.thread.ThreadReport;
import dev.conctop.sample.thread.ThreadRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcThreadProbeTest {
  private static final long MS = 1_000_000;
  private static final String RECV = "45 0x5 0x0 0x0 0x0 0x0 0x0 0x1 0x2";
  private static final String READ_7 = "0 0x7 0x0 0x0 0x0 0x0 0x0 0x1 0x2";
  private static final String NANOSLEEP = "35 0x7ff0 0x0 0x0 0x0 0x0 0x0 0x1 0x2";
  private static final String FUTEX = "202 0x1 0x89 0x0 0x0 0x0 0x0 0x1 0x2";

  private final MapFiles files = new MapFiles().put("uptime", "1000.00 5.00\n");
  private long nanos = 1_000_000 * MS;
  private final ProcThreadProbe probe = new ProcThreadProbe(files, () -> nanos, "amd64");
  private final FakeProcess process = new FakeProcess(files, 100, 1, 5_000);

  private ThreadsSample look(long afterMs) {
    nanos += afterMs * MS;
    return probe.look(nanos);
  }

  private static ThreadRow row(ThreadsSample sample, int tid) {
    return sample.threads().stream().filter(r -> r.tid() == tid).findFirst().orElseThrow();
  }

  @Test
  void budgetOfAThreadClosesAndItsWaitHasACause() {
    process.thread(100, "main", 'S', RECV, 500, 0, 50);
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    ThreadsSample first = look(0);
    assertTrue(first.workers().isEmpty());
    assertEquals(Part.NETWORK, row(first, 100).now());
    process.thread(100, "main", 'S', RECV, 530, 20, 55);
    ThreadsSample second = look(100);
    assertEquals(30 * MS, second.workers().nanos(Part.ON_CPU));
    assertEquals(20 * MS, second.workers().nanos(Part.RUN_QUEUE));
    assertEquals(50 * MS, second.workers().nanos(Part.NETWORK));
    assertEquals(Fidelity.SAMPLED, second.workers().fidelity(Part.NETWORK));
    assertEquals(100 * MS, second.workers().wallNanos());
    assertEquals(50.0, row(second, 100).switchesPerSecond(), 1e-9);
    assertEquals("recvfrom", row(second, 100).detail());
    assertEquals(1, row(second, 100).core());
    ThreadsSample third = look(100);
    assertEquals(100 * MS, third.workers().nanos(Part.NETWORK));
    assertEquals(Fidelity.EXACT, third.workers().fidelity(Part.NETWORK));
    assertEquals(30 * MS, third.use().cpuNanos().value(), 1);
    assertEquals(200 * MS, probe.workersSinceMark().wallNanos());
    probe.mark();
    assertTrue(probe.workersSinceMark().isEmpty());
    assertEquals(0, look(100).use().cpuNanos().value());
  }

  @Test
  void theKindOfADescriptorDecides() {
    files.links.put("100/fd/7", "/data/file");
    process.thread(100, "main", 'D', READ_7, 500, 0, 50);
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    assertEquals(Part.DISK, row(look(0), 100).now());
    assertEquals("read file", row(look(100), 100).detail());
  }

  @Test
  void aNewThreadCountsFromItsBirth() {
    process.thread(100, "main", 'S', RECV, 500, 0, 50);
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    look(0);
    // Born 40 ms into the interval: in ticks since boot, which was at clock 0 here.
    process.thread(101, "young", 'S', RECV, 10, 5, 2, 100_004);
    ThreadsSample sample = look(100);
    assertEquals(60 * MS, row(sample, 101).budget().wallNanos());
    assertEquals(10 * MS, row(sample, 101).budget().nanos(Part.ON_CPU));
    assertEquals(45 * MS, row(sample, 101).budget().nanos(Part.NETWORK));
    assertEquals(10 * MS, sample.use().cpuNanos().value(), 1);
    process.end(101);
    assertEquals(1, look(100).threads().size());
    assertEquals(10 * MS, look(100).use().cpuNanos().value(), 1);
  }

  @Test
  void aThreadWithTheNumberOfAnEndedOneIsNotSplicedOntoIt() {
    process.thread(100, "main", 'S', RECV, 500, 0, 50);
    process.thread(101, "old", 'S', RECV, 900, 0, 9);
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    look(0);
    process.thread(101, "new", 'S', RECV, 950, 0, 10, 100_003);
    ThreadsSample sample = look(100);
    assertTrue(sample.threads().stream().noneMatch(r -> r.tid() == 101 && r.name().equals("old")));
    assertTrue(sample.workers().nanos(Part.ON_CPU) <= 100 * MS);
  }

  @Test
  void aProcessWithTheNumberOfAnEndedOneIsForgotten() {
    process.thread(100, "main", 'S', RECV, 500, 0, 50);
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    look(0);
    new FakeProcess(files, 100, 1, 99_999).thread(100, "other", 'S', RECV, 700, 0, 60);
    ThreadsSample sample = look(1000);
    assertEquals(List.of(), sample.threads());
    assertEquals(0, sample.use().processes());
    assertArrayEquals(new int[0], probe.pids());
    assertEquals(0, sample.workers().partsNanos());
  }

  @Test
  void descendantsAreFoundAndTheirTimeStaysWhenTheyEnd() {
    process.thread(100, "main", 'S', RECV, 500, 0, 50);
    probe.setRoots(new int[] {100}, Origin.OURS);
    look(0);
    new FakeProcess(files, 200, 100, 100_000).thread(200, "child", 'S', RECV, 70, 0, 5);
    new FakeProcess(files, 150, 200, 100_000).thread(150, "grandchild", 'S', RECV, 30, 0, 5);
    new FakeProcess(files, 300, 1, 100_000).thread(300, "stranger", 'S', RECV, 70, 0, 5);
    probe.refresh();
    ThreadsSample sample = look(500);
    assertEquals(3, sample.use().processes());
    assertEquals(100 * MS, sample.use().cpuNanos().value(), 1);
    files.remove("200/");
    files.remove("150/");
    sample = look(100);
    assertEquals(1, sample.use().processes());
    assertEquals(100 * MS, sample.use().cpuNanos().value(), 1);
  }

  @Test
  void childrenThatCameAndWentBetweenTwoLooksCountByWhatTheirParentWasCharged() {
    process.thread(100, "shell", 'S', RECV, 500, 0, 50);
    probe.setRoots(new int[] {100}, Origin.FOREIGN, Reach.TREE);
    look(0);
    files.put("100/stat", files.texts.get("100/stat").replace(" 0 0 0 20 0 ", " 0 60 30 20 0 "));
    ThreadsSample sample = look(1000);
    assertEquals(900 * MS, sample.workers().nanos(Part.ON_CPU), 30 * MS);
    assertEquals(Fidelity.ESTIMATED, sample.workers().fidelity(Part.ON_CPU));
    assertEquals(0, sample.workers().closureError(), 1e-9);
    assertEquals(0, look(1000).workers().nanos(Part.ON_CPU));
  }

  @Test
  void reportsGiveRolesNamesAndDeclaredWaits() {
    process.thread(100, "main", 'S', FUTEX, 500, 0, 50);
    process.thread(101, "java", 'S', FUTEX, 10, 0, 50);
    probe.setRoots(new int[] {100}, Origin.OURS);
    long[] declared = new long[Part.count()];
    declared[Part.LOCK.ordinal()] = 5 * MS;
    // Said before the thread was ever seen.
    probe.reports(
        List.of(new ThreadReport(100, 101, "pool-1", Role.WORKER, Part.UNKNOWN, declared, false)));
    ThreadsSample first = look(0);
    assertEquals("pool-1", first.threads().get(0).name());
    assertEquals(Role.WORKER, first.threads().get(0).role());
    assertEquals(Part.IDLE, row(first, 100).now(), "a parked thread of the runtime");
    for (int i = 1; i <= 10; i++) {
      long[] more = new long[Part.count()];
      more[Part.LOCK.ordinal()] = (5 + i * 100) * MS;
      probe.reports(
          List.of(new ThreadReport(100, 101, "pool-1", Role.WORKER, Part.IDLE, more, false)));
      ThreadsSample sample = look(100);
      assertEquals(100 * MS, sample.runtime().nanos(Part.IDLE));
    }
    assertEquals(1000 * MS, probe.workersSinceMark().nanos(Part.LOCK), 1);
    assertEquals(0, probe.workersSinceMark().closureError());
  }

  private static final String JVM_MAPS = "7f00-7f01 r-xp 0 00:01 1 /opt/jdk/lib/server/libjvm.so\n";

  private void dumped(Part wait, long askedNanos) {
    probe.reports(List.of(ThreadReport.dumped(100, 101, "pool-1", Role.WORKER, wait, askedNanos)));
  }

  @Test
  void aDumpsWordIsSampledUntilTheThreadMovesAndThenAnEstimate() {
    files.put("100/maps", JVM_MAPS);
    process.thread(100, "java", 'S', FUTEX, 500, 0, 50);
    process.thread(101, "pool", 'S', FUTEX, 10, 0, 50);
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    long asked = look(0).nanos() + 1;
    assertEquals(Part.UNKNOWN, row(look(100), 101).now());
    dumped(Part.LOCK, asked);
    ThreadRow row = row(look(100), 101);
    assertEquals("pool-1", row.name());
    assertEquals(Part.LOCK, row.now());
    assertEquals(Fidelity.SAMPLED, row.fidelity());
    assertEquals(100 * MS, row.budget().nanos(Part.LOCK));
    process.thread(101, "pool", 'S', FUTEX, 10, 0, 51);
    row = row(look(100), 101);
    assertEquals(Part.LOCK, row.now());
    assertEquals(Fidelity.ESTIMATED, row.fidelity());
    // What the kernel names is not the dump's to say.
    process.thread(101, "pool", 'S', RECV, 10, 0, 52);
    assertEquals(Part.NETWORK, row(look(100), 101).now());
    // An untimed wait is no sleep, whatever it was before.
    process.thread(101, "pool", 'S', FUTEX, 10, 0, 53);
    dumped(Part.SLEEP, asked);
    assertEquals(Part.UNKNOWN, row(look(100), 101).now());
  }

  @Test
  void withoutSchedstatTimeComesInTicksAndIsEstimated() {
    process.thread(100, "main", 'S', RECV, 500, 0, 50);
    files.remove("100/task/100/schedstat");
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    look(0);
    process.thread(100, "main", 'S', RECV, 540, 0, 60);
    files.remove("100/task/100/schedstat");
    ThreadsSample sample = look(100);
    assertEquals(40 * MS, sample.workers().nanos(Part.ON_CPU));
    assertEquals(Fidelity.ESTIMATED, sample.workers().fidelity(Part.ON_CPU));
    assertEquals(60 * MS, sample.workers().nanos(Part.NETWORK));
    assertEquals(Fidelity.ESTIMATED, sample.use().cpuNanos().fidelity());
    assertTrue(probe.notice().contains("schedstat"));
  }

  @Test
  void callsThatMayNotBeReadGiveWayToWchanAndThatToTheLetter() {
    process.thread(100, "main", 'S', RECV, 500, 0, 50);
    files.denied.add("100/task/100/syscall");
    files.put("100/task/100/wchan", "anon_pipe_read");
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    ThreadRow row = row(look(0), 100);
    assertEquals(Part.IPC, row.now());
    assertEquals(Fidelity.ESTIMATED, row.fidelity());
    assertEquals("anon_pipe_read", row.detail());
    files.put("100/task/100/wchan", "0");
    process.thread(100, "main", 'D', RECV, 510, 0, 51);
    assertEquals(Part.DISK, row(look(100), 100).now());
    process.thread(100, "main", 'S', RECV, 520, 0, 52);
    assertEquals(Part.UNKNOWN, row(look(100), 100).now());
    assertTrue(probe.notice().contains("may not be read"));
  }

  @Test
  void threadsThatMayNotBeReadAreCountedAsHidden() {
    process.thread(100, "main", 'S', RECV, 500, 0, 50);
    process.thread(101, "secret", 'S', RECV, 500, 0, 50);
    files.denied.add("100/task/101/schedstat");
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    ThreadsSample sample = look(0);
    assertEquals(1, sample.hidden());
    assertEquals(1, sample.threads().size());
  }

  @Test
  void namesAreClean() {
    process.thread(100, "a) R 1 (\u001b[2J\u009b", 'S', RECV, 500, 0, 50);
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    String name = row(look(0), 100).name();
    assertTrue(name.startsWith("a) R 1 ("), name);
    assertTrue(name.chars().noneMatch(c -> c < 32 || (c >= 0x7f && c < 0xa0)), name);
  }

  @Test
  void aRootThatIsNotThereIsNoThreads() {
    probe.setRoots(new int[] {4242}, Origin.FOREIGN);
    ThreadsSample sample = look(0);
    assertEquals(0, sample.threads().size());
    assertEquals(0, sample.use().processes());
    assertFalse(sample.use().residentBytes().known());
    look(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"100/", "100/task/101/", "100/task/100/", "100/stat", "200/"})
  void whatVanishesAtAnyReadingDoesNoHarm(String what) {
    for (int at = 0; at < 60; at++) {
      MapFiles storm = new MapFiles().put("uptime", "1000.00 5.00\n");
      FakeProcess parent = new FakeProcess(storm, 100, 1, 5_000);
      FakeProcess child = new FakeProcess(storm, 200, 100, 99_990);
      ProcThreadProbe prober = new ProcThreadProbe(storm, () -> nanos, "amd64");
      prober.setRoots(new int[] {100}, Origin.FOREIGN);
      storm.readings = 0;
      storm.ending = what;
      storm.endsAt = at;
      for (int look = 1; look <= 4; look++) {
        if (storm.readings <= at) {
          parent.thread(100, "main", 'S', READ_7, 500 + look, 0, 50 + look);
          parent.thread(101, "worker", 'S', FUTEX, 100L * look, 0, look);
          child.thread(200, "child", 'R', "running", 10L * look, 0, look);
        }
        nanos += 100 * MS;
        ThreadsSample sample = prober.look(nanos);
        assertTrue(sample.workers().closureError() < 1.01);
        assertEquals(sample.use().threads(), sample.threads().size());
        for (Part part : Part.values()) {
          assertTrue(sample.workers().nanos(part) >= 0);
        }
      }
      prober.close();
    }
  }

  @Test
  void longSleepersAmongManyAreReadInTurnAndLoseNothing() {
    for (int tid = 101; tid <= 700; tid++) {
      files.put("100/task/" + tid + "/placeholder", "");
    }
    process.thread(100, "main", 'S', RECV, 500, 0, 50);
    for (int tid = 101; tid <= 700; tid++) {
      process.thread(tid, "sleeper", 'S', RECV, 5, 0, 1);
    }
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    look(0);
    for (int i = 0; i < 50; i++) {
      look(100);
    }
    int before = files.readings;
    for (int i = 0; i < 30; i++) {
      look(100);
    }
    int each = (files.readings - before) / 30;
    assertTrue(each < 450, () -> each + " readings a look");
    // One wakes: it is found soon, and nothing of its time is lost.
    process.thread(300, "sleeper", 'S', RECV, 55, 0, 3);
    probe.mark();
    for (int i = 0; i < 12; i++) {
      look(100);
    }
    assertEquals(50 * MS, probe.workersSinceMark().nanos(Part.ON_CPU));
    assertEquals(0, probe.workersSinceMark().closureError(), 1e-9);
    assertEquals(701.0 - 100, probe.workersSinceMark().wallNanos() / 1.2e9, 3.0 * 601 / 12);
  }

  private static final String EPOLL = "232 0x4 0x1 0x1 0xffffffff 0x0 0x0 0x1 0x2";
  private static final String TCP_HEAD =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode\n";

  private static String tcp(int local, int remote, String state, int inode) {
    return String.format(
        "   0: 0100007F:%04X 0100007F:%04X %s 00000000:00000000 00:00000000 00000000     0 0 %d 1"
            + " 0000000005c30d8d 100 0 0 10 0%n",
        local, remote, state, inode);
  }

  private Part doing(String call) {
    process.thread(100, "main", 'S', call, 500, 0, 50);
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    return row(look(0), 100).now();
  }

  private void descriptor(int number, String target) {
    files.links.put("100/fd/" + number, target);
    files.put("100/fd/" + number, "");
  }

  @Test
  void whichEndOfTheConnectionIsOursTellsIdleFromWaiting() {
    files.put(
        "100/net/tcp",
        TCP_HEAD + tcp(8080, 0, "0A", 1) + tcp(8080, 50_000, "01", 2) + tcp(50_001, 5432, "01", 3));
    descriptor(5, "socket:[2]");
    assertEquals(Part.IDLE, doing(RECV));
    descriptor(5, "socket:[3]");
    assertEquals(Part.NETWORK, doing(RECV));
    descriptor(5, "socket:[1]");
    assertEquals(Part.IDLE, doing("43 0x5 0x0 0x0 0x0 0x0 0x0 0x1 0x2"));
  }

  @Test
  void anEventLoopIsIdleUntilItIsAClient() {
    descriptor(4, "anon_inode:[eventpoll]");
    assertEquals(Part.IDLE, doing(EPOLL), "nothing but timers");
    descriptor(6, "socket:[11]");
    assertEquals(Part.NETWORK, doing(EPOLL), "without the tables nobody can tell");
    files.links.remove("100/fd/6");
    files.put(
        "100/net/tcp",
        TCP_HEAD + tcp(8080, 0, "0A", 1) + tcp(8080, 50_000, "01", 2) + tcp(50_001, 5432, "01", 3));
    files.put(
        "100/net/unix",
        "Num       RefCount Protocol Flags    Type St Inode Path\n"
            + "0: 00000003 00000000 00000000 0001 03 11\n"
            + "0: 00000003 00000000 00000000 0001 03 12\n"
            + "0: 00000003 00000000 00000000 0001 03 20\n");
    assertEquals(Part.IDLE, doing(EPOLL));
    descriptor(6, "socket:[11]");
    descriptor(7, "socket:[12]");
    assertEquals(Part.IDLE, doing(EPOLL), "a pair of its own");
    descriptor(8, "socket:[20]");
    assertEquals(Part.NETWORK, doing(EPOLL), "a client within the machine");
    descriptor(9, "socket:[2]");
    assertEquals(Part.IDLE, doing(EPOLL), "a server");
    descriptor(10, "socket:[3]");
    assertEquals(Part.IDLE, doing(EPOLL), "a server that merely keeps a connection");
  }

  @Test
  void aLoopWithoutConnectionsWaitsForItsChildren() {
    descriptor(4, "anon_inode:[eventpoll]");
    files.put("100/net/tcp", TCP_HEAD);
    files.put("100/task/100/children", "123 ");
    assertEquals(Part.IPC, doing(EPOLL));
  }

  /** It has kept its copy of its child's end, and waits for the child. */
  @Test
  void aLoneThreadIsNotWhoBringsWhatItReads() {
    String reads = "0 0x3 0x0 0x1 0x0 0x0 0x0 0x7ffd0000 0x2";
    descriptor(3, "pipe:[70]");
    descriptor(4, "pipe:[70]");
    process.thread(100, "reads", 'S', reads, 1, 0, 1);
    probe.setRoots(new int[] {100}, Origin.FOREIGN, Reach.ALONE);
    look(0);
    assertEquals(Part.IPC, row(look(100), 100).now());
    process.thread(101, "other", 'S', reads, 1, 0, 1);
    look(100);
    process.thread(100, "reads", 'S', reads, 2, 0, 2);
    assertEquals(Part.IDLE, row(look(100), 100).now(), "another thread may bring it");
  }

  @Test
  void aThreadOfCPythonThatKeepsAskingWantsTheInterpreterLock() {
    String timed = "202 0x5500 0x89 0x0 0x7f00 0x0 0x0 0x7ffd0000 0x2";
    process.thread(100, "python3", 'S', timed, 500, 0, 50);
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    look(0);
    process.thread(100, "python3", 'S', timed, 550, 0, 60);
    assertEquals(Part.SLEEP, row(look(100), 100).now());
    // Whatever its executable is called.
    files.links.put("100/exe", "/opt/app/worker");
    files.put("100/maps", "7f00-7f01 r-xp 0 00:01 1 /usr/lib/libpython3.11.so.1.0\n");
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    look(100);
    process.thread(100, "python3", 'S', timed, 600, 0, 70);
    look(100);
    process.thread(100, "python3", 'S', timed, 650, 0, 80);
    assertEquals(Part.LOCK, row(look(100), 100).now());
    process.thread(100, "python3", 'S', timed, 651, 0, 81);
    look(100);
    process.thread(100, "python3", 'S', timed, 652, 0, 82);
    assertEquals(Part.SLEEP, row(look(100), 100).now());
    // A join of 10 ms, again and again: in the parking lot, whose memory cannot be read here.
    String parked = timed.replace("0x5500", "0x7ffd0040");
    process.thread(100, "python3", 'S', parked, 660, 0, 92);
    look(100);
    process.thread(100, "python3", 'S', parked, 670, 0, 102);
    assertEquals(Part.SLEEP, row(look(100), 100).now());
  }

  @Test
  void withoutRightsALoopIsUnknownForNobodyCanSayWhatItServes() {
    process.thread(100, "main", 'S', EPOLL, 500, 0, 50);
    files.denied.add("100/task/100/syscall");
    files.put("100/task/100/wchan", "ep_poll");
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    for (int i = 0; i < 5; i++) {
      look(1_000);
    }
    assertEquals(Part.UNKNOWN, row(look(1_000), 100).now());
  }

  @Test
  void whatMovesIsAskedAgainBetweenLooks() {
    process.thread(100, "main", 'S', RECV, 500, 0, 50);
    process.thread(101, "asleep", 'S', FUTEX, 500, 0, 50);
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    look(0);
    look(100);
    assertEquals(0, probe.inQuestion());
    process.thread(100, "main", 'S', RECV, 520, 0, 60);
    look(100);
    assertEquals(1, probe.inQuestion());
    process.thread(100, "main", 'S', NANOSLEEP, 530, 0, 61);
    assertEquals(1, probe.glimpse(nanos + 50 * MS));
    process.thread(100, "main", 'S', RECV, 540, 0, 62);
    ThreadsSample sample = look(100);
    assertEquals(40 * MS, row(sample, 100).budget().nanos(Part.SLEEP));
    assertEquals(40 * MS, row(sample, 100).budget().nanos(Part.NETWORK));
    assertEquals(Fidelity.SAMPLED, row(sample, 100).budget().fidelity(Part.SLEEP));
    assertEquals(0, sample.workers().closureError());
  }

  /** How many are asked between looks once the thread has had so many slices and waits for that. */
  private int askedAfter(String call, int slices, long afterMs) {
    process.thread(100, "main", 'S', call, 450 + slices, 0, slices);
    look(afterMs);
    return probe.inQuestion();
  }

  @Test
  void whoWokeOnceAndWaitsForTheSameIsNotAsked() {
    process.thread(100, "main", 'S', RECV, 500, 0, 50);
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    look(0);
    look(1_000);
    assertEquals(0, askedAfter(RECV, 51, 1_000));
    assertEquals(1, askedAfter(NANOSLEEP, 52, 1_000), "it waits for something else now");
    assertEquals(0, askedAfter(NANOSLEEP, 53, 1_000));
    assertEquals(0, askedAfter(NANOSLEEP, 55, 1_000), "two in a second are few");
    assertEquals(1, askedAfter(NANOSLEEP, 57, 100), "between two slices may be another wait");
  }

  @Test
  void aSleeperKeepsItsRowUntilItWakes() {
    process.thread(100, "main", 'S', RECV, 500, 0, 50);
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    look(0);
    ThreadRow asleep = row(look(100), 100);
    for (int i = 0; i < 3; i++) {
      assertSame(asleep, row(look(100), 100));
    }
    process.thread(100, "main", 'S', RECV, 510, 0, 51);
    ThreadRow woken = row(look(100), 100);
    assertEquals(300 * MS, woken.restedNanos());
    assertEquals(90 * MS, woken.budget().nanos(Part.NETWORK));
  }

  @Test
  void waitingForAChildThatIsWatchedIsIdle() {
    String wait4 = "61 0x7b 0x0 0x0 0x0 0x0 0x0 0x1 0x2";
    process.thread(100, "sh", 'S', wait4, 500, 0, 50);
    probe.setRoots(new int[] {100}, Origin.FOREIGN, Reach.ALONE);
    assertEquals(Part.IPC, row(look(0), 100).now());
    probe.setRoots(new int[] {100}, Origin.FOREIGN, Reach.TREE);
    assertEquals(Part.IDLE, row(look(0), 100).now());
  }

  @Test
  void theThreadsOfAJvmsOwnAreItsRuntime() {
    files.put("100/maps", JVM_MAPS);
    process.thread(100, "java", 'S', FUTEX, 1, 0, 1);
    process.thread(101, "main", 'S', RECV, 1, 0, 1);
    process.thread(102, "GC Thread#0", 'S', FUTEX, 1, 0, 1);
    probe.setRoots(new int[] {100}, Origin.FOREIGN);
    look(0);
    ThreadsSample sample = look(100);
    assertEquals(Role.WORKER, row(sample, 101).role());
    assertEquals(Role.RUNTIME, row(sample, 102).role());
    assertEquals(Role.RUNTIME, row(sample, 100).role());
    assertEquals(Part.IDLE, row(sample, 102).now());
    assertEquals(100 * MS, sample.workers().wallNanos());
  }

  @Test
  void aloneMeansWithoutDescendants() {
    process.thread(100, "main", 'S', RECV, 500, 0, 50);
    new FakeProcess(files, 101, 100, 5_000).thread(101, "child", 'S', RECV, 1, 0, 1);
    probe.setRoots(new int[] {100}, Origin.FOREIGN, Reach.ALONE);
    assertEquals(1, look(0).threads().size());
    probe.setRoots(new int[] {100}, Origin.FOREIGN, Reach.TREE);
    assertEquals(2, look(0).threads().size());
  }
}
