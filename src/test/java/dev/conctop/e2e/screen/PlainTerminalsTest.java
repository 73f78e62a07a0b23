package dev.conctop.e2e.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.Program;
import dev.conctop.e2e.Wire;
import dev.conctop.pty.Pty;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** No terminal, or one that can do little. */
@EnabledOnOs(OS.LINUX)
class PlainTerminalsTest {
  @TempDir Path home;

  private Pty start(String name, String value, String... arguments) throws IOException {
    Program program = new Program(home);
    return Pty.start(program.command(arguments), program.environment(name, value), 80, 24);
  }

  @Test
  void withoutATerminalItPrintsText() throws Exception {
    Program.Ended ended = new Program(home).run();
    assertEquals(0, ended.code());
    assertEquals("", ended.err());
    assertTrue(ended.out().contains("core 0"), ended.out());
    assertFalse(ended.out().contains("\033"));
  }

  @Test
  void aScreenThatCannotBeIsRefusedInOneLine() throws Exception {
    for (String[] arguments :
        new String[][] {
          {"--format", "tui"},
          {"run", "sleep", "--format", "tui"},
          {"attach", "1", "--format", "tui"}
        }) {
      Program.Ended ended = new Program(home).run(arguments);
      assertEquals(2, ended.code());
      assertEquals("", ended.out());
      assertEquals(1, ended.err().lines().count(), ended.err());
      assertTrue(ended.err().startsWith("conctop: "), ended.err());
      assertFalse(ended.err().contains("\033"));
    }
  }

  @Test
  void aDumbTerminalIsRefusedInOneLine() throws IOException {
    try (Pty pty = start("TERM", "dumb")) {
      assertEquals(2, pty.awaitExit());
      assertTrue(pty.raw().contains("--format text"), pty.raw());
      assertEquals(1, pty.raw().lines().count(), pty.raw());
      assertFalse(pty.raw().contains("\033"));
      Wire.assertGivenBack(pty);
    }
  }

  @Test
  void withoutUtf8EveryByteHasSevenBits() throws IOException {
    try (Pty pty = start("LANG", "C", "run", "sleep", "-m", "thread-pool")) {
      pty.awaitText("thread-pool");
      pty.awaitText("00:01");
      pty.type("234?");
      pty.awaitText("Esc closes");
      pty.type("\003");
      assertEquals(0, pty.awaitExit());
      Wire.assertSevenBit(pty.raw());
      assertTrue(Wire.colours(pty.raw()));
    }
  }

  @Test
  void asciiIfAsked() throws IOException {
    try (Pty pty = start("LANG", "C.UTF-8", "--ascii")) {
      pty.awaitText("% busy");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      Wire.assertSevenBit(pty.raw());
    }
  }

  @Test
  void noColourIfAsked() throws IOException {
    try (Pty pty = start("NO_COLOR", "1")) {
      pty.awaitText("% busy");
      pty.type("123");
      pty.awaitText("┌─ Latency");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      assertFalse(Wire.colours(pty.raw()));
    }
  }
}
