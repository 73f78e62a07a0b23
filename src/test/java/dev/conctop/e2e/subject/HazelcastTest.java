package dev.conctop.e2e.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.e2e.Processes;
import dev.conctop.e2e.Program;
import dev.conctop.pty.Pty;
import dev.conctop.pty.Signal;
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
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tasks in a cluster of members: done and counted, whoever of them dies. */
@EnabledOnOs(OS.LINUX)
class HazelcastTest {
  private static final String MEMBER = "dev.conctop.concurrency.grid.MemberProcess";

  @TempDir Path home;

  private Program.Ended program(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("env", "-u", "XDG_CACHE_HOME"));
    command.addAll(new Program(home).command(arguments));
    return new Program(home).run(command);
  }

  private JsonNode run(String workload, String tasks, String... more) throws Exception {
    assumeTrue(Jars.putInto(home, "hazelcast"), "hazelcast is not here");
    List<String> arguments =
        new ArrayList<>(
            List.of("run", workload, "-m", "hazelcast", "-j", "2", "-c", "8", "-n", tasks));
    arguments.addAll(List.of("--warm-up", "0s", "--format", "json"));
    arguments.addAll(List.of(more));
    Program.Ended ended = program(arguments.toArray(String[]::new));
    assertEquals(0, ended.code(), ended.err());
    JsonNode document = new JsonMapper().readTree(ended.utf8());
    assertEquals(List.of(), new Program(home).runDirectories());
    JsonNode counts = document.path("tasks");
    assertEquals(
        Long.parseLong(tasks),
        counts.path("completed").asLong() + counts.path("failed").asLong(),
        ended.utf8());
    assertEquals(
        document.at("/gauges/tasks_lost").asLong(), counts.path("failed").asLong(), ended.utf8());
    return document;
  }

  /** Of the other two ways to send tasks all are done even though a member is killed: below. */
  @Test
  void tasksAreDoneAndCounted() throws Exception {
    JsonNode document = run("sum-of-squares", "200", "-p", "n=1000", "-p", "executor=member");
    assertEquals(200, document.at("/tasks/completed").asInt());
    assertEquals(2, document.at("/gauges/nodes").asInt());
    assertTrue(document.at("/runtime/version").asString().contains("with hazelcast 5."));
  }

  @Test
  void aJobsPartsComeBackFromItsMembers() throws Exception {
    JsonNode document =
        run("word-count", "64", "-p", "chunk=1KiB", "-p", "chunks=8", "-p", "skew=2");
    assertEquals(8, document.at("/gauges/jobs").asInt());
  }

  @ParameterizedTest
  @CsvSource({"submit", "durable"})
  void theTasksOfAKilledMemberAreDoneByOthers(String executor) throws Exception {
    JsonNode document =
        run(
            "sleep",
            "200",
            "-p",
            "delay=20ms",
            "-p",
            "kill-node=2@300ms",
            "-p",
            "executor=" + executor);
    assertEquals(200, document.at("/tasks/completed").asInt());
    assertEquals(1, document.at("/gauges/nodes").asInt());
  }

  @Test
  void whatWasSentToOneMemberAloneIsLostWithIt() throws Exception {
    JsonNode document =
        run("sleep", "200", "-p", "delay=20ms", "-p", "kill-node=2@300ms", "-p", "executor=member");
    assertTrue(document.at("/tasks/failed").asInt() > 0);
    assertTrue(document.at("/tasks/errors").toString().contains("MemberLeft"), document::toString);
  }

  @Test
  void killedItLeavesNothingThoughAMemberIsStopped() throws Exception {
    assumeTrue(Jars.putInto(home, "hazelcast"), "hazelcast is not here");
    Program program = new Program(home);
    String[] run = {
      "run",
      "sleep",
      "-m",
      "hazelcast",
      "-j",
      "2",
      "-d",
      "10m",
      "--warm-up",
      "0s",
      "-p",
      "stop-node=1@1ms"
    };
    try (Pty pty = program.onTerminalTo(home.resolve("out"), run)) {
      pty.awaitText("measuring");
      List<Long> members = Processes.running(pty, MEMBER);
      assertEquals(2, members.size());
      for (long pid : members) {
        // The kernel writes an IPv4 address that a socket of both families has in its own way.
        Set<String> open = Processes.listening(pid);
        assertTrue(
            open.equals(Set.of("0100007F"))
                || open.equals(Set.of("0000000000000000FFFF00000100007F")),
            open::toString);
      }
      assertEquals(1, program.runDirectories().size());
      pty.signal(Signal.KILL);
      pty.awaitNoProcess();
      assertEquals(List.of(), program.runDirectories());
    }
  }

  @Test
  void withoutItsJarItIsOneLineAndNothingIsStarted() throws Exception {
    Program.Ended ended = program("run", "sleep", "-m", "hazelcast", "-n", "1");
    assertEquals(2, ended.code());
    assertEquals("conctop: hazelcast is not here: conctop fetch-engine hazelcast\n", ended.err());
    assertEquals("", ended.out());
  }

  @Test
  void aJarThatIsAnotherIsRefused() throws Exception {
    Path kept = home.resolve(".cache/conctop/engines/hazelcast-5.7.0.jar");
    Files.createDirectories(kept.getParent());
    Files.writeString(kept, "no jar");
    Program.Ended ended = program("run", "sleep", "-m", "hazelcast", "-n", "1");
    assertEquals(2, ended.code());
    assertTrue(
        ended
            .err()
            .endsWith("is not the hazelcast that was fetched: conctop fetch-engine hazelcast\n"),
        ended.err());
  }
}
