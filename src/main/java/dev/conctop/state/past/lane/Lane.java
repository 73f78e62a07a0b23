package dev.conctop.state.past.lane;

import dev.conctop.sample.figure.Part;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last intervals of one thread, or of threads that belong together: the part that took most of
 * each. What does not change costs nothing: the last part goes on until another is put, and a lane
 * that never changed has no array.
 */
public final class Lane {
  /** How many intervals are kept. */
  public static final int LENGTH = 400;

  private static final byte NOTHING = -1;

  private byte @Nullable [] parts;
  private byte last = NOTHING;

  /** The interval from which on the last part holds. */
  private long since;

  /** The last interval; {@link Long#MAX_VALUE} while it goes on. */
  private long end = Long.MAX_VALUE;

  private final Clock clock;

  /** The number of the last interval, the same for all lanes of a history. */
  static final class Clock {
    long tick;
  }

  Lane(Clock clock) {
    this.clock = clock;
  }

  /** From this interval on it is this part. */
  void put(Part part, long tick) {
    boolean wasOver = end != Long.MAX_VALUE;
    if (last == part.ordinal() && !wasOver) {
      return;
    }
    if (last != NOTHING) {
      fill(since, Math.min(tick - 1, end), last);
      if (wasOver) {
        fill(end + 1, tick - 1, NOTHING);
      }
    }
    last = (byte) part.ordinal();
    since = tick;
    end = Long.MAX_VALUE;
  }

  private void fill(long from, long to, byte part) {
    byte[] kept = parts;
    if (kept == null) {
      kept = new byte[LENGTH];
      Arrays.fill(kept, NOTHING);
      parts = kept;
    }
    for (long tick = Math.max(from, to - LENGTH + 1); tick <= to; tick++) {
      kept[(int) (tick % LENGTH)] = part;
    }
  }

  /** This interval was its last. */
  void endAt(long tick) {
    end = Math.min(end, tick);
  }

  long end() {
    return end;
  }

  /** Whether something is known of the interval {@code ago} intervals back, 0 being the last. */
  public boolean known(int ago) {
    return ago < LENGTH && at(clock.tick - ago) != NOTHING;
  }

  /** What took most of the interval {@code ago} back; ask {@link #known} first. */
  public Part part(int ago) {
    return Part.at(at(clock.tick - ago));
  }

  private byte at(long tick) {
    if (tick > end || tick < 0) {
      return NOTHING;
    }
    if (tick >= since) {
      return last;
    }
    byte[] kept = parts;
    return kept == null ? NOTHING : kept[(int) (tick % LENGTH)];
  }

  Lane copy(Clock of) {
    Lane copy = new Lane(of);
    byte[] kept = parts;
    copy.parts = kept == null ? null : kept.clone();
    copy.last = last;
    copy.since = since;
    copy.end = end;
    return copy;
  }
}
