package dev.conctop.e2e.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.Processes;
import dev.conctop.e2e.Program;
import dev.conctop.e2e.Wire;
import dev.conctop.pty.Pty;
import dev.conctop.pty.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run in the full screen, from its start to every way out. */
@EnabledOnOs(OS.LINUX)
class RunScreenTest {
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "0000000000000000FFFF00000100007F");

  @TempDir Path home;

  private Pty start() throws IOException {
    return new Program(home)
        .onTerminal(
            "run", "http-get", "-m", "thread-pool", "-j", "4", "-c", "16", "-p", "delay=20ms");
  }

  private Pty measuring() throws IOException {
    Pty pty = start();
    pty.awaitText("▶");
    return pty;
  }

  @Test
  void startsMeasuresShowsEveryPageAndEnds() throws IOException {
    try (Pty pty = start()) {
      pty.awaitText("starting"); // words, not a blank screen
      pty.awaitText("http-get × thread-pool 4");
      pty.awaitText("16 in flight");
      pty.awaitText("IO-WAITING");
      pty.awaitText("network");
      assertSockets(pty);
      pages(pty);
      filter(pty);
      knobsAndPause(pty);
      sizes(pty);
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      Wire.assertGivenBack(pty);
      Wire.assertClean(pty.raw());
      assertEquals(List.of(), new Program(home).runDirectories());
    }
  }

  private static void assertSockets(Pty pty) throws IOException {
    assertEquals(Set.of(), Processes.listening(pty.pid()));
    assertEquals(Set.of(), Processes.listening(Processes.one(pty, Processes.SUBJECT)));
    Set<String> server = Processes.listening(Processes.one(pty, Processes.SERVER));
    assertTrue(!server.isEmpty() && LOOPBACK.containsAll(server), server.toString());
  }

  private static void pages(Pty pty) throws IOException {
    pty.type("2");
    pty.await(s -> s.contains("filter") && s.contains("worker"));
    pty.type("3");
    pty.await(s -> s.contains("p99.9") && s.contains("response"));
    pty.type("4");
    pty.awaitText("What conctop itself costs");
    pty.type("\t");
    pty.awaitText("Where thread time goes");
    pty.type("?");
    pty.awaitText("filter: text state:");
    pty.type("\033");
    pty.await(s -> !s.contains("filter: text state:"));
  }

  private static void filter(Pty pty) throws IOException {
    pty.type("/");
    pty.awaitText("Enter keep it");
    pty.type("pool-2");
    pty.await(s -> s.contains("pool-2") && !s.contains("pool-1"));
    pty.type("\r");
    pty.await(s -> !s.contains("keep it"));
    pty.type("\033");
    pty.await(s -> s.contains("pool-1") || s.contains("pool ×4")); // one line if room is short
    pty.type("1");
    pty.awaitText("Where thread time goes");
  }

  private static void knobsAndPause(Pty pty) throws IOException {
    pty.type("]");
    pty.awaitText("thread-pool 5");
    pty.type("}");
    pty.awaitText("20 in flight");
    pty.type("[{");
    pty.await(s -> s.contains("thread-pool 4") && s.contains("15 in flight"));
    pty.type(" ");
    pty.awaitText("PAUSED");
    pty.type(" ");
    pty.await(s -> !s.contains("PAUSED"));
  }

  private static void sizes(Pty pty) throws IOException {
    pty.resize(40, 10);
    pty.awaitText("this is 40×10");
    pty.resize(120, 40);
    pty.await(s -> s.contains("IO-WAITING") && s.line(39).contains("1 Overview"));
    pty.resize(80, 24);
    pty.await(s -> s.contains("IO-WAITING") && s.line(23).contains("1 Overview"));
  }

  @Test
  void aScenarioSaysWhereToLookAndWhetherItHolds() throws IOException {
    Program program = new Program(home);
    try (Pty pty =
        program.onTerminal("run", "--scenario", "deadlock-ordered", "--warm-up", "100ms")) {
      pty.awaitText("look at");
      pty.awaitText("expected tasks.failed <= 0");
      pty.awaitText("✓ tasks.failed <= 0: 0.000");
      pty.type("w"); // another run is no lesson
      pty.awaitText("WORKLOAD");
      pty.type("sleep\t");
      pty.type("\r");
      pty.await(s -> s.contains("sleep ×") && !s.contains("look at"));
      pty.type("q");
      assertEquals(0, pty.awaitExit());
    }
  }

  @Test
  void startsAnotherRunByTheKeyboardAlone() throws IOException {
    try (Pty pty = measuring()) {
      long first = Processes.one(pty, Processes.SUBJECT);
      pty.type("n");
      pty.awaitText("WORKLOAD");
      pty.type("s"); // jumps to what begins with it
      pty.awaitText("sleep:");
      pty.type("\tv");
      pty.awaitText("virtual-threads:");
      pty.type("\r");
      pty.awaitText("sleep × virtual-threads");
      pty.awaitTrue(
          "the end of the server", () -> Processes.running(pty, Processes.SERVER).isEmpty());
      // The sign of the first run may still stand beside the new title: only a process is proof.
      pty.awaitTrue(
          "another subject",
          () -> {
            List<Long> now = Processes.running(pty, Processes.SUBJECT);
            return now.size() == 1 && now.getFirst() != first;
          });
      pty.awaitText("▶");
      pty.type("\003");
      assertEquals(0, pty.awaitExit());
      Wire.assertGivenBack(pty);
      assertEquals(List.of(), new Program(home).runDirectories());
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "HUP, 129", "INT, 130", "QUIT, 131"})
  void signalsEndItAndAllThatItStarted(Signal signal, int code) throws IOException {
    try (Pty pty = new Program(home).onTerminal("run", "sleep", "-m", "thread-pool")) {
      pty.awaitText("▶");
      pty.signal(signal);
      assertEquals(code, pty.awaitExit());
      Wire.assertGivenBack(pty);
      assertEquals(List.of(), new Program(home).runDirectories());
    }
  }

  @Test
  void endsWhenTheLineIsCut() throws IOException {
    try (Pty pty = measuring()) {
      pty.hangUp();
      assertEquals(129, pty.awaitExit());
      pty.awaitNoProcess();
      assertEquals(List.of(), new Program(home).runDirectories());
    }
  }

  @Test
  void stopsAndGoesOnBelowAShell() throws IOException {
    Program program = new Program(home);
    String line = String.join(" ", program.command("run", "sleep", "-m", "thread-pool"));
    var env = program.environment("PROGRAM", line, "PS1", "ready> ");
    List<String> shell = List.of("bash", "--norc", "--noprofile", "-i");
    try (Pty pty = Pty.start(shell, env, 160, 24)) {
      pty.awaitText("ready>");
      pty.type("$PROGRAM\r");
      pty.awaitText("▶");
      pty.type("\032");
      pty.await(s -> s.contains("Stopped") && s.text().strip().endsWith("ready>"));
      // Pasting in brackets (2004) is the shell's own wish by now.
      pty.await(s -> !s.alternate() && s.mode(25) && !s.mode(1000) && !s.mode(1006));
      pty.type("clear; fg\r");
      pty.await(s -> s.alternate() && !s.mode(25) && s.contains("▶"));
      pty.type("q");
      pty.await(s -> !s.alternate() && s.text().strip().endsWith("ready>"));
      pty.type("echo code=$?.\r");
      pty.awaitText("code=0.");
      pty.type("exit\r");
      pty.awaitExit();
      Wire.assertGivenBack(pty);
    }
  }
}
