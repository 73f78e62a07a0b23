package dev.conctop.concurrency.task;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The arrivals of an open loop: one every 1/rate, at times that being late does not move. They are
 * offered by a thread of its own, and by whoever ends a task when one is due.
 */
final class Schedule {
  /** Who takes arrivals. */
  interface Taker {
    Answer arrive(long intended);
  }

  /** What became of an arrival. */
  enum Answer {
    TAKEN,
    /** To be offered again, with the same intended time, when there is room. */
    NO_ROOM,
    NO_MORE
  }

  /** Backstop for a wake-up that is missed. */
  private static final long LONGEST_WAIT_NANOS = 50_000_000;

  private final Taker taker;
  private final boolean open;
  private volatile double gapNanos;
  private volatile long next;

  /** Whose turn it is to offer arrivals: the generator's, or who has ended a task. */
  private final ReentrantLock turn = new ReentrantLock();

  /** The next arrival with its fraction; changed in turns. */
  private double exact;

  private volatile boolean closed;
  private volatile boolean waitsForRoom;
  private volatile @Nullable Thread generator;

  Schedule(Taker taker, double ratePerSecond, long first) {
    this.taker = taker;
    this.open = ratePerSecond > 0;
    this.gapNanos = open ? 1e9 / ratePerSecond : 0;
    this.next = first;
    this.exact = first;
  }

  boolean isOpen() {
    return open;
  }

  void start() {
    Thread thread = Thread.ofPlatform().daemon().name("generator").unstarted(this::generate);
    generator = thread;
    thread.start();
  }

  private void generate() {
    while (!closed) {
      long until = next - System.nanoTime();
      if (until > 0) {
        LockSupport.parkNanos(this, Math.min(until, LONGEST_WAIT_NANOS));
        bringForward();
        continue;
      }
      turn.lock();
      Answer answer;
      try {
        answer = offerDue();
      } finally {
        turn.unlock();
      }
      if (answer == Answer.NO_MORE) {
        return;
      }
      if (answer == Answer.NO_ROOM) {
        LockSupport.parkNanos(this, LONGEST_WAIT_NANOS);
      }
    }
  }

  /** A rate that was turned up brings the next arrival forward. */
  private void bringForward() {
    if (next - System.nanoTime() > gapNanos) {
      turn.lock();
      try {
        if (next - System.nanoTime() > gapNanos) {
          exact = System.nanoTime() + gapNanos;
          next = (long) exact;
        }
      } finally {
        turn.unlock();
      }
    }
  }

  /** Offers all that is due now; whose turn it is. TAKEN when there was room for it. */
  private Answer offerDue() {
    while (!closed && next - System.nanoTime() <= 0) {
      waitsForRoom = true;
      Answer answer = taker.arrive(next);
      if (answer != Answer.TAKEN) {
        return answer;
      }
      waitsForRoom = false;
      exact += gapNanos;
      next = (long) exact;
    }
    return Answer.TAKEN;
  }

  /**
   * A task has ended, and whoever ended it offers what is due, as it does in a closed loop: at a
   * high rate the generator would be one more thread that wants a core for each arrival, and wakes
   * a loop that is awake.
   */
  void roomAgain() {
    boolean due = !closed && next - System.nanoTime() <= 0;
    // A task that ends while it is being offered makes room for the next one of the same turn.
    if (due && !turn.isHeldByCurrentThread() && turn.tryLock()) {
      try {
        offerDue();
      } finally {
        turn.unlock();
      }
    } else if (waitsForRoom) {
      LockSupport.unpark(generator);
    }
  }

  void setRate(double perSecond) {
    if (open && perSecond > 0) {
      gapNanos = 1e9 / perSecond;
      LockSupport.unpark(generator);
    }
  }

  long late(long now) {
    return open && !closed ? Math.max(0, now - next) : 0;
  }

  void close() {
    closed = true;
    LockSupport.unpark(generator);
  }
}
