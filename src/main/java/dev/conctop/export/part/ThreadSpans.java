package dev.conctop.export.part;

import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.sample.thread.ThreadRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What each thread did, as spans of time without gaps: an interval between two looks in which it
 * did something, or a longer time in which it stood in one wait. The budgets of all spans are the
 * budgets of the threads in a report. A thread that rests costs nothing. Confined to one thread.
 */
public final class ThreadSpans {
  /**
   * Some time of one thread.
   *
   * @param row who it is; of an interval also what it did
   * @param beginNanos when it began
   * @param endNanos when it ended, not before it began
   * @param budget the time, by parts; measured, so that it may differ from the length a little; not
   *     to be changed
   * @param stood whether it stood in the wait that the row ended in
   */
  public record Span(ThreadRow row, long beginNanos, long endNanos, Budget budget, boolean stood) {}

  /** Takes what is known of threads. */
  public interface Taker {
    /** The next span of a thread. */
    void span(Span span) throws IOException;

    /** A thread is there no longer; all its spans were told. */
    void ended(ThreadRow row, long nanos) throws IOException;
  }

  private static final class Known {
    ThreadRow row;
    long sinceNanos;

    /** The number of the sample that it was seen in last. */
    long seen;

    Known(ThreadRow row, long nanos) {
      this.row = row;
      this.sinceNanos = nanos;
    }
  }

  private record Moved(int place, ThreadRow row) {}

  private final long beginNanos;
  private final Map<Long, Known> living = new HashMap<>();
  private List<ThreadRow> before = List.of();
  private Known[] placed = new Known[0];
  private long lastNanos;
  private long samples;

  /**
   * @param beginNanos nothing begins before
   */
  public ThreadSpans(long beginNanos) {
    this.beginNanos = beginNanos;
  }

  /** The next sample. */
  public void add(ThreadsSample sample, Taker to) throws IOException {
    List<ThreadRow> rows = sample.threads();
    samples++;
    if (rows instanceof ThreadRows now
        && before instanceof ThreadRows then
        && now.sameOrder(then)) {
      List<Moved> moved = new ArrayList<>();
      now.changedSince(then, (place, row) -> moved.add(new Moved(place, row)));
      for (Moved each : moved) {
        see(placed[each.place()], each.row(), sample.nanos(), to);
      }
    } else {
      all(rows, sample.nanos(), to);
    }
    before = rows;
    lastNanos = sample.nanos();
  }

  private void all(List<ThreadRow> rows, long nanos, Taker to) throws IOException {
    placed = new Known[rows.size()];
    int place = 0;
    for (ThreadRow row : rows) {
      Known known = living.get(key(row));
      if (known == null) {
        known = new Known(row, nanos);
        living.put(key(row), known);
        moved(row, nanos - row.budget().wallNanos(), nanos, to);
      } else {
        see(known, row, nanos, to);
      }
      known.seen = samples;
      placed[place++] = known;
    }
    if (living.size() > rows.size()) {
      ended(to);
    }
  }

  private void ended(Taker to) throws IOException {
    for (Iterator<Known> all = living.values().iterator(); all.hasNext(); ) {
      Known known = all.next();
      if (known.seen != samples) {
        all.remove();
        stood(known, lastNanos - known.sinceNanos, lastNanos, to);
        to.ended(known.row, lastNanos);
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // a thread that rests keeps its row
  private void see(Known known, ThreadRow row, long nanos, Taker to) throws IOException {
    if (row == known.row) {
      return;
    }
    long begin =
        row.restedNanos() > 0
            ? Math.clamp(
                nanos - row.budget().wallNanos(),
                known.sinceNanos,
                Math.max(nanos, known.sinceNanos))
            : known.sinceNanos;
    stood(known, row.restedNanos(), begin, to);
    moved(row, begin, nanos, to);
    known.row = row;
    known.sinceNanos = nanos;
  }

  private void stood(Known known, long nanos, long end, Taker to) throws IOException {
    if (nanos <= 0) {
      return;
    }
    ThreadRow row = known.row;
    Budget budget = new Budget();
    Fidelity how = row.budget().fidelity(row.now());
    budget.add(row.now(), nanos, how);
    budget.addWall(nanos);
    to.span(span(row, known.sinceNanos, end, budget, true));
  }

  private void moved(ThreadRow row, long begin, long end, Taker to) throws IOException {
    if (!row.budget().isEmpty()) {
      to.span(span(row, begin, end, row.budget(), false));
    }
  }

  private Span span(ThreadRow row, long begin, long end, Budget budget, boolean stood) {
    long from = Math.max(begin, beginNanos);
    return new Span(row, from, Math.max(from, end), budget, stood);
  }

  /**
   * There are no more samples, or none that goes on from those before: what still stands is told.
   */
  public void finish(Taker to) throws IOException {
    for (Known known : living.values()) {
      stood(known, lastNanos - known.sinceNanos, lastNanos, to);
    }
    living.clear();
    before = List.of();
  }

  private static Long key(ThreadRow row) {
    return (long) row.pid() << Integer.SIZE | row.tid() & 0xffffffffL;
  }
}
