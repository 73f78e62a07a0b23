package dev.conctop.state.past.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Role;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.sample.thread.ThreadRows;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Samples in, who is at work and who is parked out. */
class ThreadBooksTest {
  private static final long MS = 1_000_000;
  private static final long LOOK = 100 * MS;
  private final ThreadBooks books = new ThreadBooks();
  private long nanos = LOOK;

  private static ThreadRow row(int tid, Part now, long onCpu, String detail) {
    Budget budget = new Budget();
    budget.add(Part.ON_CPU, onCpu * MS, Fidelity.EXACT);
    budget.add(now, LOOK - onCpu * MS, Fidelity.EXACT);
    budget.addWall(LOOK);
    return new ThreadRow(
        1, tid, "t" + tid, Role.WORKER, now, Fidelity.EXACT, budget, 0, onCpu > 0 ? 50 : 0, detail);
  }

  private void look(ThreadRows rows, long unseenMs) {
    Budget workers = new Budget();
    rows.forEach(row -> workers.addAll(row.budget()));
    workers.add(Part.ON_CPU, unseenMs * MS, Fidelity.ESTIMATED);
    nanos += LOOK;
    Figure none = Figure.na("not asked");
    books.add(
        new ThreadsSample(
            nanos,
            LOOK,
            workers,
            new Budget(),
            rows,
            new ProcessUse(1, rows.size(), none, none, none, none),
            0));
  }

  @Test
  void thoseThatStoodStillAreToldFromThoseThatRan() {
    ThreadRow parked = row(2, Part.IDLE, 0, "futex");
    ThreadRows rows = ThreadRows.of(List.of(row(1, Part.SLEEP, 90, ""), parked));
    look(rows, 0);
    for (int i = 0; i < 9; i++) {
      ThreadRows.Successor next = new ThreadRows.Successor(rows);
      next.set(0, row(1, Part.SLEEP, 90, ""));
      rows = next.rows();
      look(rows, 0);
    }
    Crowd crowd = books.whole();
    assertEquals(1_000 * MS, crowd.wallNanos());
    assertEquals(2, crowd.threads());
    assertEquals(1, crowd.moved());
    assertEquals(900 * MS, crowd.moving().nanos(Part.ON_CPU));
    // The parked thread has the row that it had, and all of the time.
    assertEquals(1_000 * MS, crowd.still().nanos(Part.IDLE));
    assertEquals(0.9, crowd.busiest().orElseThrow().wanting(), 1e-9);
    assertEquals(1, crowd.busy());
    assertFalse(crowd.parked());
  }

  @Test
  void aThreadThatWasSeenToRunOnceIsNotParked() {
    ThreadRows rows = ThreadRows.of(List.of(row(1, Part.IDLE, 1, "futex")));
    look(rows, 0);
    ThreadRows.Successor next = new ThreadRows.Successor(rows);
    next.set(0, row(1, Part.IDLE, 0, "futex"));
    look(next.rows(), 0);
    assertEquals(1, books.whole().moved());
    assertFalse(books.whole().parked());
  }

  @Test
  void allInFutexesWithoutATimeOutAreParked() {
    look(
        ThreadRows.of(
            List.of(
                row(1, Part.IDLE, 0, "futex join"),
                row(2, Part.LOCK, 0, "futex mutex at 0x1, held by thread 1"))),
        0);
    Crowd crowd = books.whole();
    assertTrue(crowd.parked());
    assertEquals(LOOK, crowd.stuckLock());
    assertEquals("futex mutex at 0x1, held by thread 1", crowd.lock());
    look(ThreadRows.of(List.of(row(1, Part.IDLE, 0, "futex timed"))), 0);
    assertFalse(books.whole().parked());
  }

  /** Where it stands at the last look is chance, and it may be on a core then. */
  @Test
  void theLockIsTheOneThatMostTimeIsWaitedAt() {
    String interpreter = "futex interpreter lock";
    for (String at :
        List.of("futex mutex at 0x2", interpreter, interpreter, "futex mutex at 0x3")) {
      look(ThreadRows.of(List.of(row(1, Part.LOCK, 20, at))), 0);
    }
    assertEquals(interpreter, books.whole().lock());
    look(ThreadRows.of(List.of(row(1, Part.ON_CPU, 30, ""))), 0);
    assertEquals(interpreter, books.whole().lock());
    for (int i = 0; i < 8; i++) {
      look(ThreadRows.of(List.of(row(1, Part.LOCK, 0, "futex mutex at 0x4"))), 0);
    }
    assertEquals("futex mutex at 0x4", books.whole().lock());
  }

  @Test
  void whatCameAndWentBetweenTwoLooksCounts() {
    look(ThreadRows.of(List.of(row(1, Part.IPC, 0, "wait4"))), 0);
    look(ThreadRows.of(List.of(row(1, Part.IPC, 0, "wait4"))), 95);
    assertEquals(95 * MS, books.whole().moving().nanos(Part.ON_CPU));
  }

  @Test
  void threadsThatHaveEndedKeepTheirTime() {
    look(ThreadRows.of(List.of(row(1, Part.SLEEP, 50, ""), row(2, Part.SLEEP, 50, ""))), 0);
    look(ThreadRows.of(List.of(row(1, Part.SLEEP, 50, ""))), 0);
    Crowd crowd = books.whole();
    assertEquals(1, crowd.threads());
    assertEquals(150 * MS, crowd.moving().nanos(Part.ON_CPU));
  }

  @Test
  void theRecentPastForgetsWhatWas() {
    ThreadRows rows = ThreadRows.of(List.of(row(1, Part.SLEEP, 90, "")));
    look(rows, 0);
    ThreadRows.Successor next = new ThreadRows.Successor(rows);
    next.set(0, row(1, Part.SLEEP, 0, "nanosleep"));
    ThreadRows now = next.rows();
    assertEquals(1, books.recent().moved());
    for (int i = 0; i < 40; i++) {
      look(now, 0);
    }
    Crowd recent = books.recent();
    assertEquals(0, recent.moved());
    assertEquals(recent.wallNanos(), recent.still().nanos(Part.SLEEP));
    assertTrue(recent.wallNanos() >= 1_500 * MS && recent.wallNanos() <= 3_000 * MS);
    Crowd whole = books.whole();
    assertEquals(1, whole.moved());
    assertEquals(41 * LOOK, whole.wallNanos());
    assertEquals(90 * MS, whole.moving().nanos(Part.ON_CPU));
    assertEquals(40 * LOOK + 10 * MS, whole.moving().nanos(Part.SLEEP));
  }

  @Test
  void whoEndedLongAgoIsOfTheWholeTimeOnly() {
    look(ThreadRows.of(List.of(row(1, Part.SLEEP, 50, ""), row(2, Part.SLEEP, 50, ""))), 0);
    ThreadRow parked = row(3, Part.IDLE, 0, "futex");
    for (int i = 0; i < 40; i++) {
      look(ThreadRows.of(List.of(parked)), 0);
    }
    assertEquals(0, books.recent().moving().nanos(Part.ON_CPU));
    assertEquals(100 * MS, books.whole().moving().nanos(Part.ON_CPU));
  }
}
