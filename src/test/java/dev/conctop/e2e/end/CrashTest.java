package dev.conctop.e2e.end;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.Program;
import dev.conctop.e2e.Wire;
import dev.conctop.pty.Pty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fault on any thread of the observer ends it, in order. */
@EnabledOnOs(OS.LINUX)
class CrashTest {
  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    "probes, 0, main",
    "host.look=null, 20, main",
    "host.look, 5, sampler",
    "threads.reports, 3, subject-run",
    "threads.setRoots, 0, runs"
  })
  void theTerminalIsGivenBackBeforeTheTraceIsPrinted(String call, int after, String thread)
      throws IOException {
    Program program = new Program(home).main(CrashProgram.class);
    try (Pty pty = program.onTerminal("tui", call, Integer.toString(after))) {
      assertEquals(1, pty.awaitExit());
      Wire.assertGivenBack(pty);
      int trace = pty.raw().indexOf("Exception in thread \"" + thread + "\"");
      assertTrue(trace > pty.raw().lastIndexOf("\033[?1049l"), pty.raw());
      Wire.assertClean(pty.raw());
      assertEquals(List.of(), program.runDirectories());
    }
  }

  @ParameterizedTest
  @CsvSource({"host.look, 5, sampler", "threads.reports, 1, subject-run"})
  void withoutAScreenItEndsToo(String call, int after, String thread) throws Exception {
    Program program = new Program(home).main(CrashProgram.class);
    Program.Ended ended = program.run("headless", call, Integer.toString(after));
    assertEquals(1, ended.code());
    assertEquals("", ended.out());
    assertTrue(ended.err().startsWith("Exception in thread \"" + thread + "\""), ended.err());
    assertFalse(ended.err().contains("\033"));
    assertEquals(List.of(), program.runDirectories());
  }
}
