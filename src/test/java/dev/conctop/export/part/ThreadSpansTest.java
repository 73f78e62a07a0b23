package dev.conctop.export.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import dev.conctop.state.past.total.ThreadTotals;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadSpansTest {
  private static final long LOOK = 100;

  private final ThreadTotals totals = new ThreadTotals();
  private final ThreadSpans spans = new ThreadSpans(0);
  private final List<ThreadSpans.Span> found = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();

  private final ThreadSpans.Taker taker =
      new ThreadSpans.Taker() {
        @Override
        public void span(ThreadSpans.Span span) {
          found.add(span);
        }

        @Override
        public void ended(ThreadRow row, long nanos) {
          ended.add(row.name() + " at " + nanos);
        }
      };

  private static ThreadRow row(int tid, Part now, long onCpu, long waited, long rested) {
    Budget budget = new Budget();
    budget.add(Part.ON_CPU, onCpu, Fidelity.EXACT);
    budget.add(now, waited, Fidelity.SAMPLED);
    budget.addWall(onCpu + waited);
    return new ThreadRow(
        1, tid, "t" + tid, Role.WORKER, now, Fidelity.SAMPLED, budget, 0, 0, "", rested);
  }

  private void look(long nanos, List<ThreadRow> rows) throws Exception {
    Figure none = Figure.na("not of this test");
    ThreadsSample sample =
        new ThreadsSample(
            nanos,
            LOOK,
            new Budget(),
            new Budget(),
            rows,
            new ProcessUse(1, rows.size(), none, none, none, none),
            0);
    totals.add(sample);
    spans.add(sample, taker);
  }

  private List<String> of(int tid) {
    return found.stream()
        .filter(span -> span.row().tid() == tid)
        .map(
            span ->
                span.beginNanos()
                    + "–"
                    + span.endNanos()
                    + (span.stood() ? " stood " : " ")
                    + span.row().now().key())
        .toList();
  }

  private void assertSameAsTotals() {
    for (ThreadTotals.One one : totals.threads()) {
      for (int i = 0; i < Part.count(); i++) {
        Part part = Part.at(i);
        long sum =
            found.stream()
                .filter(span -> span.row().tid() == one.row().tid())
                .mapToLong(span -> span.budget().nanos(part))
                .sum();
        assertEquals(one.budget().nanos(part), sum, one.row().name() + " " + part.key());
      }
    }
  }

  @Test
  void whoRestsStandsUntilItMovesAgain() throws Exception {
    ThreadRow sleeper = row(1, Part.SLEEP, 10, 90, 0);
    ThreadRows rows = ThreadRows.of(List.of(sleeper, row(2, Part.LOCK, 60, 40, 0)));
    look(100, rows);
    for (int i = 2; i <= 4; i++) {
      // The second one moves at each look, the first one rests.
      ThreadRows.Successor next = new ThreadRows.Successor(rows);
      next.set(1, row(2, Part.LOCK, 50 + i, 50 - i, 0));
      rows = next.rows();
      look(100 * i, rows);
    }
    ThreadRows.Successor next = new ThreadRows.Successor(rows);
    // It rested from the first look to 400, of which the interval takes none.
    next.set(0, row(1, Part.NETWORK, 30, 70, 300));
    look(500, next.rows());
    look(600, next.rows());
    spans.finish(taker);
    assertEquals(
        List.of("0–100 sleep", "100–400 stood sleep", "400–500 network", "500–600 stood network"),
        of(1));
    assertEquals(
        List.of("0–100 lock", "100–200 lock", "200–300 lock", "300–400 lock", "400–600 stood lock"),
        of(2));
    assertSameAsTotals();
    assertTrue(ended.isEmpty(), ended.toString());
  }

  @Test
  void whoEndsStoodUntilItWasSeenLast() throws Exception {
    ThreadRow first = row(1, Part.IDLE, 0, 100, 0);
    ThreadRow second = row(2, Part.DISK, 50, 50, 0);
    look(100, ThreadRows.of(List.of(first, second)));
    look(200, ThreadRows.of(List.of(first, second)));
    look(300, ThreadRows.of(List.of(second, row(3, Part.SLEEP, 20, 30, 0))));
    spans.finish(taker);
    assertEquals(List.of("t1 at 200"), ended);
    assertEquals(List.of("0–100 idle", "100–200 stood idle"), of(1));
    assertEquals(List.of("0–100 disk", "100–300 stood disk"), of(2));
    assertEquals(List.of("250–300 sleep"), of(3));
    assertSameAsTotals();
  }
}
