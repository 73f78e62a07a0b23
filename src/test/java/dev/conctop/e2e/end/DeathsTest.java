package dev.conctop.e2e.end;

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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Processes of a run without a screen that die in the middle of it. */
@EnabledOnOs(OS.LINUX)
class DeathsTest {
  /**
   * A run that has completed something. Those that are to come to their end have a number of tasks,
   * not a time: however slow the machine, they are under way for a while before it.
   */
  private static final String UNDER_WAY = "(?s).*measuring \\d+ s, [1-9][0-9,]* tasks done.*";

  @TempDir Path home;

  private Pty underWay(String workload, String model, String... more) throws IOException {
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of(
                "run", workload, "-m", model, "-j", "2", "--warm-up", "0s", "--format", "json"));
    arguments.addAll(List.of(more));
    Pty pty = new Program(home).onTerminalTo(out(), arguments.toArray(String[]::new));
    pty.await(s -> s.text().matches(UNDER_WAY));
    return pty;
  }

  private Path out() {
    return home.resolve("out");
  }

  private JsonNode document() throws IOException {
    return JsonMapper.shared().readTree(Files.readString(out()));
  }

  @Test
  void withoutItsServerTasksFailAndAreCounted() throws IOException {
    try (Pty pty = underWay("http-get", "thread-pool", "-n", "500", "-p", "delay=20ms")) {
      pty.signal(Processes.one(pty, Processes.SERVER), Signal.KILL);
      assertEquals(0, pty.awaitExit());
      JsonNode tasks = document().get("tasks");
      assertTrue(tasks.get("failed").asLong() > 0, tasks.toString());
      assertTrue(tasks.get("completed").asLong() > 0, tasks.toString());
      String errors = tasks.get("errors").toString().toLowerCase(java.util.Locale.ROOT);
      assertTrue(errors.contains("refused") || errors.contains("reset"), errors);
      pty.awaitNoProcess();
    }
  }

  @Test
  void withoutItsSubjectARunHasFailed() throws IOException {
    try (Pty pty = underWay("sleep", "thread-pool", "-d", "10m")) {
      long subject = Processes.one(pty, Processes.SUBJECT);
      HostileNames.say(subject);
      pty.signal(subject, Signal.KILL);
      assertEquals(1, pty.awaitExit());
      assertTrue(pty.raw().contains("killed by signal 9"), pty.raw());
      assertTrue(pty.raw().contains("mk9"), pty.raw());
      Wire.assertClean(pty.raw());
      assertEquals("", Files.readString(out()));
      pty.awaitNoProcess();
      assertEquals(List.of(), new Program(home).runDirectories());
    }
  }

  @Test
  void aWorkerProcessIsReplaced() throws IOException {
    // So much work that a new worker has begun before the old one alone has done it all.
    try (Pty pty = underWay("sum-of-squares", "processes", "-n", "400", "-p", "n=100000000")) {
      List<Long> before = Processes.running(pty, Processes.WORKER);
      pty.signal(before.getFirst(), Signal.KILL);
      pty.awaitTrue(
          "another worker",
          () -> {
            List<Long> now = Processes.running(pty, Processes.WORKER);
            return now.size() == 2 && !before.containsAll(now);
          });
      assertEquals(0, pty.awaitExit());
      JsonNode tasks = document().get("tasks");
      assertEquals(1, tasks.get("failed").asLong(), tasks.toString());
      assertTrue(tasks.get("errors").toString().contains("worker process died"), tasks.toString());
      assertFalse(pty.raw().contains("Exception"), pty.raw());
      pty.awaitNoProcess();
    }
  }
}
