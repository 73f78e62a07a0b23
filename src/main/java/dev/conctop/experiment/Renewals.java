package dev.conctop.experiment;

import java.util.HashMap;
import java.util.Map;

/**
 * New processes in the places of those that have worked. Two processes of the same program differ
 * for as long as they live: what was compiled, where code and memory lie. So after some rounds all
 * of them are replaced, and what two of the same differ by is in the ratios of the rounds, and so
 * in the interval.
 *
 * @param due the slot whose process has worked and is to be replaced; -1 when there is none
 * @param starting slots whose new process has not opened all it needs → since when, ns
 * @param longest how long a start has taken at most, ns; -1 while none is known
 */
record Renewals(int due, Map<Integer, Long> starting, long longest) {
  /** A process that takes longer to start than this lives on. */
  static final long LONGEST_START_NANOS = 2_500_000_000L;

  /**
   * A process works in so many rounds. Fewer would cost more starts than they tell: a process that
   * has just been warmed varies more than one that has worked for a while.
   */
  static final int ROUNDS = 4;

  private static final int NONE = -1;

  /** A start must be over well before the next one's block counts. */
  private static final double SHARE_OF_SETTLING = 0.7;

  Renewals {
    starting = Map.copyOf(starting);
  }

  static Renewals none() {
    return new Renewals(NONE, Map.of(), NONE);
  }

  /** The slot has worked. */
  Renewals worked(int slot) {
    return tooSlow() ? this : new Renewals(slot, starting, longest);
  }

  /** Its new process starts. */
  Renewals begun(int slot, long now) {
    Map<Integer, Long> all = new HashMap<>(starting);
    all.put(slot, now);
    return new Renewals(NONE, all, longest);
  }

  /** It has opened all it needs; nothing changes when it was not starting. */
  Renewals ready(int slot, long now) {
    Long since = starting.get(slot);
    return since == null ? this : gone(slot).tookAtMost(Math.max(longest, now - since));
  }

  private Renewals tookAtMost(long nanos) {
    return new Renewals(due, starting, nanos);
  }

  /** The slot is out. */
  Renewals gone(int slot) {
    Map<Integer, Long> all = new HashMap<>(starting);
    all.remove(slot);
    return new Renewals(due == slot ? NONE : due, all, longest);
  }

  boolean isDue() {
    return due != NONE;
  }

  /** Whether processes live on because starting one takes too long. */
  boolean tooSlow() {
    return longest > LONGEST_START_NANOS;
  }

  /**
   * Whether a slot may begin to work while others start: they are ready before it counts.
   *
   * @param settleNanos how long it works before that
   */
  boolean leaves(int slot, long settleNanos) {
    return starting.isEmpty()
        || (!starting.containsKey(slot)
            && longest >= 0
            && longest <= SHARE_OF_SETTLING * settleNanos);
  }
}
