package dev.conctop.e2e.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.e2e.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Rust subject: made once where its tools are, and the words for where they are not. */
@EnabledOnOs(OS.LINUX)
class RustTest {
  private static final String SYSTEM = "/usr/bin:/bin";

  @TempDir Path home;

  private Program.Ended run(String path, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("env", "-u", "XDG_CACHE_HOME", "PATH=" + path));
    command.addAll(new Program(home).command(arguments));
    return new Program(home).run(command);
  }

  @Test
  void isMadeOnceAndRunsTheSameWork() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/cargo")), "no cargo of the system's own");
    for (int round = 0; round < 2; round++) {
      Program.Ended ended =
          run(
              SYSTEM,
              "run",
              "sum-of-squares",
              "-m",
              "rust-threads",
              "-n",
              "20",
              "-p",
              "n=1000",
              "--warm-up",
              "0s",
              "--format",
              "json");
      assertEquals(0, ended.code(), ended.err());
      JsonNode document = new JsonMapper().readTree(ended.utf8());
      assertEquals("Rust", document.at("/runtime/name").asString());
      assertEquals(20, document.at("/tasks/completed").asInt());
      assertEquals(332_833_500, document.at("/gauges/result").asInt(), ended.utf8());
      try (var kept = Files.list(home.resolve(".cache/conctop/rust"))) {
        assertEquals(1, kept.count());
      }
    }
    assertEquals(List.of(), new Program(home).runDirectories());
  }

  @Test
  void withoutItsToolsItIsOneLineAndNothingIsStarted() throws Exception {
    Program.Ended ended = run(home.toString(), "run", "sleep", "-m", "rust-rayon", "-n", "1");
    assertEquals(2, ended.code());
    assertTrue(
        ended.err().matches("conctop: rust-rayon: (cargo|rayon) is not here: install .*\\n"),
        ended.err());
    assertEquals("", ended.out());
    assertEquals(List.of(), new Program(home).runDirectories());
  }
}
