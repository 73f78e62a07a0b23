package dev.conctop.e2e.end;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.Processes;
import dev.conctop.e2e.Program;
import dev.conctop.e2e.subject.CpythonTest;
import dev.conctop.pty.Pty;
import dev.conctop.pty.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An observer that dies without a word leaves no process and no file behind. */
@EnabledOnOs(OS.LINUX)
class OrphansTest {
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({"http-get, thread-pool, 0", "file-read, processes, 2"})
  void killedItLeavesNothing(String workload, String model, int workers) throws IOException {
    Program program = new Program(home);
    Path out = home.resolve("out");
    String[] run = {"run", workload, "-m", model, "-j", "2", "-d", "10m", "--warm-up", "0s"};
    try (Pty pty = program.onTerminalTo(out, run)) {
      pty.awaitText("measuring");
      assertEquals(workers, Processes.running(pty, Processes.WORKER).size());
      assertEquals(1, program.runDirectories().size());
      pty.signal(Signal.KILL);
      pty.awaitNoProcess();
      assertEquals(List.of(), program.runDirectories());
    }
  }

  /** The subject is run from sources in the run's directory, and removes them itself. */
  @ParameterizedTest
  @ValueSource(strings = {"cpython-threading", "cpython-asyncio", "cpython-multiprocessing"})
  void killedItLeavesNoSourcesAndNoPython(String model) throws Exception {
    CpythonTest.assumePython();
    Program program = new Program(home);
    Path out = home.resolve("out");
    String[] run = {"run", "sleep", "-m", model, "-j", "2", "-d", "10m", "--warm-up", "0s"};
    if (model.endsWith("asyncio")) {
      run[5] = "1";
    }
    try (Pty pty = program.onTerminalTo(out, run)) {
      pty.awaitText("measuring");
      Path directory = program.runDirectories().getFirst();
      assertTrue(Files.isDirectory(directory.resolve("python/conctop_subject")));
      pty.signal(Signal.KILL);
      pty.awaitNoProcess();
      assertEquals(List.of(), program.runDirectories());
    }
  }

  @Test
  void killedInTheFullScreenItLeavesNothing() throws IOException {
    Program program = new Program(home);
    try (Pty pty = program.onTerminal("run", "http-get", "-m", "virtual-threads")) {
      pty.awaitText("▶");
      assertEquals(1, Processes.running(pty, Processes.SERVER).size());
      assertEquals(1, program.runDirectories().size());
      pty.signal(Signal.KILL);
      pty.awaitNoProcess();
      assertEquals(List.of(), program.runDirectories());
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void toldToEndItEndsAllThatItStarted(Signal signal, int code) throws IOException {
    Program program = new Program(home);
    Path out = home.resolve("out");
    try (Pty pty = program.onTerminalTo(out, "run", "http-get", "-d", "10m", "--warm-up", "0s")) {
      pty.awaitText("measuring");
      pty.signal(signal);
      assertEquals(code, pty.awaitExit());
      pty.awaitNoProcess();
      assertEquals(List.of(), program.runDirectories());
    }
  }
}
