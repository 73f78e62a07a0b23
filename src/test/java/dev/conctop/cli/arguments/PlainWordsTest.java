package dev.conctop.cli.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way and the library understand the same arguments alike. */
class PlainWordsTest {
  private final Arguments arguments = new Arguments(2, "1.2.3");

  private static String[] split(String line) {
    return line.isEmpty() ? new String[0] : line.split(" ", -1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--ascii",
        "--interval 1s --theme mono",
        "--interval=1s --no-mouse",
        "attach 1234",
        "attach --interval 1s 1234 --format json",
        "doctor",
        "doctor --format=json",
        "list",
        "list models --ascii",
        "run http-get",
        "advise http-get -c 200 -p delay=50ms --slo p99<1s --no-verify",
        "advise 12 --tree -d 3s",
        "sweep http-get -m thread-pool --over workers=1..64 -c 32 -p delay=50ms --slo p99<1s",
        "run --format json http-get",
        "run http-get -m thread-pool -j 16 -c 64 -p delay=50ms",
        "run http-get --model virtual-threads --in-flight 64 --param delay=50ms -p body=2KiB",
        "run http-get --model=event-loop --rate=100 --warm-up=0s --url=http://localhost:8080/",
        "run sum-of-squares -m gil-threads -j 2 -d 5s -n 100 --config /tmp/x --theme=a=b",
      })
  void readsPlainArgumentsAsTheLibraryDoes(String line) {
    FullWords.Asked full = (FullWords.Asked) FullWords.of(split(line));
    assertEquals(Optional.of(full.words()), PlainWords.of(split(line)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-h",
        "--version",
        "help",
        "help run",
        "run --help",
        "attach",
        "run http-get -j4",
        "run http-get -m=thread-pool",
        "run http-get -m",
        "run http-get -m -j",
        "run a b",
        "run http-get -j 2 -j 3",
        "run http-get --ascii --ascii",
        "rum http-get",
        "--ascii run",
        "run http-get --modell x",
        "--theme run",
        "run --",
        "list @file",
        "attach 12 --ascii=true",
        "run http-get --model=",
        "doctor now",
        "run  http-get",
      })
  void leavesTheRestToTheLibrary(String line) {
    assertTrue(PlainWords.of(split(line)).isEmpty(), "not taken by the short way");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "run http-gett",
        "run http-get -j many",
        "attach 12 -d 1ms",
        "list all",
        "--format yaml",
        "run http-get -p delay"
      })
  void saysTheSameOfABadValue(String line) {
    BadInput full = assertThrows(BadInput.class, () -> arguments.parseFully(split(line)));
    BadInput plain = assertThrows(BadInput.class, () -> arguments.parse(split(line)));
    assertEquals(full.getMessage(), plain.getMessage());
  }

  @Test
  void everyOptionOfEveryCommandIsReadAlike() {
    for (Syntax.Verb verb : Syntax.VERBS) {
      for (Syntax.Option option : verb.options()) {
        for (String name : option.names()) {
          String[] args = line(verb, option, name).toArray(new String[0]);
          FullWords.Asked full = (FullWords.Asked) FullWords.of(args);
          assertEquals(full.words(), PlainWords.of(args).orElseThrow(), String.join(" ", args));
        }
      }
    }
  }

  private static List<String> line(Syntax.Verb verb, Syntax.Option option, String name) {
    List<String> words = new ArrayList<>(List.of(verb.name(), name));
    if (option.kind() != Syntax.Kind.FLAG) {
      words.add("value=1");
    }
    verb.positional().ifPresent(p -> words.add("word"));
    return words;
  }
}
