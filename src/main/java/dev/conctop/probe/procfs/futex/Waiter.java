package dev.conctop.probe.procfs.futex;

import dev.conctop.account.ThreadAccount;
import dev.conctop.sample.figure.Part;
import org.jspecify.annotations.Nullable;

/** A thread, as far as others' waits tell of it and its own tell of others. */
public interface Waiter {
  int tid();

  /** Whether it is its process's first thread. */
  boolean isMain();

  /** Where it waits in a futex; null when it does not. */
  @Nullable Site site();

  /** What it did when it was looked at last. */
  Part now();

  /** Whether it ran within the last second. */
  boolean movedLately();

  /** Whether it waits for a thread's end. */
  boolean isJoining();

  /** Whether only another thread of its process can wake it. */
  boolean isWokenFromWithin();

  /** Whether it is known to have ended. */
  boolean ended();

  /** Its books; null before the first look. */
  @Nullable ThreadAccount account();

  /** The threads of one process, or of several. */
  interface All {
    /** The thread of a number; null when there is none. */
    @Nullable Waiter thread(int tid);
  }
}
