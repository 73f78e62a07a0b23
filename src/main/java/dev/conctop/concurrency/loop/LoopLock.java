package dev.conctop.concurrency.loop;

import dev.conctop.concurrency.gil.GilThread;
import org.jspecify.annotations.Nullable;

/**
 * The loop's side of an interpreter lock that it shares with its pool: held while the loop runs
 * something, let go while it sleeps in the selector, as an interpreter does. Used by the loop
 * alone.
 */
final class LoopLock {
  /** Of a loop that shares no lock. */
  static final LoopLock NONE = new LoopLock(null);

  private final @Nullable GilThread gil;
  private boolean holds;
  private boolean inTurn;

  LoopLock(@Nullable GilThread gil) {
    this.gil = gil;
  }

  /** Something of the loop begins to run. */
  void hold() {
    if (gil != null && !holds) {
      gil.take();
      holds = true;
    }
  }

  /** It has run; within a turn the lock stays with the loop. */
  void release() {
    if (gil != null && holds && !inTurn) {
      holds = false;
      gil.drop();
    }
  }

  /** Several tasks are run under one hold. */
  void beginTurn() {
    hold();
    inTurn = true;
  }

  void endTurn() {
    inTurn = false;
    release();
  }
}
