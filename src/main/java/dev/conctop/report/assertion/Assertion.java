package dev.conctop.report.assertion;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.sample.figure.Figure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person asserts. The grammar, with the names of a {@link Vocabulary}:
 *
 * <pre>
 * assertion = figure operator number ["%"]        run_queue &lt; 5%, threads == 4
 *           | figure operator duration            p99 &lt;= 80ms
 *           | word equality name                  verdict == io-waiting, cause != disk
 * operator  = "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | equality
 * equality  = "==" | "!="
 * </pre>
 *
 * Blanks between the words do not count. An assertion on a figure that could not be got is broken.
 *
 * @param written as it was written
 * @param name the figure or word
 * @param unit of the figure; empty for a word
 * @param word what a word is compared with; empty for a figure
 * @param value what a figure is compared with, in its unit; NaN for a word
 */
public record Assertion(
    String written,
    String name,
    Operator operator,
    Optional<Unit> unit,
    String word,
    double value) {
  private static final Pattern FORM =
      Pattern.compile("\\s*([a-z_0-9]+)\\s*(<=|>=|==|!=|<|>)\\s*(\\S+?)\\s*(%?)\\s*");

  /**
   * Reads an assertion.
   *
   * @throws BadInput naming what is wrong and the nearest right thing
   */
  public static Assertion parse(String written, Vocabulary vocabulary) {
    Matcher form = FORM.matcher(written);
    if (!form.matches()) {
      throw new BadInput("--assert '" + written + "' is not like " + vocabulary.like());
    }
    String name = form.group(1);
    Operator operator = Operator.of(form.group(2));
    List<String> words = vocabulary.words().get(name);
    if (words != null) {
      return onWord(written, name, operator, form.group(3) + form.group(4), words);
    }
    @Nullable Unit unit = vocabulary.figures().get(name);
    if (unit == null) {
      throw new BadInput(
          "--assert: unknown figure '" + name + "'" + Nearest.hint(name, vocabulary.names()));
    }
    double value = unit.read(written, name, form.group(3), !form.group(4).isEmpty());
    return new Assertion(written, name, operator, Optional.of(unit), "", value);
  }

  private static Assertion onWord(
      String written, String name, Operator operator, String word, List<String> known) {
    if (!operator.isEquality()) {
      throw new BadInput("--assert '" + written + "': a " + name + " is compared by == or !=");
    }
    if (!known.isEmpty() && !known.contains(word)) {
      throw new BadInput(
          "--assert: unknown " + name + " '" + word + "'" + Nearest.hint(word, known));
    }
    return new Assertion(written, name, operator, Optional.empty(), word, Double.NaN);
  }

  /** Compares each with what was found. */
  public static List<Outcome> check(List<Assertion> assertions, Found found) {
    return assertions.stream().map(assertion -> assertion.check(found)).toList();
  }

  private Outcome check(Found found) {
    if (unit.isEmpty()) {
      List<String> words = found.words(name);
      boolean held = words.contains(word) == (operator == Operator.EQUAL);
      return outcome(held, words.isEmpty() ? "none" : String.join(", ", words));
    }
    Figure figure = found.figure(name);
    return figure.known()
        ? outcome(operator.holds(figure.value(), value), unit.get().words(figure.value()))
        : outcome(false, "n/a: " + figure.reason());
  }

  private Outcome outcome(boolean held, String is) {
    return new Outcome(written, held, name + " is " + is);
  }
}
