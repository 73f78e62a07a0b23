package dev.conctop.e2e.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.Program;
import dev.conctop.e2e.Schema;
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

/** Advice by the program itself. */
class AdviseTest {
  private static final Path SCHEMA = Path.of("src/site/resources/schema/conctop.advise.1.json");

  @TempDir Path home;

  private JsonNode document(Program.Ended ended) throws Exception {
    assertEquals(0, ended.code(), ended.err());
    JsonNode document = JsonMapper.shared().readTree(ended.utf8());
    List<String> faults = new ArrayList<>();
    new Schema(JsonMapper.shared().readTree(Files.readString(SCHEMA))).check(document, faults);
    assertEquals(List.of(), faults);
    assertEquals(List.of(), new Program(home).runDirectories());
    return document;
  }

  @Test
  void aWorkloadInAShortTimeIsNotTested() throws Exception {
    JsonNode document =
        document(
            new Program(home)
                .run(
                    "advise",
                    "sleep",
                    "-c",
                    "200",
                    "-p",
                    "delay=20ms",
                    "-d",
                    "5s",
                    "--format",
                    "json"));
    assertEquals("virtual-threads", document.get("model").stringValue());
    assertTrue(document.at("/na/tested").stringValue().contains("give it -d"));
    double wait = document.at("/workload/figures/wait_ns/median").doubleValue();
    assertTrue(wait > 19e6 && wait < 200e6, "" + wait);
    assertTrue(document.at("/rules").size() > 0);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcess() throws Exception {
    Process sleeper = new ProcessBuilder("sleep", "60").start();
    try {
      JsonNode document =
          document(
              new Program(home)
                  .run("advise", "" + sleeper.pid(), "-d", "500ms", "--format", "json"));
      assertEquals("process", document.get("subject").stringValue());
      assertEquals(sleeper.pid(), document.at("/process/pid").asLong());
      assertEquals(0, document.at("/process/connections").intValue());
      assertTrue(document.get("missing").size() > 0);
    } finally {
      sleeper.destroyForcibly();
    }
  }
}
