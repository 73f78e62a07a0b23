package dev.conctop.state.past.crowd;

import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ThreadRow;

/**
 * At which lock a thread waits most of the time that it waits for locks: where it was seen last is
 * chance, and who runs just now stands at none. The majority's vote by Boyer and Moore, each
 * sighting with the time that it stands for: one word and one sum are kept, older votes count half
 * with each turn.
 */
final class UsualLock {
  private String lock = "";
  private long votes;

  /**
   * The thread was seen.
   *
   * @param nanos for how long it did what the row says
   */
  void see(ThreadRow row, long nanos) {
    if (row.now() != Part.LOCK || row.detail().isEmpty()) {
      return;
    }
    long weight = Math.max(1, nanos);
    if (row.detail().equals(lock)) {
      votes += weight;
    } else if (votes < weight) {
      lock = row.detail();
      votes = weight - votes;
    } else {
      votes -= weight;
    }
  }

  void turn() {
    votes /= 2;
  }

  /** In the kernel's words; empty when it was never seen at one. */
  String lock() {
    return lock;
  }
}
