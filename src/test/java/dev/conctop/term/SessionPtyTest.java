package dev.conctop.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.pty.Pty;
import dev.conctop.pty.Signal;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way out of a full-screen program, in a real pseudo-terminal. */
@EnabledOnOs(OS.LINUX)
class SessionPtyTest {
  private static Pty start(String... arguments) throws IOException {
    Pty pty = Pty.start(CounterProgram.command(arguments), Map.of(), 80, 24);
    pty.awaitText("count");
    return pty;
  }

  private static void assertRestored(Pty pty) throws IOException {
    assertEquals(pty.modesBefore(), pty.modes());
    assertScreenRestored(pty);
    pty.awaitNoProcess();
  }

  private static void assertScreenRestored(Pty pty) {
    pty.await(
        s ->
            !s.alternate()
                && s.mode(25)
                && s.mode(7)
                && !s.mode(1000)
                && !s.mode(1006)
                && !s.mode(2004)
                && !s.mode(2026));
    assertEquals(0, pty.shows(s -> s.unknown() == 0) ? 0 : 1, "unknown sequences");
  }

  private static void awaitGuardian(Pty pty) {
    pty.awaitTrue("the guardian", () -> pty.descendants().stream().anyMatch(Pty::isShellAtPipe));
  }

  /** The terminal is full, and was for several frames. */
  private static void awaitStuck(Pty pty) {
    int[] last = {0, 0};
    pty.awaitTrue(
        "a full terminal",
        () -> {
          int pending = pty.pending();
          last[1] = pending > 0 && pending == last[0] ? last[1] + 1 : 0;
          last[0] = pending;
          return last[1] > 20;
        });
  }

  @Test
  void takesTheTerminalAndGivesItBack() throws IOException {
    try (Pty pty = start()) {
      assertTrue(pty.shows(s -> s.alternate() && !s.mode(25) && s.mode(1000) && s.mode(2004)));
      assertFalse(pty.modesBefore().equals(pty.modes()));
      pty.type("\033[A");
      pty.awaitText("last UP");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      assertRestored(pty);
    }
  }

  @Test
  void withoutMouseAsksForNone() throws IOException {
    try (Pty pty = start("--no-mouse")) {
      assertFalse(pty.shows(s -> s.mode(1000) || s.mode(1006)));
      pty.type("q");
      assertEquals(0, pty.awaitExit());
    }
  }

  @Test
  void decodesWhatIsTyped() throws IOException {
    try (Pty pty = start()) {
      pty.type("\033");
      pty.awaitText("last ESCAPE");
      pty.type("\033[<0;5;7M");
      pty.awaitText("Mouse[action=PRESS, column=4, row=6]");
      pty.type("\033[200~a q b\033[201~");
      pty.awaitText("Pasted[text=a q b]");
      pty.type("é");
      pty.awaitText("last é");
      pty.type("\003");
      pty.awaitText("last c");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
    }
  }

  @Test
  void followsTheWindow() throws IOException {
    try (Pty pty = start()) {
      pty.resize(100, 30);
      pty.awaitText("size 100x30");
      pty.resize(1, 1);
      pty.await(s -> s.text().equals("c\n"));
      pty.resize(500, 200);
      pty.awaitText("size 500x200");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      assertRestored(pty);
    }
  }

  @ParameterizedTest
  @CsvSource({"x, crash on main", "t, crash elsewhere", "o, OutOfMemoryError"})
  void restoresBeforeTheTraceIsPrinted(String key, String trace) throws IOException {
    try (Pty pty = start()) {
      pty.type(key);
      assertEquals(1, pty.awaitExit());
      assertTrue(pty.raw().indexOf(trace) > pty.raw().indexOf(Screen.LEAVE), pty.raw());
      assertFalse(pty.raw().contains("\033[31m"));
      assertRestored(pty);
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129", "QUIT, 131"})
  void signalsEndIt(Signal signal, int code) throws IOException {
    try (Pty pty = start()) {
      pty.signal(signal);
      assertEquals(code, pty.awaitExit());
      assertRestored(pty);
      assertFalse(pty.raw().contains("Full thread dump"));
    }
  }

  @Test
  void aProgramThatDoesNotListenIsEnded() throws IOException {
    try (Pty pty = start()) {
      pty.type("d");
      pty.signal(Signal.TERM);
      assertEquals(143, pty.awaitExit());
      assertRestored(pty);
    }
  }

  @Test
  void theGuardianIsSilentAfterACleanEnd() throws IOException {
    try (Pty pty = start()) {
      awaitGuardian(pty);
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      pty.awaitNoProcess();
      int first = pty.raw().indexOf(Screen.LEAVE);
      assertTrue(first >= 0);
      assertEquals(-1, pty.raw().indexOf(Screen.LEAVE, first + 1));
    }
  }

  @Test
  void theLineIsCut() throws IOException {
    try (Pty pty = start()) {
      awaitGuardian(pty);
      pty.hangUp();
      assertEquals(129, pty.awaitExit());
      pty.awaitNoProcess();
    }
  }

  @Test
  void whatIsPrintedComesAfterTheScreen() throws IOException {
    try (Pty pty = start()) {
      pty.type("p");
      pty.awaitText("last p");
      pty.type("e");
      pty.awaitText("last e");
      assertFalse(pty.raw().contains("printed"));
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      pty.awaitText("printed to stdout");
      pty.awaitText("printed to stderr");
      assertFalse(pty.raw().contains("\033]52"));
    }
  }

  @Test
  void aTerminalThatDoesNotReadBlocksNobody() throws IOException {
    try (Pty pty = start()) {
      pty.resize(400, 100);
      pty.awaitText("size 400x100");
      pty.pauseReading(true);
      pty.type("b");
      awaitStuck(pty);
      // The messages go on being taken: the program ends although its frames are stuck.
      pty.signal(Signal.TERM);
      assertEquals(143, pty.awaitExit());
      pty.pauseReading(false);
      assertRestored(pty);
    }
  }

  @Test
  void goesOnWhereItWasWhenTheTerminalReadsAgain() throws IOException {
    try (Pty pty = start()) {
      pty.resize(400, 100);
      pty.awaitText("size 400x100");
      pty.pauseReading(true);
      pty.type("b");
      awaitStuck(pty);
      pty.pauseReading(false);
      pty.await(s -> !s.contains("dropped 0"));
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      assertRestored(pty);
    }
  }

  @Test
  void withoutATerminalSaysSoInOneLine() throws IOException {
    try (Pty pty = Pty.start(CounterProgram.command(), Map.of("TERM", "dumb"), 80, 24)) {
      assertEquals(2, pty.awaitExit());
      assertTrue(pty.raw().startsWith("no terminal: "));
      assertFalse(pty.raw().contains("\033"));
    }
  }
}
