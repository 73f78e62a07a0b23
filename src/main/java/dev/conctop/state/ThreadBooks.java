package dev.conctop.state;

import dev.conctop.sample.Budget;
import dev.conctop.sample.Part;
import dev.conctop.sample.ThreadRow;
import dev.conctop.sample.ThreadRows;
import dev.conctop.sample.ThreadsSample;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The time of each thread since a moment, so that those that are at work can be told from those
 * that are parked: sums over all threads cannot say it. A thread whose row stays costs nothing.
 */
final class ThreadBooks {
  private static final class Book {
    final Budget budget = new Budget();
    ThreadRow row;
    boolean moved;

    /** Up to here its time is booked; from here on its row stands. */
    long bookedNanos;

    long seen;

    Book(ThreadRow row) {
      this.row = row;
    }
  }

  private final Map<Long, Book> books = new HashMap<>();

  /** Of threads that have ended: whatever ran moved. */
  private final Budget ended = new Budget();

  /** Time on a core of all workers, those that came and went between two looks included. */
  private long onCpuNanos;

  private List<ThreadRow> before = List.of();
  private long fromNanos = Long.MIN_VALUE;
  private long nanos;
  private long turn;

  /**
   * Begins anew with the sample that was added last: the rows that there are stand from here on.
   * The books are emptied, not made anew, since that would be most of the garbage of a look at
   * thousands.
   */
  void restart() {
    ended.clear();
    onCpuNanos = 0;
    fromNanos = nanos;
    for (Book book : books.values()) {
      book.budget.clear();
      book.moved = false;
      book.bookedNanos = nanos;
    }
  }

  /** Time since the beginning, ns; 0 before it. */
  long ageNanos() {
    return fromNanos == Long.MIN_VALUE ? 0 : nanos - fromNanos;
  }

  void add(ThreadsSample sample) {
    if (fromNanos == Long.MIN_VALUE) {
      fromNanos = sample.nanos() - sample.intervalNanos();
    }
    nanos = sample.nanos();
    onCpuNanos += sample.workers().nanos(Part.ON_CPU);
    turn++;
    List<ThreadRow> rows = sample.threads();
    if (rows instanceof ThreadRows now
        && before instanceof ThreadRows then
        && now.sameOrder(then)) {
      now.changedSince(then, this::book);
    } else {
      for (ThreadRow row : rows) {
        book(row);
      }
      closeEnded();
    }
    before = rows;
  }

  private void book(ThreadRow row) {
    Book book =
        books.computeIfAbsent(
            History.key(row.pid(), row.tid()),
            _ -> {
              Book made = new Book(row);
              made.bookedNanos = nanos - row.budget().wallNanos();
              made.row = row;
              take(made, row);
              return made;
            });
    book.seen = turn;
    if (book.row != row) {
      long stood = Math.min(row.restedNanos(), nanos - row.budget().wallNanos() - book.bookedNanos);
      stand(book.budget, book.row, stood);
      book.row = row;
      take(book, row);
    }
  }

  private void take(Book book, ThreadRow row) {
    book.budget.addAll(row.budget());
    book.bookedNanos = nanos;
    book.moved |= moves(row);
  }

  private static boolean moves(ThreadRow row) {
    Budget budget = row.budget();
    return row.switchesPerSecond() > 0
        || budget.nanos(Part.ON_CPU) > 0
        || budget.nanos(Part.RUN_QUEUE) > 0;
  }

  private static void stand(Budget budget, ThreadRow row, long forNanos) {
    if (forNanos > 0) {
      budget.add(row.now(), forNanos, row.fidelity());
      budget.addWall(forNanos);
    }
  }

  private void closeEnded() {
    for (Iterator<Book> all = books.values().iterator(); all.hasNext(); ) {
      Book book = all.next();
      if (book.seen != turn) {
        if (book.row.role().works()) {
          ended.addAll(book.budget);
        }
        all.remove();
      }
    }
  }

  /** Who is at work and who is parked. */
  Crowd crowd() {
    Crowd.Census census = new Crowd.Census(Math.max(1, ageNanos()));
    census.ended(ended);
    for (Book book : books.values()) {
      // The row's time up to now is booked for good: the next row takes only what comes after.
      stand(book.budget, book.row, nanos - book.bookedNanos);
      book.bookedNanos = nanos;
      census.add(book.row, book.budget, book.moved);
    }
    census.unseen(onCpuNanos);
    return census.crowd();
  }
}
