package dev.conctop.export.html.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis of percentiles on which each further nine takes the same room.
 *
 * @param nines how many it goes to, 1 upwards: 3 is 99.9 %
 */
public record PercentAxis(double nines) {
  private static final int MOST_NINES = 5;

  /** One that goes as far as so many values tell something. */
  public static PercentAxis of(long values) {
    return new PercentAxis(Math.clamp(Math.log10(Math.max(1, values)), 1, MOST_NINES));
  }

  /**
   * The percentile at a place.
   *
   * @param at 0 to 1
   * @return 0 to below 100
   */
  public double percentile(double at) {
    return 100 * (1 - Math.pow(10, -at * nines));
  }

  /** Where a percentile is, 0 at the beginning; above 1 when it is beyond the end. */
  public double at(double percentile) {
    return -Math.log10(1 - percentile / 100) / nines;
  }

  public List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    ticks.add(new Tick(0, "0", false));
    for (double percentile : new double[] {50, 90, 99, 99.9, 99.99, 99.999}) {
      double at = at(percentile);
      if (at <= 1.0001) {
        String label =
            percentile == Math.rint(percentile)
                ? String.format(Locale.ROOT, "p%.0f", percentile)
                : "p" + Double.toString(percentile);
        ticks.add(new Tick(at, label, percentile != 50 || nines < 3));
      }
    }
    return ticks;
  }
}
