package dev.conctop.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.pty.Pty;
import dev.conctop.pty.Signal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Suspension and sudden death below an interactive shell with job control. */
@EnabledOnOs(OS.LINUX)
class JobControlPtyTest {
  private int said;

  /** A shell at its prompt, the program's command in {@code $COUNTER}. */
  private static Pty shell() throws IOException {
    Map<String, String> env =
        Map.of("COUNTER", String.join(" ", CounterProgram.command()), "PS1", "ready> ");
    Pty pty = Pty.start(List.of("bash", "--norc", "--noprofile", "-i"), env, 160, 24);
    pty.awaitText("ready>");
    return pty;
  }

  private static Pty running() throws IOException {
    Pty pty = shell();
    pty.type("$COUNTER\r");
    pty.await(s -> s.alternate() && s.contains("count"));
    return pty;
  }

  private static long counter(Pty pty) {
    return pty.descendants().stream()
        .filter(p -> p.info().command().orElse("").endsWith("java"))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  /** The shell's answer to a command, which proves that it has the terminal. */
  private String ask(Pty pty, String expression) throws IOException {
    String mark = "said" + said++ + "=";
    pty.await(s -> s.text().strip().endsWith("ready>")); // what is typed earlier may be discarded
    pty.type("echo \"${X}" + mark + expression + ".\"\r");
    pty.await(s -> s.text().matches("(?s).*\n" + mark + "[^\n]*\\.\n.*"));
    String text = pty.text();
    int at = text.indexOf("\n" + mark) + 1 + mark.length();
    return text.substring(at, text.indexOf(".\n", at));
  }

  private static void assertScreenGivenBack(Pty pty) {
    pty.await(s -> !s.alternate() && s.mode(25) && s.mode(7) && !s.mode(1000) && !s.mode(1006));
  }

  @Test
  void controlZAndForeground() throws IOException {
    try (Pty pty = shell()) {
      String modes = ask(pty, "$(stty -g)");
      pty.type("$COUNTER\r");
      pty.await(s -> s.alternate() && s.contains("count"));
      for (int round = 0; round < 3; round++) {
        pty.type("\032");
        pty.awaitText("Stopped");
        assertScreenGivenBack(pty);
        assertEquals(modes, ask(pty, "$(stty -g)"));
        pty.type("clear; fg\r");
        pty.await(s -> s.alternate() && !s.mode(25) && s.contains("last Resized"));
        pty.type("k");
        pty.awaitText("last k");
      }
      pty.type("q");
      assertScreenGivenBack(pty);
      assertEquals("0", ask(pty, "$?"));
      assertEquals(modes, ask(pty, "$(stty -g)"));
      pty.type("exit\r");
      pty.awaitExit();
      pty.awaitNoProcess();
    }
  }

  @Test
  void stoppedFromOutsideItLearnsTheNewSize() throws IOException {
    try (Pty pty = running()) {
      pty.signal(counter(pty), Signal.TSTP);
      pty.awaitText("Stopped");
      assertScreenGivenBack(pty);
      pty.resize(90, 20);
      pty.type("fg\r");
      pty.await(s -> s.alternate() && s.contains("size 90x20"));
      pty.type("q");
      assertScreenGivenBack(pty);
      assertEquals("0", ask(pty, "$?"));
    }
  }

  @Test
  void stoppedTheHardWayItRepaints() throws IOException {
    try (Pty pty = running()) {
      pty.signal(counter(pty), Signal.STOP);
      pty.awaitText("Stopped");
      pty.type("clear\r");
      pty.await(s -> !s.contains("count"));
      pty.type("fg\r");
      pty.await(s -> s.alternate() && !s.mode(25) && s.contains("last Resized"));
      String raw = pty.raw();
      int entered = raw.lastIndexOf("\033[?1049h");
      int left = raw.lastIndexOf("\033[?1049l");
      assertTrue(0 <= left && left < entered, "the screen is entered once more without being left");
      pty.type("q");
      assertScreenGivenBack(pty);
      assertEquals("0", ask(pty, "$?"));
    }
  }

  @Test
  void inTheBackgroundItWaitsAndCanBeEnded() throws IOException {
    try (Pty pty = running()) {
      pty.type("\032");
      pty.awaitText("Stopped");
      pty.type("clear; bg\r");
      pty.awaitText("ready>");
      ask(pty, "$(jobs)");
      assertScreenGivenBack(pty);
      pty.type("kill %1; wait %1\r");
      assertEquals("143", ask(pty, "$?"));
      assertScreenGivenBack(pty);
    }
  }

  @Test
  void killedItIsRestoredByTheGuardian() throws IOException {
    try (Pty pty = shell()) {
      String modes = ask(pty, "$(stty -g)");
      pty.type("$COUNTER\r");
      pty.await(s -> s.alternate() && s.contains("count"));
      long counter = counter(pty);
      awaitGuardian(pty);
      pty.signal(counter, Signal.KILL);
      pty.awaitRaw("Killed", 0);
      assertScreenGivenBack(pty);
      pty.type("\r"); // the shell's prompt may have gone with the alternate screen
      assertEquals(modes, ask(pty, "$(stty -g)"));
      pty.type("exit\r");
      pty.awaitExit();
      pty.awaitNoProcess();
    }
  }

  @Test
  void killedWhileStoppedNothingIsWritten() throws IOException {
    try (Pty pty = running()) {
      long counter = counter(pty);
      awaitGuardian(pty);
      pty.type("\032");
      pty.awaitText("Stopped");
      int before = count(pty.raw(), Screen.LEAVE);
      pty.signal(counter, Signal.KILL);
      pty.awaitTrue("its end", () -> pty.descendants().isEmpty());
      ask(pty, "$?");
      assertEquals(before, count(pty.raw(), Screen.LEAVE));
    }
  }

  private static void awaitGuardian(Pty pty) {
    pty.awaitTrue("the guardian", () -> pty.descendants().stream().anyMatch(Pty::isShellAtPipe));
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }
}
