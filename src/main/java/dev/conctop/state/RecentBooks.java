package dev.conctop.state;

import dev.conctop.sample.ThreadsSample;

/**
 * The threads' books of the last one and a half to three seconds: two of them, begun in turns, of
 * which the older one is asked.
 */
final class RecentBooks {
  private static final long TURN_NANOS = 1_500_000_000L;

  /** Where thousands of threads are asked after at every frame, an answer is good for so long. */
  private static final long KEEP_NANOS = 500_000_000L;

  private ThreadBooks older = new ThreadBooks();
  private ThreadBooks newer = new ThreadBooks();
  private boolean begun;
  private Crowd crowd = Crowd.none();
  private long nanos;
  private long crowdNanos = Long.MIN_VALUE;

  void add(ThreadsSample sample) {
    nanos = sample.nanos();
    older.add(sample);
    newer.add(sample);
    boolean due = (begun ? newer : older).ageNanos() >= TURN_NANOS;
    if (due && begun) {
      ThreadBooks swap = older;
      older = newer;
      newer = swap;
    }
    if (due) {
      begun = true;
      newer.restart();
    }
  }

  Crowd crowd() {
    if (older.ageNanos() > 0
        && (crowdNanos == Long.MIN_VALUE || nanos - crowdNanos >= KEEP_NANOS)) {
      crowd = older.crowd();
      crowdNanos = nanos;
    }
    return crowd;
  }
}
