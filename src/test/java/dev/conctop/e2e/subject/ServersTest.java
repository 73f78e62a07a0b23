package dev.conctop.e2e.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.Processes;
import dev.conctop.e2e.Program;
import dev.conctop.e2e.Schema;
import dev.conctop.pty.Pty;
import dev.conctop.pty.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Servers as what is watched, with those that need no engine: real processes on both sides. */
@EnabledOnOs(OS.LINUX)
class ServersTest {
  private static final String WATCHED = "dev.conctop.server.watched.WatchedMain";

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    "asyncio, http-get, loop",
    "cpython-threads, query-server, worker",
    "threads, http-post, worker",
    "netty, query-server, loop",
    "virtual-threads, http-get, carrier"
  })
  void theServerIsWhatIsWatched(String server, String workload, String role) throws Exception {
    CpythonTest.assumePython();
    Program.Ended ended =
        new Program(home)
            .run(
                "run",
                workload,
                "-m",
                "event-loop",
                "-c",
                "16",
                "-p",
                "server=" + server,
                "-p",
                "delay=5ms",
                "-d",
                "2s",
                "--warm-up",
                "200ms",
                "--format",
                "json");
    assertEquals(0, ended.code(), ended.err());
    JsonNode document = new JsonMapper().readTree(ended.utf8());
    List<String> faults = new ArrayList<>();
    new Schema(
            new JsonMapper()
                .readTree(Path.of("src/site/resources/schema/conctop.run.1.json").toFile()))
        .check(document, faults);
    assertEquals(List.of(), faults);
    assertEquals(server, document.at("/server/name").asString());
    assertEquals(server, document.at("/runtime/name").asString());
    assertTrue(document.at("/server/pid").asInt() > 1);
    assertTrue(document.at("/server/cpu_s_per_1000").asDouble() > 0);
    assertEquals("event-loop", document.at("/generator/model").asString());
    assertTrue(document.at("/generator/cores").asDouble() > 0);
    assertTrue(document.at("/tasks/throughput_per_s").asDouble() > 0);
    assertEquals(0, document.at("/tasks/failed").asInt(), document.toString());
    assertEquals(1, document.at("/subject/processes").asInt());
    assertTrue(document.at("/subject/cpu_s").asDouble() > 0);
    // Its own threads' budget: nobody of the server waits for its answer over the network.
    JsonNode budget = document.at("/thread_budget");
    assertTrue(budget.isObject(), document.at("/na").toString());
    assertTrue(budget.at("/on_cpu").asDouble() > 0);
    assertTrue(budget.at("/network").asDouble() < 0.2, budget.toString());
    assertTrue(Math.abs(budget.at("/closure_error").asDouble()) < 0.1, budget.toString());
    boolean loop = document.at("/latency_ns/loop_lag").isObject();
    assertEquals(role.equals("loop"), loop);
    assertEquals(List.of(), new Program(home).runDirectories());
  }

  @ParameterizedTest
  @ValueSource(strings = {"asyncio", "netty"})
  void killedItLeavesNothing(String server) throws Exception {
    CpythonTest.assumePython();
    Program program = new Program(home);
    String[] run = {
      "run",
      "http-get",
      "-m",
      "event-loop",
      "-p",
      "server=" + server,
      "-d",
      "10m",
      "--warm-up",
      "0s"
    };
    try (Pty pty = program.onTerminalTo(home.resolve("out"), run)) {
      pty.awaitText("measuring");
      assertEquals(0, Processes.running(pty, Processes.SERVER).size());
      assertEquals(server.equals("netty") ? 1 : 0, Processes.running(pty, WATCHED).size());
      assertEquals(1, program.runDirectories().size());
      pty.signal(Signal.KILL);
      pty.awaitNoProcess();
      assertEquals(List.of(), program.runDirectories());
    }
  }

  @Test
  void aServerThatIsKilledEndsTheRun() throws Exception {
    Program program = new Program(home);
    String[] run = {
      "run", "http-get", "-m", "event-loop", "-p", "server=threads", "-d", "10m", "--warm-up", "0s"
    };
    try (Pty pty = program.onTerminalTo(home.resolve("out"), run)) {
      pty.awaitText("measuring");
      ProcessHandle.of(Processes.one(pty, WATCHED)).orElseThrow().destroyForcibly();
      pty.awaitText("the server threads was killed by signal 9");
      assertNotEquals(0, pty.awaitExit());
      pty.awaitNoProcess();
      assertEquals(List.of(), program.runDirectories());
    }
  }

  @Test
  void anEngineThatIsNotThereIsOneLineAndNothingIsStarted() throws Exception {
    Path fake = home.resolve("fake-python");
    Files.writeString(
        fake,
        "#!/bin/sh\n[ \"$2\" = -c ] || touch started\nprintf 'cpython\\n3.12.1\\n%s\\n\\n' \"$0\"\n");
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwx------"));
    Program.Ended ended =
        new Program(home)
            .run(
                "run",
                "http-get",
                "-m",
                "event-loop",
                "-p",
                "server=aiohttp",
                "--python",
                fake.toString(),
                "-n",
                "1");
    assertEquals(2, ended.code());
    assertEquals(
        "conctop: "
            + fake
            + ": aiohttp is not here: install python3-aiohttp (Debian) or aiohttp (pip), or"
            + " --python PATH\n",
        ended.err());
    assertEquals("", ended.out());
    assertEquals(List.of(), new Program(home).runDirectories());
  }

  @Test
  void whatHasNoPartInItIsOneLine() throws Exception {
    Program.Ended ended =
        new Program(home)
            .run("run", "query-server", "-m", "event-loop", "-p", "server=tornado", "-n", "1");
    assertEquals(2, ended.code());
    assertTrue(ended.err().startsWith("conctop: server=tornado answers HTTP alone"), ended.err());
    assertEquals(1, ended.err().lines().count());
  }
}
