package dev.conctop.experiment;

import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Of two slots the ratios of a figure, round by round. */
final class Ratios {
  /**
   * What counts for nothing beside something: an arm that did nothing in a round has lost it, and
   * leaving that round out would judge it by its good ones.
   */
  private static final double NOTHING = 1e-3;

  private Ratios() {}

  /**
   * The ratios of those rounds in which both have a figure and one of them is above 0, in the
   * rounds' order.
   *
   * @param above slot whose figure is divided
   * @param below slot by whose figure it is divided
   */
  static double[] of(
      List<BlockFigures> blocks, int above, int below, ToDoubleFunction<BlockFigures> figure) {
    TreeMap<Integer, double[]> rounds = new TreeMap<>();
    for (BlockFigures block : blocks) {
      int at = block.arm() == above ? 0 : block.arm() == below ? 1 : -1;
      double value = figure.applyAsDouble(block);
      if (at >= 0 && value >= 0 && !Double.isInfinite(value)) {
        rounds.computeIfAbsent(block.round(), _ -> new double[] {-1, -1})[at] = value;
      }
    }
    return rounds.values().stream()
        .filter(pair -> pair[0] >= 0 && pair[1] >= 0 && pair[0] + pair[1] > 0)
        .mapToDouble(Ratios::ratio)
        .toArray();
  }

  private static double ratio(double[] pair) {
    double most = Math.max(pair[0], pair[1]);
    return Math.max(pair[0], NOTHING * most) / Math.max(pair[1], NOTHING * most);
  }
}
