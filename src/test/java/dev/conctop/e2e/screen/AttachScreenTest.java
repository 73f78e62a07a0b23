package dev.conctop.e2e.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.HostileNames;
import dev.conctop.e2e.Processes;
import dev.conctop.e2e.Program;
import dev.conctop.e2e.Wire;
import dev.conctop.pty.Pty;
import dev.conctop.pty.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole machine, and processes of somebody else's, in the full screen. */
@EnabledOnOs(OS.LINUX)
class AttachScreenTest {
  @TempDir Path home;

  @Test
  void theMachine() throws IOException {
    try (Pty pty = new Program(home).onTerminal()) {
      pty.await(s -> s.contains("Cores") && s.contains("whole machine"));
      pty.awaitText("% busy");
      assertEquals(Set.of(), Processes.listening(pty.pid()));
      pty.type("1");
      pty.awaitText("1 Overview");
      pty.type("n");
      pty.awaitText("WORKLOAD");
      pty.type("\033");
      pty.await(s -> !s.contains("WORKLOAD"));
      pty.resize(40, 10);
      pty.awaitText("this is 40×10");
      pty.resize(120, 40);
      pty.await(s -> s.line(39).contains("1 Overview"));
      pty.type("\033[21~"); // F10
      assertEquals(0, pty.awaitExit());
      Wire.assertGivenBack(pty);
      Wire.assertClean(pty.raw());
    }
  }

  @Test
  void namesOfAProcessReachTheTerminalClean() throws IOException {
    Process target = HostileNames.start();
    try (Pty pty = new Program(home).onTerminal("attach", Long.toString(target.pid()))) {
      pty.awaitText("▶");
      pty.resize(120, 60);
      pty.type("2");
      // Each name shows what is harmless in it.
      pty.await(s -> HostileNames.MARKS.stream().allMatch(s::contains));
      pty.type("/");
      pty.awaitText("keep it");
      pty.type("mk1\r");
      pty.await(s -> s.contains("mk1") && !s.contains("mk2"));
      pty.type("\r");
      pty.awaitText("mk1");
      pty.type("q");
      pty.type("\003");
      assertEquals(0, pty.awaitExit());
      Wire.assertGivenBack(pty);
      Wire.assertClean(pty.raw());
      assertTrue(target.isAlive());
    } finally {
      target.destroyForcibly();
    }
  }

  @Test
  void aProcessThatEndsIsSaidToHaveEnded() throws IOException, InterruptedException {
    Process target = new ProcessBuilder("sleep", "600").start();
    try (Pty pty = new Program(home).onTerminal("attach", Long.toString(target.pid()))) {
      pty.awaitText("▶");
      target.destroyForcibly().waitFor(); // or it would stay as a zombie
      pty.awaitText("process " + target.pid() + " has ended");
      pty.type("q");
      assertEquals(4, pty.awaitExit());
      Wire.assertGivenBack(pty);
      assertTrue(pty.raw().contains("conctop: process " + target.pid() + " has ended"));
    } finally {
      target.destroyForcibly();
    }
  }

  @Test
  void processesThatComeAndGoDoNoHarm() throws IOException {
    String storm =
        "i=0; while [ $i -lt 500 ]; do /bin/true & wait; i=$((i+1)); done; exec sleep 600";
    Process target = new ProcessBuilder("sh", "-c", storm).start();
    String pid = Long.toString(target.pid());
    try (Pty pty = new Program(home).onTerminal("attach", pid, "--tree")) {
      pty.awaitText("▶");
      pty.type("2");
      pty.awaitTrue(
          "the end of the storm",
          () -> target.info().command().orElse("").endsWith("sleep") || !target.isAlive());
      pty.await(s -> s.contains("sleep"));
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      Wire.assertGivenBack(pty);
      assertFalse(pty.raw().contains("Exception"), pty.raw());
      assertTrue(target.isAlive());
    } finally {
      target.destroyForcibly();
    }
  }

  @Test
  void withFewFilesItLooksWithLessCareAndSaysSo() throws IOException {
    Process target = new ProcessBuilder("sleep", "600").start();
    Program program = new Program(home);
    List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n 64; exec \"$@\"", "sh"));
    command.addAll(program.command("attach", Long.toString(target.pid())));
    try (Pty pty = Pty.start(command, program.environment(), 80, 24)) {
      pty.awaitText("▶");
      pty.type("4");
      pty.awaitText("few file descriptors");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      Wire.assertGivenBack(pty);
    } finally {
      target.destroyForcibly();
    }
  }

  @Test
  void aProcessIsFoundInTheListAndWatched() throws IOException {
    Process target =
        new ProcessBuilder("sh", "-c", "printf pick-me-now >/proc/self/comm; read x").start();
    try (Pty pty = new Program(home).onTerminal()) {
      pty.await(s -> s.contains("Processes") && s.contains("WAITS FOR"));
      pty.awaitText("Disks: busy");
      pty.type("cc"); // by name
      pty.type("/pick-me\r");
      pty.await(s -> s.contains("pick-me-now") && s.contains(", 1 of "));
      pty.type("\r");
      pty.await(s -> s.contains("pick-me-now  pid " + target.pid()) && s.contains("▶"));
      assertEquals(Set.of(), Processes.listening(pty.pid()));
      pty.type("\033");
      pty.awaitText("whole machine");
      pty.type("q");
      assertEquals(0, pty.awaitExit());
      assertTrue(target.isAlive());
    } finally {
      target.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"the machine", "a process"})
  void endsWhenTheLineIsCutAndHarmsNobody(String what) throws IOException {
    Process target = new ProcessBuilder("sleep", "600").start();
    boolean machine = what.equals("the machine");
    String[] arguments = machine ? new String[0] : new String[] {"attach", "" + target.pid()};
    try (Pty pty = new Program(home).onTerminal(arguments)) {
      pty.awaitText(machine ? "Processes" : "▶");
      pty.hangUp();
      assertEquals(129, pty.awaitExit());
      pty.awaitNoProcess();
      assertTrue(target.isAlive());
    } finally {
      target.destroyForcibly();
    }
  }

  @Test
  void nothingIsWrittenToStandardError() throws IOException {
    Program program = new Program(home);
    Path err = home.resolve("err");
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "err=$1; shift; exec \"$@\" 2>\"$err\"", "sh"));
    command.add(err.toString());
    command.addAll(program.command());
    try (Pty pty = Pty.start(command, program.environment(), 80, 24)) {
      pty.awaitText("% busy");
      pty.awaitText("Processes");
      pty.type("1234q");
      assertEquals(0, pty.awaitExit());
      assertEquals("", Files.readString(err));
    }
  }

  @Test
  void theLastWordsOfASubjectAreClean() throws IOException {
    List<String> arguments = List.of("run", "sleep", "-m", "thread-pool");
    try (Pty pty = new Program(home).onTerminal(arguments.toArray(String[]::new))) {
      pty.awaitText("▶");
      long subject = Processes.one(pty, Processes.SUBJECT);
      HostileNames.say(subject);
      pty.signal(subject, Signal.KILL);
      pty.awaitText("killed by signal 9");
      pty.awaitText("mk9");
      pty.type("q");
      assertEquals(1, pty.awaitExit());
      Wire.assertGivenBack(pty);
      Wire.assertClean(pty.raw());
      String after = pty.raw().substring(pty.raw().lastIndexOf("\033[?1049l"));
      assertTrue(after.contains("killed by signal 9") && after.contains("mk9"), after);
    }
  }
}
