package dev.conctop.view.latency;

import dev.conctop.sample.task.Series;
import dev.conctop.state.past.total.Totals;

/** The series' spreads, each taken out once a frame at most. */
public final class Spreads {
  private static final Series[] ALL = Series.values();

  private final Totals totals;
  private final Spread[] taken = new Spread[ALL.length];
  private final boolean[] known = new boolean[ALL.length];

  public Spreads(Totals totals) {
    this.totals = totals;
    java.util.Arrays.fill(taken, Spread.nothing());
  }

  /** The spread of a series; without values when nothing was recorded. */
  public Spread of(Series series) {
    int index = series.ordinal();
    if (!known[index]) {
      known[index] = true;
      taken[index] = totals.latency(series).map(Spread::of).orElse(taken[index]);
    }
    return taken[index];
  }

  public long clipped(Series series) {
    return totals.clipped(series);
  }

  /** Whether anything was recorded, without taking it out. */
  public boolean has(Series series) {
    return totals.latency(series).map(h -> h.getTotalCount() > 0).orElse(false);
  }

  static int count() {
    return ALL.length;
  }

  static Series at(int index) {
    return ALL[index];
  }
}
