package dev.conctop.report.assertion;

import java.util.List;
import java.util.Locale;

/**
 * How an assertion turned out.
 *
 * @param written as it was written
 * @param found what was found, in words
 */
public record Outcome(String written, boolean held, String found) {
  /** One line of a report. */
  public String line() {
    return String.format(Locale.ROOT, "%-10s %s: %s", held ? "holds" : "BROKEN", written, found);
  }

  /** A message for each one that does not hold. */
  public static List<String> broken(List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> !outcome.held())
        .map(outcome -> "broken: " + outcome.written() + ", " + outcome.found())
        .toList();
  }
}
