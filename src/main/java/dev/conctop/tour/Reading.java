package dev.conctop.tour;

import dev.conctop.tour.lesson.Unit;

/**
 * What a lesson's run has told.
 *
 * @param measured NaN when nothing was
 * @param predicted NaN when no formula says anything
 * @param low the band's lower end; -Infinity without one
 * @param high its upper end; Infinity without one
 * @param otherLoad cores busy with what is none of ours meanwhile; NaN when unknown
 * @param missing why there is no figure; empty when there is one
 */
public record Reading(
    double measured, double predicted, double low, double high, double otherLoad, String missing) {
  /** Nothing was measured. */
  public static Reading none(String why) {
    return new Reading(
        Double.NaN,
        Double.NaN,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Double.NaN,
        why);
  }

  /** Whether there is a figure. */
  public boolean known() {
    return missing.isEmpty();
  }

  /** Whether the figure is in its band. */
  public boolean holds() {
    return known() && measured >= low && measured <= high;
  }

  /** From where to where a figure holds. */
  public String band(Unit unit) {
    if (!Double.isFinite(low)) {
      return Double.isFinite(high) ? "up to " + unit.text(high) : "anything";
    }
    return Double.isFinite(high)
        ? unit.text(low) + " – " + unit.text(high)
        : "from " + unit.text(low);
  }
}
