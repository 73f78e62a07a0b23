package dev.conctop.export.html.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A logarithmic scale.
 *
 * @param low its lower end, above 0
 * @param high its upper end, above {@code low}
 */
public record LogScale(double low, double high) {
  private static final double[] WITHIN = {1, 2, 5};

  /** Up to so many powers of ten have marks in between. */
  private static final double FEW = 1.3;

  public LogScale {
    if (!(low > 0) || !(high > low)) {
      throw new IllegalArgumentException("a logarithmic scale goes from above 0 upwards");
    }
  }

  /** One that holds these values with a little room around them. */
  public static LogScale around(double least, double most) {
    double low = Math.max(1, least);
    double high = Math.max(low, most);
    double room = Math.pow(10, Math.max(0.04, 0.06 * Math.log10(high / low)));
    return new LogScale(low / room, high * room * 1.02);
  }

  /** Where a value is, 0 at the lower end to 1 at the upper; outside it is at an end. */
  public double at(double value) {
    if (!(value > low)) {
      return 0;
    }
    return Math.min(1, Math.log(value / low) / Math.log(high / low));
  }

  /** Marks at powers of ten, and at twice and five times these where there are few. */
  public List<Tick> ticks(DoubleFunction<String> label) {
    boolean few = Math.log10(high / low) <= FEW;
    List<Tick> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(low)); Math.pow(10, power) <= high; power++) {
      for (double step : WITHIN) {
        double value = step * Math.pow(10, power);
        boolean main = step == 1;
        if ((main || few) && value >= low && value <= high) {
          ticks.add(new Tick(at(value), label.apply(value), main || few));
        }
      }
    }
    return ticks;
  }
}
