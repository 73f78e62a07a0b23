package dev.conctop.catalog.scenario;

import dev.conctop.catalog.parameter.BadInput;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a scenario's run is expected to show, in terms of the document {@code conctop.run/1}. */
public sealed interface Expectation {
  /** In words, for people. */
  String words();

  /** The verdict's class, and its cause where one is named. */
  record Verdict(String kind, Optional<String> cause) implements Expectation {
    @Override
    public String words() {
      return kind + cause.map(word -> " " + word).orElse("");
    }
  }

  /** One of the verdict's findings. */
  record Finding(String name) implements Expectation {
    @Override
    public String words() {
      return "finding " + name;
    }
  }

  /**
   * A figure within bounds.
   *
   * @param path of the figure, such as {@code subject.cpu_over_wall}
   * @param over the path of what it is divided by: another figure, or a parameter that is a
   *     duration
   */
  record Figure(String path, Optional<String> over, OptionalDouble min, OptionalDouble max)
      implements Expectation {
    public Figure {
      if (min.isEmpty() && max.isEmpty()) {
        throw new BadInput("the figure " + path + " has neither min nor max");
      }
    }

    @Override
    public String words() {
      String what = path + over.map(divisor -> " / " + divisor).orElse("");
      if (max.isEmpty()) {
        return what + " >= " + number(min.getAsDouble());
      }
      return min.isEmpty()
          ? what + " <= " + number(max.getAsDouble())
          : what + " " + number(min.getAsDouble()) + " to " + number(max.getAsDouble());
    }

    private static String number(double value) {
      return value == Math.rint(value)
          ? String.format(Locale.ROOT, "%.0f", value)
          : String.format(Locale.ROOT, "%s", value);
    }
  }
}
