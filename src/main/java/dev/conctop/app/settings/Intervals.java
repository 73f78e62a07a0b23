package dev.conctop.app.settings;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Quantity;

/** How often to look: the range that makes sense. */
public final class Intervals {
  private static final long FASTEST_NANOS = 20_000_000L;
  private static final long SLOWEST_NANOS = 60_000_000_000L;

  private Intervals() {}

  /**
   * Reads an interval.
   *
   * @param name what to call it in a message
   * @return nanoseconds
   * @throws BadInput when it cannot be read or is out of range
   */
  public static long check(String name, String written) {
    long nanos;
    try {
      nanos = Quantity.duration(written);
    } catch (BadInput e) {
      throw new BadInput(name + ": " + e.getMessage());
    }
    if (nanos < FASTEST_NANOS || nanos > SLOWEST_NANOS) {
      throw new BadInput(
          name
              + " "
              + written
              + " is outside "
              + Quantity.formatDuration(FASTEST_NANOS)
              + " … "
              + Quantity.formatDuration(SLOWEST_NANOS));
    }
    return nanos;
  }
}
