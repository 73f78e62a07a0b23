package dev.conctop.experiment.predict.task;

import java.util.List;
import java.util.SplittableRandom;

/** How times of a known mean differ from task to task. */
public sealed interface Shape {
  /** They do not. */
  record Fixed() implements Shape {
    @Override
    public double draw(SplittableRandom random) {
      return 1;
    }
  }

  /** Often short, sometimes several times the mean. */
  record Exponential() implements Shape {
    @Override
    public double draw(SplittableRandom random) {
      return -Math.log1p(-random.nextDouble());
    }
  }

  /**
   * As measured: times at equally spaced shares of the tasks, in any unit, from the least to the
   * longest; between two neighbours all are equally likely.
   *
   * @param values two at least, rising, not below 0 and not all 0
   */
  record Quantiles(List<Double> values) implements Shape {
    public Quantiles {
      values = List.copyOf(values);
      if (values.size() < 2 || mean(values) <= 0) {
        throw new IllegalArgumentException("quantiles: " + values);
      }
      for (int i = 0; i < values.size(); i++) {
        TaskVector.need("quantile", values.get(i));
        if (i > 0 && values.get(i) < values.get(i - 1)) {
          throw new IllegalArgumentException("quantiles do not rise: " + values);
        }
      }
    }

    @Override
    public double draw(SplittableRandom random) {
      double place = random.nextDouble() * (values.size() - 1);
      int below = (int) place;
      double low = values.get(below);
      return (low + (place - below) * (values.get(below + 1) - low)) / mean(values);
    }

    private static double mean(List<Double> values) {
      double sum = 0;
      for (int i = 1; i < values.size(); i++) {
        sum += (values.get(i - 1) + values.get(i)) / 2;
      }
      return sum / Math.max(1, values.size() - 1);
    }
  }

  /** One of them in means: 1 on average, not below 0. */
  double draw(SplittableRandom random);
}
