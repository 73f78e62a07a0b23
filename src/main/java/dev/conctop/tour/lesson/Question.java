package dev.conctop.tour.lesson;

import java.util.List;
import java.util.OptionalInt;

/** What the audience is asked before anything runs. */
public sealed interface Question {
  /** As it is asked. */
  String text();

  /** A number is guessed. */
  record Number(String text) implements Question {}

  /** One of several answers is chosen; the figure that is measured says which one was right. */
  record Choice(String text, List<Option> options) implements Question {
    /** As many as there are digits and rows for. */
    public static final int MOST = 6;

    public Choice {
      options = List.copyOf(options);
    }

    /** The first answer that a figure is one of. */
    public OptionalInt of(double measured) {
      for (int i = 0; i < options.size(); i++) {
        if (measured >= options.get(i).min() && measured <= options.get(i).max()) {
          return OptionalInt.of(i);
        }
      }
      return OptionalInt.empty();
    }
  }

  /**
   * An answer to choose.
   *
   * @param min it is right for figures from here on; -Infinity: from anywhere
   * @param max to here; Infinity: to anywhere
   */
  record Option(String say, double min, double max) {}
}
