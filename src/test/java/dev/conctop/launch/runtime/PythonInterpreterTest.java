package dev.conctop.launch.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.Engine;
import dev.conctop.catalog.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The interpreter is found by what it says, from scripts that say it. */
@DisabledOnOs(OS.WINDOWS)
class PythonInterpreterTest {
  @TempDir Path directory;

  /** A script that answers the question with these lines, then ends with a status. */
  private Path script(String name, int status, String... lines) throws IOException {
    Path file = directory.resolve(name);
    String text = "#!/bin/sh\nprintf '%s\\n' '" + String.join("' '", lines) + "'\nexit " + status;
    Files.writeString(file, text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  private String refusal(String written, Map<String, String> env) {
    return assertThrows(IOException.class, () -> PythonInterpreter.find(written, List.of(), env))
        .getMessage();
  }

  private static Path found(String written, Map<String, String> env) throws IOException {
    return PythonInterpreter.find(written, List.of(), env).executable();
  }

  private static Path withoutLock(String written, boolean wanted, Map<String, String> env)
      throws IOException {
    return PythonInterpreter.find(written, wanted, List.of(), env).executable();
  }

  @Test
  void aShimInPathGivesTheInterpreterBehindIt() throws IOException {
    script("python3", 0, "cpython", "3.12.1", "/opt/python/bin/python3.12");
    Map<String, String> env = Map.of("PATH", "/nowhere::" + directory);
    assertEquals(Path.of("/opt/python/bin/python3.12"), found("python3", env));
  }

  @Test
  void aPathIsTakenAsItIs() throws IOException {
    Path file = script("mine", 0, "cpython", "3.9.0", "/usr/bin/mine");
    assertEquals(Path.of("/usr/bin/mine"), found(file.toString(), Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "pypy, 3.10.14, 'is pypy 3.10.14, not CPython'",
    "cpython, 3.8.18, 'is CPython 3.8.18; conctop needs 3.9 or newer'",
    "cpython, 2.7.18, 'is CPython 2.7.18; conctop needs 3.9 or newer'",
    "cpython, many, 'is CPython many; conctop needs 3.9 or newer'"
  })
  void anotherKindOrAnOldOneIsRefused(String name, String version, String words)
      throws IOException {
    Path file = script("python3", 0, name, version, "/usr/bin/python3");
    String refusal = refusal(file.toString(), Map.of());
    assertTrue(refusal.contains(words), refusal);
  }

  @Test
  void aFreeThreadedBuildIsUsedWhereOneIsWantedAndFound() throws IOException {
    script("python3", 0, "cpython", "3.12.1", "/usr/bin/python3");
    script("python3.14t", 127);
    Map<String, String> env = Map.of("PATH", "" + directory);
    assertEquals(Path.of("/usr/bin/python3"), withoutLock("python3", true, env));
    script("python3.13t", 0, "cpython", "3.13.0", "/opt/bin/python3.13t");
    assertEquals(Path.of("/opt/bin/python3.13t"), withoutLock("python3", true, env));
    assertEquals(Path.of("/usr/bin/python3"), withoutLock("python3", false, env));
    script("mine", 0, "cpython", "3.13.0", "/usr/bin/mine");
    assertEquals(Path.of("/usr/bin/mine"), withoutLock(directory + "/mine", true, env));
  }

  @Test
  void whatIsNoPythonIsRefused() throws IOException {
    assertTrue(refusal("python3", Map.of("PATH", "" + directory)).contains("is not in PATH"));
    assertTrue(refusal("/no/such", Map.of()).contains("/no/such is not a program"));
    assertTrue(refusal("" + directory, Map.of()).contains("is not a program"));
    Path silent = script("silent", 0, "hello");
    assertTrue(refusal("" + silent, Map.of()).contains("does not answer as a Python does"));
    Path broken = script("broken", 127, "cpython", "3.12.1", "/usr/bin/python3");
    assertTrue(
        refusal("" + broken, Map.of())
            .contains("does not start as CPython 3.9 or newer does (exit 127)"));
  }

  @Test
  void theForkWithoutALockIsOneOfThem() throws IOException {
    Path file = script("fork", 0, "nogil", "3.9.10", "/opt/nogil/bin/python3");
    assertEquals(Path.of("/opt/nogil/bin/python3"), withoutLock("" + file, true, Map.of()));
  }

  @Test
  void enginesAreToldWithTheirVersions() throws IOException {
    List<Engine> asked = Engines.ALL.subList(0, 3);
    Path file = script("python3", 0, "cpython", "3.12.1", "/usr/bin/python3", "0.17.0", "", "?");
    List<Engine.Found> engines = PythonInterpreter.find("" + file, asked, Map.of()).engines();
    assertEquals(List.of("0.17.0", "", "?"), engines.stream().map(Engine.Found::version).toList());
    assertEquals(List.of(true, false, true), engines.stream().map(Engine.Found::fits).toList());
    assertEquals(
        "aiohttp is not here: install python3-aiohttp (Debian) or aiohttp (pip), or --python PATH",
        engines.get(1).problem());
    assertEquals(
        "uvloop 0.9.1 is too old, 0.14 or newer is needed: install python3-uvloop (Debian) or"
            + " uvloop (pip), or --python PATH",
        new Engine.Found(asked.getFirst(), "0.9.1").problem());
  }

  @Test
  void anAnswerThatBreaksOffHasNoEngines() throws IOException {
    Path file = script("python3", 0, "cpython", "3.12.1", "/usr/bin/python3");
    assertEquals(
        List.of(""),
        PythonInterpreter.find("" + file, Engines.ALL.subList(0, 1), Map.of()).engines().stream()
            .map(Engine.Found::version)
            .toList());
  }

  @Test
  void aProgramInTheWorkingDirectoryIsNotRun() throws IOException {
    script("python3", 0, "cpython", "3.12.1", "/usr/bin/python3");
    assertTrue(refusal("python3", Map.of("PATH", ":.:relative")).contains("is not in PATH"));
  }

  @Test
  void theSourcesAreExtractedWhole() throws IOException {
    Path main = PythonSources.extract(directory.resolve("python"));
    assertEquals("__main__.py", "" + main.getFileName());
    assertTrue(Files.size(main) > 0);
    for (String name :
        new String[] {"subject.py", "models/loop.py", "workloads/cpu.py", "engines/uv.py"}) {
      assertTrue(Files.isRegularFile(main.resolveSibling(name)), name);
    }
  }
}
