package dev.conctop.concurrency.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.thread.ThreadReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadClockTest {
  private static long declared(ThreadReport report, Part part) {
    return report.declaredNanos()[part.ordinal()];
  }

  @Test
  void waitsUnderWayAreIncluded() {
    ThreadClock clock = new ThreadClock(1, 2, "w", Role.WORKER);
    clock.enter(Part.IDLE, 100);
    ThreadReport report = clock.changed(150);
    assertEquals(50, declared(report, Part.IDLE));
    assertEquals(Part.IDLE, report.ambiguousWait());
    clock.enter(Part.NETWORK, 160);
    clock.exit(190);
    report = clock.changed(500);
    assertEquals(60, declared(report, Part.IDLE));
    assertEquals(30, declared(report, Part.NETWORK));
    assertEquals(Part.UNKNOWN, report.ambiguousWait());
  }

  @Test
  void onlyChangesAreReported() {
    ThreadClock clock = new ThreadClock(1, 2, "w", Role.WORKER);
    assertEquals(0, declared(clock.changed(10), Part.IDLE), "the first report introduces it");
    assertNull(clock.changed(20));
    clock.enter(Part.LOCK, 30);
    assertEquals(5, declared(clock.changed(35), Part.LOCK));
    assertEquals(9, declared(clock.changed(39), Part.LOCK));
  }

  @Test
  void reportsNeverGoBack() {
    ThreadClock clock = new ThreadClock(1, 2, "w", Role.WORKER);
    clock.enter(Part.LOCK, 0);
    clock.changed(100);
    clock.exit(90);
    assertEquals(100, declared(clock.changed(200), Part.LOCK));
  }

  @Test
  void withoutADeclaredWaitTheOwnerSaysWhatItIs() {
    ThreadClock clock = new ThreadClock(1, 2, "loop", Role.LOOP);
    clock.ambiguousOtherwise(() -> Part.NETWORK);
    assertEquals(Part.NETWORK, clock.changed(1).ambiguousWait());
    clock.enter(Part.SLEEP, 2);
    assertEquals(Part.SLEEP, clock.changed(3).ambiguousWait());
  }

  @Test
  void registryTellsOfEachThreadAndOfItsEndOnce() {
    ThreadRegistry registry = new ThreadRegistry();
    ThreadClock a = registry.add(1, 10, "a\u001B[2J", Role.WORKER);
    ThreadClock b = registry.add(1, 11, "b", Role.LOOP);
    List<ThreadReport> first = registry.changed(0, 100);
    assertEquals(2, first.size());
    assertTrue(first.stream().anyMatch(report -> report.name().equals("a\uFFFD")));
    assertEquals(List.of(), registry.changed(1, 100));
    registry.remove(a);
    registry.remove(a);
    List<ThreadReport> gone = registry.changed(2, 100);
    assertEquals(1, gone.size());
    assertEquals(10, gone.getFirst().tid());
    assertTrue(gone.getFirst().gone());
    b.enter(Part.IDLE, 3);
    assertEquals(11, registry.changed(4, 100).getFirst().tid());
  }

  @Test
  void aThreadThatWasNeverShownEndsInSilence() {
    ThreadRegistry registry = new ThreadRegistry();
    registry.remove(registry.add(1, 10, "short", Role.WORKER));
    assertEquals(List.of(), registry.changed(0, 100));
  }

  @Test
  void tooManyForOneFrameTakeTurns() {
    ThreadRegistry registry = new ThreadRegistry();
    for (int tid = 1; tid <= 25; tid++) {
      registry.add(1, tid, "t" + tid, Role.WORKER).enter(Part.IDLE, 0);
    }
    java.util.Set<Integer> seen = new java.util.TreeSet<>();
    for (int frame = 0; frame < 3; frame++) {
      List<ThreadReport> reports = registry.changed(frame, 10);
      assertTrue(reports.size() <= 10);
      reports.forEach(report -> seen.add(report.tid()));
    }
    assertEquals(25, seen.size());
  }

  @Test
  void theCallingThreadHasANumber() {
    assertTrue(NativeThreads.tid() > 0);
    assertEquals(ProcessHandle.current().pid(), NativeThreads.pid());
    assertEquals(ProcessHandle.current().parent().orElseThrow().pid(), NativeThreads.parentPid());
  }
}
