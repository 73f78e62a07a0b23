package dev.conctop.view.tour;

import java.util.List;

/**
 * Where figures lie beside each other: from 0 on, or by their powers of ten when the largest is far
 * above the smallest.
 *
 * @param log whether by powers of ten
 * @param from the figure at 0
 * @param to the figure at 1
 */
record Scale(boolean log, double from, double to) {
  /** Largest to smallest from which on the smaller ones would not be seen. */
  private static final double FAR = 30;

  private static final double MARGIN = 1.1;

  /** One that has room for all of these; what is not finite is left out. */
  static Scale of(List<Double> figures) {
    List<Double> known = figures.stream().filter(Double::isFinite).toList();
    double most = known.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    double least = known.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    if (most <= 0) {
      return new Scale(false, 0, 1);
    }
    return least > 0 && most / least > FAR
        ? new Scale(true, least / 2, most * MARGIN)
        : new Scale(false, 0, most * MARGIN);
  }

  /** The share of the whole at which a figure lies, 0 to 1; NaN for what is not finite. */
  double share(double figure) {
    if (!Double.isFinite(figure)) {
      return Double.NaN;
    }
    double share =
        log ? Math.log(Math.max(figure, from) / from) / Math.log(to / from) : figure / to;
    return Math.clamp(share, 0.0, 1.0);
  }
}
