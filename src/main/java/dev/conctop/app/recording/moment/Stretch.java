package dev.conctop.app.recording.moment;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.record.Recording;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A part of a recording, or all of it.
 *
 * @param moments of the recording, as people write them
 * @param begin the recording's first moment that counts, by the clock of its stamps
 * @param first the part's first moment
 * @param last its last
 */
public record Stretch(Moments moments, long begin, long first, long last) {
  private static final long SHORTEST = 1_000_000_000L;

  /**
   * The part that is meant.
   *
   * @param from the first moment, as written; empty: from the beginning
   * @param to the last, as written; empty: to the end
   * @throws BadInput when they are no moments of it, or too near each other
   */
  public static Stretch of(
      Recording recording, Optional<String> from, Optional<String> to, ZoneId zone) {
    long begin = begin(recording);
    Moments moments =
        new Moments(begin, recording.endNanos(), recording.header().wallNanosAt(begin), zone);
    long first = from.map(moments::of).orElse(begin);
    long last = to.map(moments::of).orElse(recording.endNanos());
    Stretch stretch = new Stretch(moments, begin, first, last);
    if (from.isPresent() || to.isPresent()) {
      stretch.check();
    }
    return stretch;
  }

  /**
   * The part between two moments, whichever comes first.
   *
   * @throws BadInput when they are too near each other
   */
  public static Stretch between(Recording recording, long one, long other, ZoneId zone) {
    long begin = begin(recording);
    long end = recording.endNanos();
    Moments moments = new Moments(begin, end, recording.header().wallNanosAt(begin), zone);
    Stretch stretch =
        new Stretch(
            moments,
            begin,
            Math.clamp(Math.min(one, other), begin, end),
            Math.clamp(Math.max(one, other), begin, end));
    stretch.check();
    return stretch;
  }

  /** What was cut out of another recording begins where it was cut. */
  private static long begin(Recording recording) {
    long begin = recording.beginNanos();
    long part = recording.header().partNanos().orElse(begin);
    return Math.clamp(part, begin, Math.max(begin, recording.endNanos()));
  }

  private void check() {
    if (last - first < SHORTEST) {
      throw new BadInput(
          "from "
              + moments.clock(first)
              + " to "
              + moments.clock(last)
              + " is less than a second of the recording");
    }
  }

  /** Whether something comes before it. */
  public boolean isPart() {
    return first > begin;
  }
}
