package dev.conctop.export.cast;

import java.util.OptionalLong;

/**
 * How a film of the screen is made.
 *
 * @param columns of the screen
 * @param rows of the screen
 * @param speed 1 is as fast as it was, above 0
 * @param idleNanos nothing stands still for longer, of the film's time; empty: as long as it did
 */
public record CastOptions(int columns, int rows, double speed, OptionalLong idleNanos) {
  /** What is made when nothing is said. */
  public static CastOptions usual() {
    return new CastOptions(120, 40, 1, OptionalLong.empty());
  }

  public CastOptions sized(int newColumns, int newRows) {
    return new CastOptions(newColumns, newRows, speed, idleNanos);
  }

  public CastOptions atSpeed(double newSpeed) {
    return new CastOptions(columns, rows, newSpeed, idleNanos);
  }

  public CastOptions withIdleLimit(long nanos) {
    return new CastOptions(columns, rows, speed, OptionalLong.of(nanos));
  }
}
