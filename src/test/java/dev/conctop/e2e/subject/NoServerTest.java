package dev.conctop.e2e.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run against a server that is not there: the document is printed, the exit code is 1. */
@EnabledOnOs(OS.LINUX)
class NoServerTest {
  private static final String LINE =
      "conctop: no task succeeded: connection refused (127.0.0.1:1)\n";

  @TempDir Path home;

  private Program.Ended run(String limit, String amount, String format) throws Exception {
    return new Program(home)
        .run(
            "run",
            "http-get",
            "--url",
            "http://127.0.0.1:1/",
            "-m",
            "thread-pool",
            limit,
            amount,
            "--warm-up",
            "0s",
            "--format",
            format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-n 3", "-d 6s"})
  void isSaidOnceAndCountsAsFailed(String limit) throws Exception {
    String[] words = limit.split(" ");
    Program.Ended json = run(words[0], words[1], "json");
    assertEquals(1, json.code(), json.err());
    assertEquals(LINE, json.err());
    JsonNode tasks = new JsonMapper().readTree(json.utf8()).path("tasks");
    assertEquals(0, tasks.path("completed").longValue());
    assertTrue(tasks.path("failed").longValue() > 0);
    Program.Ended text = run(words[0], words[1], "text");
    assertEquals(1, text.code(), text.err());
    assertEquals(LINE, text.err());
    assertTrue(text.utf8().contains("0 completed, "), text.utf8());
  }
}
