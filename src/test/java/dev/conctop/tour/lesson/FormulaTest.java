package dev.conctop.tour.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures in terms of others. */
class FormulaTest {
  private static final Map<String, Double> NAMES =
      Map.of("in_flight", 40.0, "parameters.switch-interval", 5e6, "arms.1.effect.ratio", 0.97);

  private static double value(String text) {
    return Formula.parse(text).value(name -> NAMES.getOrDefault(name, Double.NaN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 + 2 * 3 | 7",
        "(1 + 2) * 3 | 9",
        "10 - 4 - 3 | 3",
        "24 / 4 / 2 | 3",
        "-2 + 5 | 3",
        "- (1 + 2) | -3",
        "1_000 | 1000",
        "50ms | 5e7",
        "1.5s | 1.5e9",
        "5% | 0.05",
        "in_flight * 1s / 100ms | 400",
        "parameters.switch-interval | 5e6",
        "parameters.switch-interval - 1ms | 4e6",
        "abs(arms.1.effect.ratio - 1) | 0.03",
        "min(3, in_flight, 7) | 3",
        "max(3, in_flight) | 40",
        "min(64 / 50ms, 2 / 5ms) / (4 / 50ms) | 5",
      })
  void values(String text, double expected) {
    assertEquals(expected, value(text), 1e-9 * Math.max(1, Math.abs(expected)));
  }

  @Test
  void whatIsNotKnownIsNoNumber() {
    assertTrue(Double.isNaN(value("unknown.figure / 2")));
    assertEquals(Set.of("a.b", "c-d"), Formula.parse("a.b * c-d + a.b").names());
    assertEquals("3", Formula.of(3).text());
    assertEquals("0.5", Formula.of(0.5).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 + | '1 +': a number or a name was expected at the end",
        "(1 | '(1': ')' was expected at the end",
        "1 2 | '1 2': an operator was expected at '2'",
        "mix(1) | there is no function 'mix'; did you mean 'min'?",
        "abs(1, 2) | 'abs(1, 2)': abs takes one figure at the end",
        "5parsec | '5parsec' is not a duration (try 50ms, 1.5s)",
        "* 2 | '* 2': a number or a name was expected at '* 2'",
      })
  void mistakes(String text, String message) {
    // Quotes are the message's own.
    String said = assertThrows(BadInput.class, () -> Formula.parse(text)).getMessage();
    assertEquals(message.replace("'", ""), said.replace("'", ""));
  }

  @Test
  void hostileOnesAreRefused() {
    assertThrows(BadInput.class, () -> Formula.parse("(".repeat(400) + "1"));
    assertThrows(BadInput.class, () -> Formula.parse("1 + ".repeat(400) + "1"));
    assertThrows(BadInput.class, () -> Formula.parse(""));
  }
}
