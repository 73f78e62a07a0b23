package dev.conctop.state.past;

/**
 * Tells when there was no look for much longer than usual: the observer was stopped, or the machine
 * was asleep. What is drawn over time has a gap there.
 */
final class Pauses {
  private static final int MUCH_LONGER = 5;
  private static final long LEAST_NANOS = 1_000_000_000L;

  private long lastNanos = Long.MIN_VALUE;
  private long usual;

  /**
   * A look at this monotonic time.
   *
   * @return whether a pause came before it
   */
  boolean before(long nanos) {
    boolean first = lastNanos == Long.MIN_VALUE;
    long since = first ? 0 : nanos - lastNanos;
    lastNanos = nanos;
    boolean paused = usual > 0 && since > LEAST_NANOS && since / MUCH_LONGER > usual;
    if (!paused) {
      usual = since;
    }
    return paused;
  }
}
