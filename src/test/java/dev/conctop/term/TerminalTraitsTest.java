package dev.conctop.term;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.term.paint.ColorDepth;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTraitsTest {
  @ParameterizedTest
  @CsvSource({
    "TERM=xterm LANG=en_US.UTF-8, true, true, ANSI",
    "TERM=xterm-256color LANG=C.utf8, true, true, INDEXED",
    "TERM=xterm-256color COLORTERM=truecolor LANG=C, true, false, TRUE",
    "TERM=xterm-direct, true, false, TRUE",
    "TERM=screen-256color COLORTERM=truecolor LANG=C.UTF-8, true, true, INDEXED",
    "TERM=screen COLORTERM=truecolor, true, false, ANSI",
    "TERM=xterm LANG=en_US.UTF-8 LC_ALL=C, true, false, ANSI",
    "TERM=xterm LANG=C LC_CTYPE=de_DE.UTF-8, true, true, ANSI",
    "TERM=xterm LANG=de_DE.ISO-8859-1, true, false, ANSI",
    "TERM=xterm-256color NO_COLOR=1 COLORTERM=24bit, true, false, NONE",
    "TERM=xterm NO_COLOR=, true, false, ANSI",
    "TERM=vt100, true, false, NONE",
    "TERM=linux, true, false, ANSI",
    "TERM=dumb LANG=C.UTF-8, false, true, ANSI",
    "LANG=C.UTF-8, false, true, ANSI"
  })
  void fromTheEnvironment(String variables, boolean usable, boolean utf8, ColorDepth depth) {
    Map<String, String> env =
        Arrays.stream(variables.split(" "))
            .map(v -> v.split("=", -1))
            .collect(Collectors.toMap(v -> v[0], v -> v[1]));
    assertEquals(new TerminalTraits(usable, utf8, depth), TerminalTraits.from(env));
  }
}
