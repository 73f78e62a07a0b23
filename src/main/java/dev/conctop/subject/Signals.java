package dev.conctop.subject;

/** What ends a phase early. */
final class Signals {
  private boolean stopped;
  private boolean finished;

  /** Told to stop; stays so. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /** The number of tasks is reached. */
  synchronized void finish() {
    finished = true;
    notifyAll();
  }

  synchronized boolean stopped() {
    return stopped;
  }

  synchronized boolean finished() {
    return finished;
  }

  /**
   * Waits for a signal.
   *
   * @param deadline {@link System#nanoTime} at which it gives up
   */
  synchronized void await(long deadline) throws InterruptedException {
    while (!stopped && !finished) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return;
      }
      // Rounded up, so that a phase is never cut short.
      wait(Math.min(1_000_000_000L, left) / 1_000_000 + 1);
    }
  }
}
