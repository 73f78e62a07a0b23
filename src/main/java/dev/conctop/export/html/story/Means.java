package dev.conctop.export.html.story;

/** Means over time of a few figures, column by column. Confined to one thread. */
final class Means {
  private final Bins bins;
  private final double[][] sums;
  private final double[][] weights;

  Means(Bins bins, int figures) {
    this.bins = bins;
    this.sums = new double[figures][bins.count()];
    this.weights = new double[figures][bins.count()];
  }

  /** Adds figures that held from one moment to another; one that is NaN is not known. */
  void add(long from, long to, double... values) {
    double nanos = Math.max(1, to - from);
    bins.spread(
        from,
        to,
        (bin, share) -> {
          for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
              sums[i][bin] += values[i] * share * nanos;
              weights[i][bin] += share * nanos;
            }
          }
        });
  }

  /** NaN where nothing is known. */
  double at(int figure, int bin) {
    return weights[figure][bin] == 0 ? Double.NaN : sums[figure][bin] / weights[figure][bin];
  }

  /** Over the whole time; NaN where nothing is known. */
  double mean(int figure) {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < bins.count(); i++) {
      sum += sums[figure][i];
      weight += weights[figure][i];
    }
    return weight == 0 ? Double.NaN : sum / weight;
  }
}
