package dev.conctop.e2e.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.e2e.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An event loop on each of Netty's transports: what it waits for is known all the same. */
@EnabledOnOs(OS.LINUX)
class TransportsTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "io_uring"})
  void waitsForTheNetworkByAnyOfThem(String transport) throws Exception {
    Program program = new Program(home);
    Program.Ended ended =
        program.run(
            "run",
            "http-get",
            "-m",
            "event-loop",
            "-c",
            "20",
            "-p",
            "delay=50ms",
            "-p",
            "transport=" + transport,
            "-d",
            "1s",
            "--format",
            "json");
    assumeTrue(
        ended.code() != 2, () -> transport + " is not available here: " + ended.err().strip());
    assertEquals(0, ended.code(), ended.err());
    assertEquals("", ended.err());
    JsonNode document = new JsonMapper().readTree(ended.utf8());
    assertEquals(0, document.at("/tasks/failed").asInt());
    // Whatever the machine leaves it of its cores: what it waits for is the network.
    JsonNode budget = document.path("thread_budget");
    double other = 0;
    for (String part : List.of("disk", "lock", "sleep", "ipc", "idle", "unknown")) {
      assertTrue(budget.path(part).isNumber(), ended.utf8());
      other += budget.path(part).asDouble();
    }
    assertTrue(budget.path("network").asDouble() > 2 * other, ended.utf8());
    assertEquals(List.of(), program.runDirectories());
  }

  @Test
  void whatIsNotAvailableIsOneLineAndNothingIsStarted() throws Exception {
    Program program = new Program(home);
    List<String> command =
        new ArrayList<>(
            program.command(
                "run", "http-get", "-m", "event-loop", "-p", "transport=epoll", "-n", "1"));
    command.add(1, "-Dio.netty.transport.noNative=true");
    Program.Ended ended = program.run(command);
    assertEquals(2, ended.code(), ended.err());
    assertEquals(1, ended.err().lines().count(), ended.err());
    assertTrue(
        ended.err().startsWith("conctop: transport=epoll is not available here: "), ended.err());
    assertTrue(ended.err().endsWith("; take transport=nio\n"), ended.err());
    assertEquals("", ended.out());
    assertEquals(List.of(), program.runDirectories());
  }
}
