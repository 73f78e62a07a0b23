package dev.conctop.view.latency;

import dev.conctop.sample.task.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The latency numbers that every programmer should know, as a ladder to read measured latencies
 * against, and what was measured put between its rungs. As a distance 1 ns is 100 m, so that 2 ms
 * is 200,000 km.
 */
final class Ladder {
  /** Metres that stand for a nanosecond. */
  static final double METRES_A_NANO = 100;

  /** After the list by Jeff Dean and Peter Norvig, in its common form. */
  static final List<Rung> RUNGS =
      List.of(
          new Rung("L1 cache", 0.5),
          new Rung("L2 cache", 7),
          new Rung("main memory", 100),
          new Rung("2 KB over 1 Gbps", 20_000),
          new Rung("SSD random read", 150_000),
          new Rung("1 MB from memory", 250_000),
          new Rung("same datacenter", 500_000),
          new Rung("1 MB from SSD", 1_000_000),
          new Rung("disk seek", 10_000_000),
          new Rung("1 MB from disk", 20_000_000),
          new Rung("CA→NL→CA", 150_000_000));

  private Ladder() {}

  /**
   * One line of the ladder.
   *
   * @param name what takes that long
   * @param nanos how long
   * @param measured whether it was measured here
   */
  record Rung(String name, double nanos, boolean measured) {
    Rung(String name, double nanos) {
      this(name, nanos, false);
    }

    double metres() {
      return nanos * METRES_A_NANO;
    }
  }

  /**
   * The rungs with the medians of what was measured between them, fastest first. When there are
   * more than fit, the known rungs that are farthest from anything measured are left out.
   *
   * @param most lines that fit
   */
  static List<Rung> with(Spreads spreads, int most) {
    List<Rung> all = new ArrayList<>(RUNGS);
    for (int i = 0; i < Spreads.count(); i++) {
      Series series = Spreads.at(i);
      if (spreads.has(series)) {
        String name = series.key().replace('_', ' ') + " p50";
        all.add(new Rung(name, spreads.of(series).percentile(50), true));
      }
    }
    all.sort(Comparator.comparingDouble(Rung::nanos));
    while (all.size() > Math.max(1, most) && all.stream().anyMatch(rung -> !rung.measured())) {
      all.remove(loneliest(all));
    }
    return all;
  }

  private static int loneliest(List<Rung> rungs) {
    int loneliest = 0;
    double farthest = -1;
    for (int i = 0; i < rungs.size(); i++) {
      double distance = rungs.get(i).measured() ? -1 : nearest(rungs, rungs.get(i));
      if (distance > farthest) {
        farthest = distance;
        loneliest = i;
      }
    }
    return loneliest;
  }

  /** How many times faster or slower the nearest measured one is, as a logarithm. */
  private static double nearest(List<Rung> rungs, Rung from) {
    double nearest = Double.MAX_VALUE;
    for (Rung rung : rungs) {
      if (rung.measured()) {
        double ratio = Math.log(Math.max(rung.nanos(), 0.1) / from.nanos());
        nearest = Math.min(nearest, Math.abs(ratio));
      }
    }
    return nearest == Double.MAX_VALUE ? -Math.log(from.nanos()) + 100 : nearest;
  }
}
