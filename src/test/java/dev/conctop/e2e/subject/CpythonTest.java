package dev.conctop.e2e.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.e2e.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** CPython subjects: a real one where there is one, and the words for what is not there. */
@EnabledOnOs(OS.LINUX)
public class CpythonTest {
  @TempDir Path home;

  public static void assumePython() throws IOException, InterruptedException {
    boolean found;
    try {
      Process process =
          new ProcessBuilder(
                  "python3", "-c", "import sys; sys.exit(not sys.version_info >= (3, 9))")
              .start();
      found = process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      found = false;
    }
    assumeTrue(found, "no CPython 3.9 or newer in PATH");
  }

  private Program.Ended run(String... arguments) throws Exception {
    return new Program(home).run(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cpython-sequential",
        "cpython-threading",
        "cpython-thread-pool",
        "cpython-asyncio",
        "cpython-multiprocessing",
        "cpython-process-pool"
      })
  void runsTheSameWorkloads(String model) throws Exception {
    assumePython();
    Program.Ended ended =
        run(
            "run",
            "sum-of-squares",
            "-m",
            model,
            "-n",
            "4",
            "-p",
            "n=20000",
            "--warm-up",
            "0s",
            "--format",
            "json");
    assertEquals(0, ended.code(), ended.err());
    JsonNode document = new JsonMapper().readTree(ended.utf8());
    assertEquals("CPython", document.at("/runtime/name").asString());
    assertTrue(document.at("/runtime/version").asString().startsWith("3."));
    assertEquals(4, document.at("/tasks/completed").asInt());
    assertEquals(0, document.at("/tasks/failed").asInt());
    assertEquals(false, document.at("/emulated").asBoolean());
    assertEquals(List.of(), new Program(home).runDirectories());
  }

  @Test
  void theTextSaysWhatRanIt() throws Exception {
    assumePython();
    Program.Ended ended =
        run("run", "sleep", "-m", "cpython-threading", "-n", "1", "--warm-up", "0s");
    assertTrue(ended.utf8().lines().skip(1).findFirst().orElse("").startsWith("on CPython 3."));
  }

  @Test
  void whatThePythonLacksIsOneLine() throws Exception {
    assumePython();
    Program.Ended ended =
        run("run", "query-db", "-m", "cpython-thread-pool", "-n", "1", "--warm-up", "0s");
    assertEquals(1, ended.code());
    assertEquals(1, ended.err().lines().count(), ended.err());
    assertTrue(ended.err().contains("needs JDBC"), ended.err());
    assertEquals("", ended.out());
  }

  @Test
  void noPythonAtAllIsOneLine() throws Exception {
    Program.Ended ended =
        run("run", "sleep", "-m", "cpython-threading", "--python", "/no/such/python", "-n", "1");
    assertEquals(1, ended.code());
    assertEquals(
        "conctop: no Python: /no/such/python is not a program (--python PATH)\n", ended.err());
    assertEquals(List.of(), new Program(home).runDirectories());
  }

  @Test
  void noPythonInPathIsOneLine() throws Exception {
    List<String> command = new ArrayList<>(List.of("env", "PATH=" + home));
    command.addAll(new Program(home).command("run", "sleep", "-m", "cpython-threading", "-n", "1"));
    Program.Ended ended = new Program(home).run(command);
    assertEquals(1, ended.code());
    assertEquals(
        "conctop: no Python: python3 is not in PATH; install CPython 3.9 or newer, or --python"
            + " PATH\n",
        ended.err());
    assertEquals("", ended.out());
  }

  @Test
  void anEngineThatIsNotThereIsOneLineAndNothingIsStarted() throws Exception {
    Path fake = home.resolve("fake-python");
    Files.writeString(
        fake,
        "#!/bin/sh\n[ \"$2\" = -c ] || touch started\nprintf 'cpython\\n3.12.1\\n%s\\n\\n' \"$0\"\n");
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwx------"));
    Program.Ended ended =
        run("run", "http-get", "-m", "cpython-uvloop", "--python", fake.toString(), "-n", "1");
    assertEquals(2, ended.code());
    assertEquals(
        "conctop: "
            + fake
            + ": uvloop is not here: install python3-uvloop (Debian) or uvloop (pip), or --python"
            + " PATH\n",
        ended.err());
    assertEquals("", ended.out());
    assertEquals(List.of(), new Program(home).runDirectories());
  }

  /** It is there and of the right version, and only its import tells. */
  @Test
  void anEngineThatBreaksOnImportIsTheSameLine() throws Exception {
    assumePython();
    Path environment = home.resolve("environment");
    Process made =
        new ProcessBuilder("python3", "-m", "venv", "--without-pip", environment.toString())
            .start();
    assumeTrue(made.waitFor(60, TimeUnit.SECONDS) && made.exitValue() == 0, "no venv module");
    Path packages;
    try (Stream<Path> all =
        Files.find(environment, 4, (path, _) -> path.endsWith("site-packages"))) {
      packages = all.findFirst().orElseThrow();
    }
    Files.createDirectories(packages.resolve("uvloop"));
    Files.writeString(
        packages.resolve("uvloop/__init__.py"), "raise ImportError('undefined symbol')\n");
    Program.Ended ended =
        run(
            "run",
            "sleep",
            "-m",
            "cpython-uvloop",
            "--python",
            environment.resolve("bin/python3").toString(),
            "-n",
            "1");
    assertEquals(2, ended.code(), ended.err());
    assertEquals(
        "conctop: uvloop cannot be imported (ImportError: undefined symbol): install"
            + " python3-uvloop (Debian) or uvloop (pip), or --python PATH\n",
        ended.err());
    assertEquals(List.of(), new Program(home).runDirectories());
  }

  /** An interpreter that answers as one does and then cannot run the subject. */
  @Test
  void oneThatBreaksIsReportedWithItsLastWords() throws Exception {
    Path fake = home.resolve("fake-python");
    Files.writeString(
        fake,
        "#!/bin/sh\n"
            + "if [ \"$2\" = -c ]; then\n"
            + "  printf 'cpython\\n3.12.1\\n%s\\n' \"$0\"\n"
            + "  exit 0\n"
            + "fi\n"
            + "echo 'Fatal Python error: init failed' >&2\n"
            + "exit 3\n");
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwx------"));
    Program.Ended ended =
        run("run", "sleep", "-m", "cpython-threading", "--python", fake.toString(), "-n", "1");
    assertEquals(1, ended.code());
    assertEquals(
        "conctop: the subject ended with exit code 3\n  Fatal Python error: init failed\n",
        ended.err());
    assertEquals(List.of(), new Program(home).runDirectories());
  }
}
