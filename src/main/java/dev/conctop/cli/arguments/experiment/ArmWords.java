package dev.conctop.cli.arguments.experiment;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * An arm as written: a model and what it has of its own.
 *
 * @param text as written; empty when only its model was named
 */
record ArmWords(
    String text,
    String model,
    OptionalInt workers,
    OptionalInt inFlight,
    OptionalDouble rate,
    Map<String, String> parameters) {
  private static final List<String> OPTIONS = List.of("-j", "-c", "--rate", "-p", "-m");

  /** One that has nothing of its own. */
  static ArmWords model(String model) {
    return new ArmWords(
        "", model, OptionalInt.empty(), OptionalInt.empty(), OptionalDouble.empty(), Map.of());
  }

  /**
   * Reads {@code thread-pool -j 64 -c 64 -p delay=3ms}; without a model that is empty.
   *
   * @throws BadInput one line that says what is wrong
   */
  static ArmWords parse(String text) {
    String[] words = text.strip().split("\\s+");
    String model = "";
    OptionalInt workers = OptionalInt.empty();
    OptionalInt inFlight = OptionalInt.empty();
    OptionalDouble rate = OptionalDouble.empty();
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      if (!word.startsWith("-")) {
        if (!model.isEmpty()) {
          throw wrong(text, "'" + word + "' is one word too many");
        }
        model = word;
        continue;
      }
      if (!OPTIONS.contains(word)) {
        throw wrong(text, "no option '" + word + "'" + Nearest.hint(word, OPTIONS));
      }
      if (i + 1 == words.length) {
        throw wrong(text, word + " needs a value");
      }
      String value = words[++i];
      switch (word) {
        case "-j" -> workers = OptionalInt.of(whole(text, word, value));
        case "-c" -> inFlight = OptionalInt.of(whole(text, word, value));
        case "--rate" -> rate = OptionalDouble.of(number(text, value));
        case "-m" -> model = value;
        default -> parameter(text, value, parameters);
      }
    }
    if (rate.isPresent() && inFlight.isPresent()) {
      throw wrong(text, "give either -c or --rate");
    }
    return new ArmWords(String.join(" ", words), model, workers, inFlight, rate, parameters);
  }

  /**
   * The same, with a model if it names none.
   *
   * @param usual the one that it has then; empty: it must name one
   * @throws BadInput when there is none
   */
  ArmWords orUnder(String usual) {
    if (!model.isEmpty()) {
      return this;
    }
    if (usual.isEmpty()) {
      throw wrong(text, "it names no model, and -m is not one model");
    }
    return new ArmWords(text, usual, workers, inFlight, rate, parameters);
  }

  private static void parameter(String text, String pair, Map<String, String> parameters) {
    int equals = pair.indexOf('=');
    if (equals < 1) {
      throw wrong(text, "-p " + pair + " is not key=value");
    }
    parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
  }

  private static int whole(String text, String option, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw wrong(text, option + " '" + value + "' is not a whole number");
    }
  }

  private static double number(String text, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw wrong(text, "--rate '" + value + "' is not a number");
    }
  }

  private static BadInput wrong(String text, String why) {
    return new BadInput("--arm '" + text + "': " + why);
  }
}
