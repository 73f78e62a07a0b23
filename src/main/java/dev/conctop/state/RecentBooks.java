package dev.conctop.state;

import dev.conctop.sample.ThreadsSample;

/**
 * The threads' books of the last one and a half to three seconds: two of them, begun in turns, of
 * which the older one is asked.
 */
final class RecentBooks {
  private static final long TURN_NANOS = 1_500_000_000L;

  private ThreadBooks older = new ThreadBooks();
  private ThreadBooks newer = new ThreadBooks();
  private boolean begun;

  void add(ThreadsSample sample) {
    older.add(sample);
    if (begun) {
      newer.add(sample);
    } else if (older.ageNanos() >= TURN_NANOS) {
      newer.restart(sample);
      begun = true;
    }
    if (begun && newer.ageNanos() >= TURN_NANOS) {
      ThreadBooks swap = older;
      older = newer;
      newer = swap;
      newer.restart(sample);
    }
  }

  Crowd crowd() {
    return older.ageNanos() == 0 ? Crowd.none() : older.crowd();
  }
}
