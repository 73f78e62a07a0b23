package dev.conctop.concurrency.task;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The arrivals of an open loop: one every 1/rate, at times that being late does not move. */
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
  private volatile boolean closed;
  private volatile boolean waitsForRoom;
  private volatile @Nullable Thread generator;

  Schedule(Taker taker, double ratePerSecond, long first) {
    this.taker = taker;
    this.open = ratePerSecond > 0;
    this.gapNanos = open ? 1e9 / ratePerSecond : 0;
    this.next = first;
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
    double exact = next;
    while (!closed) {
      long now = System.nanoTime();
      long until = next - now;
      if (until > 0) {
        LockSupport.parkNanos(this, Math.min(until, LONGEST_WAIT_NANOS));
        // A rate that was turned up brings the next arrival forward.
        if (next - System.nanoTime() > gapNanos) {
          exact = System.nanoTime() + gapNanos;
          next = (long) exact;
        }
        continue;
      }
      waitsForRoom = true;
      Answer answer = taker.arrive(next);
      switch (answer) {
        case TAKEN -> {
          waitsForRoom = false;
          exact += gapNanos;
          next = (long) exact;
        }
        case NO_ROOM -> LockSupport.parkNanos(this, LONGEST_WAIT_NANOS);
        case NO_MORE -> {
          return;
        }
      }
    }
  }

  void roomAgain() {
    if (waitsForRoom) {
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
