package dev.conctop.workload.lesson;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/** How much of a shared thing each of some parties has had, and whose turn a task is. */
public final class Shares {
  private final AtomicLongArray nanos;
  private final int[] active;
  private int cursor;

  /**
   * @param parties at least 1
   */
  public Shares(int parties) {
    nanos = new AtomicLongArray(parties);
    active = new int[parties];
  }

  /** The next party in turn that has no task under way; if all have one, the next in turn. */
  public synchronized int enter() {
    int party = cursor;
    for (int i = 0; i < active.length; i++) {
      int candidate = (cursor + i) % active.length;
      if (active[candidate] == 0) {
        party = candidate;
        break;
      }
    }
    cursor = (party + 1) % active.length;
    active[party]++;
    return party;
  }

  /** A party's task has ended. */
  public synchronized void leave(int party) {
    active[party]--;
  }

  public void add(int party, long heldNanos) {
    nanos.addAndGet(party, heldNanos);
  }

  /** The smallest share of a party, 0 to 1. */
  public double least() {
    return IntStream.range(0, active.length).mapToDouble(this::share).min().orElse(0);
  }

  /** The largest share of a party, 0 to 1. */
  public double most() {
    return IntStream.range(0, active.length).mapToDouble(this::share).max().orElse(0);
  }

  /** What each would have if all had the same. */
  double fair() {
    return 1.0 / active.length;
  }

  private double share(int party) {
    long sum = IntStream.range(0, active.length).mapToLong(nanos::get).sum();
    return sum == 0 ? fair() : (double) nanos.get(party) / sum;
  }
}
