package dev.conctop.e2e.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.conctop.e2e.DeepStack;
import dev.conctop.e2e.Program;
import dev.conctop.e2e.Wire;
import dev.conctop.pty.Pty;
import dev.conctop.pty.Signal;
import dev.conctop.pty.VtScreen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The list of threads and one thread in full, by keyboard and by mouse. */
@EnabledOnOs(OS.LINUX)
class ThreadsScreenTest {
  @TempDir Path home;

  /** Presses the mouse where this text stands. */
  private static void click(Pty pty, String text) throws IOException {
    AtomicReference<String> at = new AtomicReference<>("");
    pty.await(
        screen -> {
          for (int row = 0; row < screen.rows(); row++) {
            int column = screen.line(row).indexOf(text);
            if (column >= 0) {
              at.set((column + 1) + ";" + (row + 1));
              return true;
            }
          }
          return false;
        });
    pty.type("\033[<0;" + at.get() + "M");
    pty.type("\033[<0;" + at.get() + "m");
  }

  private static boolean above(VtScreen screen, String first, String second) {
    int one = -1;
    int other = -1;
    for (int row = 0; row < screen.rows(); row++) {
      one = screen.line(row).contains(first) ? row : one;
      other = screen.line(row).contains(second) ? row : other;
    }
    return one >= 0 && other >= 0 && one < other;
  }

  @Test
  void sortedFoldedFilteredAndOpenedToTheLastFrame() throws IOException {
    try (DeepStack target = DeepStack.start(home);
        Pty pty = new Program(home).onTerminal("attach", Long.toString(target.pid()))) {
      pty.awaitText("▶");
      pty.resize(120, 50);
      pty.type("2");
      // The whole names are the JVM's own: the kernel cuts them.
      pty.await(s -> s.contains("folded-Thread-3") && s.contains("monitor-waiter-2"));

      pty.type("s");
      pty.await(s -> s.contains("NAME▲") && above(s, "deep-reader", "monitor-holder"));
      pty.type("r");
      pty.await(s -> s.contains("NAME▼") && above(s, "monitor-holder", "deep-reader"));
      click(pty, "NAME▼");
      pty.await(s -> s.contains("NAME▲") && above(s, "deep-reader", "monitor-holder"));
      click(pty, "SW/S");
      pty.await(s -> s.contains("SW/S▼") && !s.contains("NAME▲"));
      click(pty, "NAME");
      pty.awaitText("NAME▲");

      pty.type("p");
      pty.await(s -> s.contains("+ folded-Thread ×4") && s.contains("+ monitor-waiter ×2"));
      click(pty, "+ folded-Thread");
      click(pty, "+ folded-Thread");
      pty.await(s -> s.contains("- folded-Thread ×4") && s.contains("folded-Thread-3"));
      pty.type("p");
      pty.await(s -> !s.contains("×4"));

      pty.type("/state:network\r");
      pty.await(s -> s.contains("deep-reader") && !s.contains("monitor-holder"));
      pty.type("\r");
      pty.await(s -> s.contains("thread dump, exact") && s.contains("Deep.level1(Deep.java:"));
      pty.type("\033[F"); // End
      pty.await(s -> s.contains("Deep.level40(Deep.java:") && s.contains("java.lang.Thread.run("));
      pty.type("\033[H"); // Home
      pty.await(s -> !s.contains("java.lang.Thread.run("));
      pty.resize(120, 80);
      pty.await(
          s -> {
            boolean all = true;
            for (int level = 0; level <= DeepStack.LEVELS; level++) {
              all &= s.contains("Deep.level" + level + "(Deep.java:");
            }
            return all;
          });

      pty.type("\033");
      pty.await(s -> !s.contains("thread dump, exact"));
      pty.type("/");
      pty.awaitText("keep it");
      pty.type("\177".repeat(20) + "/monitor-\r");
      pty.await(s -> s.contains("monitor-waiter-2") && !s.contains("deep-reader"));
      pty.type("\033[H\r");
      pty.await(s -> s.contains("behind it: monitor-waiter-1, monitor-waiter-2 (2)"));
      pty.type("\033[C"); // Right
      pty.await(s -> s.contains("waits for java.lang.Object, held by monitor-holder ("));
      pty.type("\033");
      pty.await(s -> !s.contains("held by"));
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      Wire.assertGivenBack(pty);
      Wire.assertClean(pty.raw());
    }
  }

  @Test
  void anUnknownStateIsOneLineWithTheNearest() throws IOException {
    Process target = new ProcessBuilder("sleep", "600").start();
    try (Pty pty = new Program(home).onTerminal("attach", Long.toString(target.pid()))) {
      pty.awaitText("▶");
      pty.type("/state:slep\r");
      pty.awaitText("there is no state 'slep'; did you mean 'sleep'?");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
    } finally {
      target.destroyForcibly();
    }
  }

  @Test
  void aProcessThatEndsWhileItIsAskedIsSaidToHaveEnded() throws IOException {
    try (DeepStack target = DeepStack.start(home);
        Pty pty = new Program(home).onTerminal("attach", Long.toString(target.pid()))) {
      pty.awaitText("▶");
      pty.resize(120, 50);
      pty.type("2");
      pty.awaitText("monitor-waiter-2");
      pty.signal(target.pid(), Signal.STOP);
      pty.type("\r");
      pty.awaitText("asked for");
      target.close();
      pty.awaitText("process " + target.pid() + " has ended");
      pty.type("\033");
      pty.await(s -> !s.contains("Stack: ") && !s.contains("─ Thread ─"));
      pty.type("q");
      assertEquals(4, pty.awaitExit());
      Wire.assertGivenBack(pty);
    }
  }
}
