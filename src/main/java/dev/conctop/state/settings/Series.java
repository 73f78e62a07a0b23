package dev.conctop.state.settings;

/** Values that a number goes through by keys, in rising order. */
final class Series {
  private final double[] values;

  Series(double... values) {
    this.values = values.clone();
  }

  /** The value after this one, which may stand between two of the series or outside of it. */
  double next(double now, Turn turn) {
    return switch (turn) {
      case BACK -> below(now);
      case ON -> above(now, now);
      case ROUND -> above(now, values[0]);
    };
  }

  private double above(double now, double otherwise) {
    for (double value : values) {
      if (value > now) {
        return value;
      }
    }
    return otherwise;
  }

  private double below(double now) {
    for (int i = values.length - 1; i >= 0; i--) {
      if (values[i] < now) {
        return values[i];
      }
    }
    return now;
  }
}
