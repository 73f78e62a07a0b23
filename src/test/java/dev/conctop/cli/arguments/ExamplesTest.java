package dev.conctop.cli.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.syntax.Examples;
import dev.conctop.cli.syntax.Syntax;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the help shows as an example is a command line that is taken. */
class ExamplesTest {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  static Stream<String> lines() {
    return Stream.concat(Stream.of(Syntax.ROOT), Syntax.VERBS.stream())
        .flatMap(verb -> verb.examples().stream())
        .map(Examples.Example::line);
  }

  /** As a shell parts them, up to a pipe or where output goes. */
  private static List<String> words(String line) {
    return WORD.matcher(line.replaceFirst(" ?[>|].*\\S/.*| \\| .*", ""))
        .results()
        .map(ExamplesTest::word)
        .toList();
  }

  private static String word(MatchResult word) {
    return word.group(1) == null ? word.group(2) : word.group(1);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void isTaken(String line) {
    List<String> words = words(line);
    assertEquals("conctop", words.getFirst());
    String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
    try {
      new Arguments(2, "1.2.3").parse(arguments);
    } catch (BadInput e) {
      // Nobody has the files that it names.
      assertTrue(e.getMessage().contains("there is no file"), line + ": " + e.getMessage());
    }
  }

  @Test
  void isShownByTheCommandThatItIsAbout() {
    for (Syntax.Verb verb : Syntax.VERBS) {
      for (Examples.Example example : verb.examples()) {
        assertEquals(verb.name(), words(example.line()).get(1));
      }
    }
  }
}
