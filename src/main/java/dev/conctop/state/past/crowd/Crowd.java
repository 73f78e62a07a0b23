package dev.conctop.state.past.crowd;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ThreadRow;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The working threads over some time, told apart by whether they ran at all. A thread whose slices
 * stood still is parked: what it waits for neither hides nor waters down what the others do.
 *
 * @param wallNanos how long it was looked
 * @param threads working threads that live
 * @param moved how many of them ran
 * @param moving time of those that ran, those that have ended included; not to be changed
 * @param still time of those that stood still; not to be changed
 * @param stuckLock of that, time in waits for a lock that are known to be for one
 * @param busy threads that ran or wanted to for half of their time and more
 * @param busiest the one that ran or wanted to most
 * @param hampered the one that waited most for a lock of those that ran, if any waited
 * @param lock in what most waits for a lock are, in the kernel's words, with what is known of it;
 *     empty without one
 * @param parked whether nobody ran and everybody, the runtime's own included, waits in a futex of
 *     the process without a time-out: nothing from outside can wake it
 */
public record Crowd(
    long wallNanos,
    int threads,
    int moved,
    Budget moving,
    Budget still,
    long stuckLock,
    int busy,
    Optional<One> busiest,
    Optional<One> hampered,
    String lock,
    boolean parked) {
  private static final double BUSY = 0.5;

  /**
   * One thread.
   *
   * @param wanting share of its time on a core or in the run queue
   * @param onCpu share of its time on a core
   * @param locked share of its time waiting for a lock
   */
  public record One(int pid, int tid, String name, double wanting, double onCpu, double locked) {}

  /** Nothing was looked at. */
  public static Crowd none() {
    return new Crowd(
        0, 0, 0, new Budget(), new Budget(), 0, 0, Optional.empty(), Optional.empty(), "", false);
  }

  /** Whether nobody was seen. */
  public boolean isEmpty() {
    return wallNanos == 0 || (moving.isEmpty() && still.isEmpty());
  }

  /** Threads' worth of a part's time: 1 for one thread all the time. */
  public double worth(Part part) {
    return (double) (moving.nanos(part) + still.nanos(part)) / Math.max(1, wallNanos);
  }

  /** Counts threads. */
  static final class Census {
    private static final long LEAST_NANOS = 200_000_000L;

    private final long wall;
    private final Budget moving = new Budget();
    private final Budget still = new Budget();
    private final Map<String, Long> locks = new HashMap<>();
    private int threads;
    private int moved;
    private int busy;
    private long stuckLock;
    private Optional<One> busiest = Optional.empty();
    private Optional<One> hampered = Optional.empty();
    private boolean allParked = true;
    private int all;

    Census(long wallNanos) {
      wall = wallNanos;
    }

    void ended(Budget budget) {
      moving.addAll(budget);
    }

    /**
     * Counts one.
     *
     * @param lock in what it mostly waits for locks; empty when it was not seen at one
     */
    void add(ThreadRow row, Budget time, boolean ran, String lock) {
      all++;
      allParked &= !ran && parked(row);
      if (!row.role().works()) {
        return;
      }
      threads++;
      if (!lock.isEmpty() && time.nanos(Part.LOCK) > 0) {
        locks.merge(lock, time.nanos(Part.LOCK), Long::sum);
      }
      if (!ran) {
        still.addAll(time);
        stuckLock += row.fidelity() == Fidelity.EXACT ? time.nanos(Part.LOCK) : 0;
        return;
      }
      moved++;
      moving.addAll(time);
      double parts = Math.max(1, time.partsNanos());
      double onCpu = time.nanos(Part.ON_CPU) / parts;
      double wanting = onCpu + time.nanos(Part.RUN_QUEUE) / parts;
      double locked = time.nanos(Part.LOCK) / parts;
      busy += wanting >= BUSY ? 1 : 0;
      if (parts < Math.min(LEAST_NANOS, wall / 2)) {
        // A share of next to nothing says nothing.
        return;
      }
      One one = new One(row.pid(), row.tid(), row.name(), wanting, onCpu, locked);
      if (busiest.isEmpty() || wanting > busiest.get().wanting()) {
        busiest = Optional.of(one);
      }
      if (locked > 0 && (hampered.isEmpty() || locked > hampered.get().locked())) {
        hampered = Optional.of(one);
      }
    }

    /** What no thread was seen to use was used by threads that came and went between two looks. */
    void unseen(long onCpuNanos) {
      long seen = moving.nanos(Part.ON_CPU) + still.nanos(Part.ON_CPU);
      if (onCpuNanos - seen > LEAST_NANOS / 4) {
        moving.add(Part.ON_CPU, onCpuNanos - seen, Fidelity.ESTIMATED);
      }
    }

    private static boolean parked(ThreadRow row) {
      return row.detail().startsWith("futex")
          && !row.detail().contains("timed")
          && !row.detail().contains("shared")
          && !row.detail().contains("Go's");
    }

    Crowd crowd() {
      String lock = "";
      long most = 0;
      for (Map.Entry<String, Long> entry : locks.entrySet()) {
        if (entry.getValue() > most) {
          most = entry.getValue();
          lock = entry.getKey();
        }
      }
      return new Crowd(
          wall,
          threads,
          moved,
          moving,
          still,
          stuckLock,
          busy,
          busiest,
          hampered,
          lock,
          all > 0 && allParked);
    }
  }
}
