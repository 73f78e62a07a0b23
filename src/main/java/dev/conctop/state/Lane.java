package dev.conctop.state;

import dev.conctop.sample.Part;
import java.util.Arrays;

/** One thread's last intervals, the part that took most of each. */
public final class Lane {
  /** How many intervals are kept. */
  public static final int LENGTH = 400;

  private static final byte NOTHING = -1;

  private final byte[] parts = new byte[LENGTH];
  private int next;
  private long touched;

  Lane() {
    Arrays.fill(parts, NOTHING);
  }

  void add(Part part, long tick) {
    for (long missed = Math.min(tick - touched - 1, LENGTH); missed > 0 && touched > 0; missed--) {
      put(NOTHING);
    }
    put((byte) part.ordinal());
    touched = tick;
  }

  private void put(byte part) {
    parts[next] = part;
    next = (next + 1) % LENGTH;
  }

  long touched() {
    return touched;
  }

  /** Whether something is known of the interval {@code ago} intervals back, 0 being the last. */
  public boolean known(int ago) {
    return ago < LENGTH && parts[index(ago)] != NOTHING;
  }

  /** What took most of the interval {@code ago} back; ask {@link #known} first. */
  public Part part(int ago) {
    return Part.at(parts[index(ago)]);
  }

  private int index(int ago) {
    return Math.floorMod(next - 1 - ago, LENGTH);
  }

  Lane copy() {
    Lane copy = new Lane();
    System.arraycopy(parts, 0, copy.parts, 0, LENGTH);
    copy.next = next;
    copy.touched = touched;
    return copy;
  }
}
