package dev.conctop.state.past.crowd;

import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.sample.thread.ThreadRows;
import dev.conctop.state.past.lane.ThreadKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The time of each thread, so that those that are at work can be told from those that are parked:
 * sums over all threads cannot say it. Kept for all of the watching and for the last one and a half
 * to three seconds of it. A thread whose row stays costs nothing; one whose row is new costs two
 * additions and, while the threads are the same ones, no search.
 */
public final class ThreadBooks {
  /** So long is one turn; the recent past is the turn that is running and the one before it. */
  private static final long TURN_NANOS = 1_500_000_000L;

  /** Where thousands of threads are asked after at every frame, an answer is good for so long. */
  private static final long KEEP_NANOS = 500_000_000L;

  /** Something that is summed by turns: only the running turn's sum is added to. */
  private static final class Span {
    Budget turn = new Budget();
    Budget last = new Budget();
    final Budget earlier = new Budget();
    boolean movedInTurn;
    boolean movedInLast;
    boolean movedEarlier;

    void turn() {
      earlier.addAll(last);
      movedEarlier |= movedInLast;
      Budget emptied = last;
      emptied.clear();
      last = turn;
      turn = emptied;
      movedInLast = movedInTurn;
      movedInTurn = false;
    }

    Budget time(boolean whole) {
      Budget time = turn.copy();
      time.addAll(last);
      if (whole) {
        time.addAll(earlier);
      }
      return time;
    }

    boolean moved(boolean whole) {
      return movedInTurn || movedInLast || whole && movedEarlier;
    }
  }

  private static final class Book {
    final Span span = new Span();
    final UsualLock lock = new UsualLock();
    ThreadRow row;

    /** Up to here its time is booked; from here on its row stands. */
    long bookedNanos;

    long seen;

    Book(ThreadRow row) {
      this.row = row;
    }
  }

  private final Map<Long, Book> books = new HashMap<>();

  /** The books by the places of the rows that were seen last. */
  private Book[] placed = new Book[0];

  /** Of threads that have ended: whatever ran moved. */
  private final Span ended = new Span();

  /** Time of all workers, those that came and went between two looks included. */
  private final Span workers = new Span();

  private List<ThreadRow> before = List.of();
  private long fromNanos = Long.MIN_VALUE;
  private long turnNanos;
  private long lastTurnNanos;
  private long nanos;
  private long looks;
  private Crowd recent = Crowd.none();
  private long recentNanos = Long.MIN_VALUE;

  /** Books a look; looks come in the order of their time. */
  public void add(ThreadsSample sample) {
    if (fromNanos == Long.MIN_VALUE) {
      fromNanos = sample.nanos() - sample.intervalNanos();
      turnNanos = fromNanos;
      lastTurnNanos = fromNanos;
    }
    nanos = sample.nanos();
    workers.turn.add(
        Part.ON_CPU, sample.workers().nanos(Part.ON_CPU), sample.workers().fidelity(Part.ON_CPU));
    looks++;
    List<ThreadRow> rows = sample.threads();
    if (rows instanceof ThreadRows now
        && before instanceof ThreadRows then
        && now.sameOrder(then)) {
      now.changedSince(then, this::bookAt);
    } else {
      bookAll(rows);
      closeEnded();
    }
    before = rows;
    if (nanos - turnNanos >= TURN_NANOS) {
      turn();
    }
  }

  private void bookAll(List<ThreadRow> rows) {
    placed = Arrays.copyOf(placed, rows.size());
    int place = 0;
    for (ThreadRow row : rows) {
      Book book = books.get(ThreadKey.of(row.pid(), row.tid()));
      if (book == null) {
        book = open(row);
        books.put(ThreadKey.of(row.pid(), row.tid()), book);
      }
      book.seen = looks;
      placed[place] = book;
      bookAt(place, row);
      place++;
    }
  }

  private Book open(ThreadRow row) {
    Book book = new Book(row);
    book.bookedNanos = nanos - row.budget().wallNanos();
    take(book, row);
    return book;
  }

  private void bookAt(int place, ThreadRow row) {
    Book book = placed[place];
    if (book.row != row) {
      long stood = Math.min(row.restedNanos(), nanos - row.budget().wallNanos() - book.bookedNanos);
      stand(book, stood);
      book.row = row;
      take(book, row);
    }
  }

  private void take(Book book, ThreadRow row) {
    book.span.turn.addAll(row.budget());
    book.span.movedInTurn |= moves(row);
    book.lock.see(row, row.budget().nanos(Part.LOCK));
    book.bookedNanos = nanos;
  }

  private static boolean moves(ThreadRow row) {
    Budget budget = row.budget();
    return row.switchesPerSecond() > 0
        || budget.nanos(Part.ON_CPU) > 0
        || budget.nanos(Part.RUN_QUEUE) > 0;
  }

  private static void stand(Book book, long forNanos) {
    if (forNanos > 0) {
      book.span.turn.add(book.row.now(), forNanos, book.row.fidelity());
      book.span.turn.addWall(forNanos);
      book.lock.see(book.row, forNanos);
    }
  }

  private void closeEnded() {
    if (books.size() == placed.length) {
      return;
    }
    for (Iterator<Book> all = books.values().iterator(); all.hasNext(); ) {
      Book book = all.next();
      if (book.seen != looks) {
        if (book.row.role().works()) {
          ended.turn.addAll(book.span.turn);
          ended.last.addAll(book.span.last);
          ended.earlier.addAll(book.span.earlier);
        }
        all.remove();
      }
    }
  }

  /** The time of all rows up to now is booked for good: the next row takes only what follows. */
  private void settle() {
    for (Book book : placed) {
      stand(book, nanos - book.bookedNanos);
      book.bookedNanos = nanos;
    }
  }

  private void turn() {
    settle();
    for (Book book : placed) {
      book.span.turn();
      book.lock.turn();
    }
    ended.turn();
    workers.turn();
    lastTurnNanos = turnNanos;
    turnNanos = nanos;
  }

  /** Who was at work and who was parked in the last one and a half to three seconds. */
  public Crowd recent() {
    if (nanos > lastTurnNanos
        && (recentNanos == Long.MIN_VALUE || nanos - recentNanos >= KEEP_NANOS)) {
      recent = census(false, lastTurnNanos);
      recentNanos = nanos;
    }
    return recent;
  }

  /** Who was at work and who was parked since watching began. */
  public Crowd whole() {
    return fromNanos == Long.MIN_VALUE ? Crowd.none() : census(true, fromNanos);
  }

  private Crowd census(boolean whole, long sinceNanos) {
    settle();
    Crowd.Census census = new Crowd.Census(Math.max(1, nanos - sinceNanos));
    census.ended(ended.time(whole));
    for (Book book : placed) {
      census.add(book.row, book.span.time(whole), book.span.moved(whole), book.lock.lock());
    }
    census.unseen(workers.time(whole).nanos(Part.ON_CPU));
    return census.crowd();
  }
}
