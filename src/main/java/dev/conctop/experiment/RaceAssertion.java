package dev.conctop.experiment;

import dev.conctop.experiment.statistic.Effect;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must hold of a race: {@code A>1.1*B}, {@code A<B}. It holds only when the whole interval of
 * the ratio does.
 *
 * @param text as written
 * @param above slot of the arm on the left
 * @param below slot of the arm on the right
 * @param more whether the left is to do more
 * @param factor above 0
 */
public record RaceAssertion(String text, int above, int below, boolean more, double factor) {
  private static final Pattern FORM =
      Pattern.compile("\\s*(.+?)\\s*([<>])\\s*(?:([0-9.]+)\\s*\\*\\s*)?(.+?)\\s*");

  /** What became of it. */
  public record Outcome(RaceAssertion assertion, boolean held, String found) {}

  /**
   * Reads one.
   *
   * @param labels of the arms
   * @throws IllegalArgumentException one line that says what is wrong
   */
  public static RaceAssertion parse(String text, List<String> labels) {
    Optional<RaceAssertion> written = ofLabels(text, labels);
    if (written.isPresent()) {
      return written.get();
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "cannot read '" + text + "': such as '" + labels.get(1) + ">1.1*" + labels.get(0) + "'");
    }
    double factor = factor(matcher.group(3), text);
    return new RaceAssertion(
        text,
        arm(matcher.group(1), labels),
        arm(matcher.group(4), labels),
        matcher.group(2).equals(">"),
        factor);
  }

  /** Labels may hold any of the signs: the arms on both sides tell where the middle is. */
  private static Optional<RaceAssertion> ofLabels(String text, List<String> labels) {
    for (int at = 0; at < text.length(); at++) {
      boolean more = text.charAt(at) == '>';
      int above = labels.indexOf(text.substring(0, at).strip());
      String right = text.substring(at + 1).strip();
      if ((more || text.charAt(at) == '<') && above >= 0) {
        int below = labels.indexOf(right);
        if (below >= 0) {
          return Optional.of(new RaceAssertion(text, above, below, more, 1));
        }
      }
    }
    return Optional.empty();
  }

  private static double factor(String written, String text) {
    if (written == null) {
      return 1;
    }
    try {
      double factor = Double.parseDouble(written);
      if (factor > 0) {
        return factor;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("'" + written + "' in '" + text + "' is not a factor");
  }

  private static int arm(String name, List<String> labels) {
    int at = labels.indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException(
          "no arm is called '" + name + "'; there are " + String.join(", ", labels));
    }
    if (labels.lastIndexOf(name) != at) {
      throw new IllegalArgumentException("two arms are called '" + name + "'");
    }
    return at;
  }

  /** Whether it holds. */
  public Outcome check(Race race) {
    Effect effect = Standing.between(race, above, below);
    if (!effect.hasInterval()) {
      return new Outcome(
          this, false, "not enough rounds: " + effect.rounds() + " of " + Effect.LEAST_ROUNDS);
    }
    boolean held = more ? effect.low() > factor : effect.high() < factor;
    return new Outcome(
        this,
        held,
        String.format(
            Locale.ROOT,
            "the ratio is %.3f (%.3f–%.3f)",
            effect.ratio(),
            effect.low(),
            effect.high()));
  }
}
