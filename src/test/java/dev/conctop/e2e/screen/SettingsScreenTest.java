package dev.conctop.e2e.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.conctop.e2e.Program;
import dev.conctop.e2e.Wire;
import dev.conctop.pty.Pty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The settings by keyboard and mouse, on a terminal and down to the file. */
@EnabledOnOs(OS.LINUX)
class SettingsScreenTest {
  private static final String F2 = "\033OQ";
  private static final String DOWN = "\033[B";
  private static final String RIGHT = "\033[C";

  @TempDir Path home;

  private Path file() {
    return home.resolve("conctop").resolve("config.toml");
  }

  private Pty open() throws IOException {
    Pty pty = new Program(home).onTerminal();
    pty.await(s -> s.contains("Cores") && s.contains("whole machine"));
    pty.type(F2);
    pty.awaitText("HOW IT LOOKS");
    return pty;
  }

  private static void quit(Pty pty) throws IOException {
    pty.type("q");
    assertEquals(0, pty.awaitExit());
    Wire.assertGivenBack(pty);
  }

  @Test
  void whatIsTurnedHoldsAtOnceAndIsSavedByS() throws IOException {
    Files.createDirectories(file().getParent());
    String mine = "# mine\ntheme = \"mono\" # at night\n\n[keys]\npause = \"p\"\n";
    Files.writeString(file(), mine);
    try (Pty pty = open()) {
      pty.await(s -> s.contains("▸ theme") && s.contains("mono"));
      int from = pty.raw().length();
      pty.type("\033[D"); // to high-contrast, which has colours of its own
      pty.await(s -> s.contains("high-contrast *"));
      pty.awaitRaw("\033[", from);
      pty.type(DOWN.repeat(3) + RIGHT);
      pty.awaitText("200ms *");
      assertEquals(mine, Files.readString(file()));
      pty.type("s");
      pty.awaitText("saved theme, interval to");
      pty.await(s -> !s.contains("200ms *"));
      assertEquals(
          "# mine\ntheme = \"high-contrast\" # at night\ninterval = \"200ms\"\n"
              + "\n[keys]\npause = \"p\"\n",
          Files.readString(file()));
      pty.type("\0331"); // Esc and a digit in one go: closes, and turns the page
      pty.await(s -> !s.contains("HOW IT LOOKS") && s.contains("Watch something run"));
      quit(pty);
    }
    try (Pty pty = open()) {
      pty.await(s -> s.contains("high-contrast") && s.contains("200ms"));
      pty.type("\033");
      pty.await(s -> !s.contains("HOW IT LOOKS"));
      quit(pty);
    }
  }

  @Test
  void withoutSNothingIsWritten() throws IOException {
    try (Pty pty = open()) {
      pty.type(" ");
      pty.awaitText("dark *");
      pty.type("\033");
      pty.await(s -> !s.contains("HOW IT LOOKS"));
      pty.type("n"); // the launcher stays where it was
      pty.awaitText("WORKLOAD");
      pty.type("\033");
      pty.await(s -> !s.contains("WORKLOAD"));
      quit(pty);
    }
    assertFalse(Files.exists(file().getParent()));
  }

  @Test
  void theMouseChoosesAndTurnsAndIsLeftToTheTerminal() throws IOException {
    try (Pty pty = open()) {
      click(pty, "   mouse");
      pty.awaitText("▸ mouse");
      pty.await(s -> s.mode(1000));
      click(pty, " ▸ mouse");
      pty.await(s -> !s.mode(1000) && !s.mode(1006) && s.contains("[ ] *"));
      pty.type(" ");
      pty.await(s -> s.mode(1000) && s.mode(1006) && s.contains("[x] *"));
      pty.type("\033[A "); // 7-bit characters
      pty.await(s -> s.contains("> 7-bit") && !s.contains("│"));
      pty.type(" ");
      pty.await(s -> s.contains("▸ 7-bit") && s.contains("│"));
      pty.type("\033");
      pty.await(s -> !s.contains("HOW IT LOOKS"));
      quit(pty);
    }
  }

  private static void click(Pty pty, String words) throws IOException {
    int[] at = new int[2];
    pty.await(
        s -> {
          for (int row = 0; row < 24; row++) {
            int column = s.line(row).indexOf(words);
            if (column >= 0) {
              at[0] = column + 4;
              at[1] = row + 1;
              return true;
            }
          }
          return false;
        });
    String place = at[0] + ";" + at[1];
    pty.type("\033[<0;" + place + "M\033[<0;" + place + "m");
  }
}
