package dev.conctop.e2e.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run without a screen writes: one document that is as its schema says, and nothing else.
 */
class DocumentTest {
  private static final Path SCHEMA = Path.of("src/site/resources/schema/conctop.run.1.json");

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    "http-get, thread-pool",
    "sum-of-squares, gil-threads",
    "sleep, event-loop",
    "held-lock, thread-pool"
  })
  void isAsItsSchemaSays(String workload, String model) throws Exception {
    Program.Ended ended =
        new Program(home)
            .run(
                "run", workload, "-m", model, "-n", "60", "--warm-up", "200ms", "--format", "json");
    assertEquals("", ended.err());
    assertEquals(0, ended.code());
    assertEquals(1, ended.utf8().lines().count());
    assertTrue(ended.utf8().endsWith("}\n"));
    JsonNode document = JsonMapper.shared().readTree(ended.utf8());
    List<String> faults = new ArrayList<>();
    new Schema(JsonMapper.shared().readTree(Files.readString(SCHEMA))).check(document, faults);
    assertEquals(List.of(), faults);
    assertEquals(workload, document.get("workload").stringValue());
    assertTrue(document.get("tasks").get("completed").asLong() > 0);
    everyNullHasItsReason("", document, document.get("na"), faults);
    assertEquals(List.of(), faults);
    assertEquals(List.of(), new Program(home).runDirectories());
  }

  @Test
  void whatIsAssertedOfARunIsAnswered() throws Exception {
    String[] run = {
      "run",
      "sleep",
      "-n",
      "20",
      "--warm-up",
      "0s",
      "-p",
      "delay=10ms",
      "--format",
      "json",
      "--assert",
      "p50>9ms",
      "--assert",
      "failed>0"
    };
    Program.Ended ended = new Program(home).run(run);
    assertEquals("conctop: broken: failed>0, failed is 0\n", ended.err());
    assertEquals(3, ended.code());
    JsonNode document = JsonMapper.shared().readTree(ended.utf8());
    List<String> faults = new ArrayList<>();
    new Schema(JsonMapper.shared().readTree(Files.readString(SCHEMA))).check(document, faults);
    assertEquals(List.of(), faults);
    assertTrue(document.at("/assertions/0/held").booleanValue());
    assertFalse(document.at("/assertions/1/held").booleanValue());
    assertEquals("failed is 0", document.at("/assertions/1/found").stringValue());
  }

  @Test
  void aPasswordIsNotInIt() throws Exception {
    Program.Ended ended =
        new Program(home)
            .run(
                "run",
                "query-db",
                "-n",
                "2",
                "-p",
                "jdbc-url=jdbc:h2:mem:x;USER=ann;PASSWORD=hush",
                "--warm-up",
                "0s",
                "--format",
                "json");
    assertEquals(0, ended.code(), ended.err());
    assertFalse(ended.utf8().contains("hush"), ended.utf8());
    JsonNode parameters = JsonMapper.shared().readTree(ended.utf8()).get("parameters");
    assertEquals("jdbc:h2:mem:x;USER=ann;PASSWORD=***", parameters.get("jdbc-url").stringValue());
  }

  @Test
  void theCameraIsSaidToBeSimulated() throws Exception {
    List<String> run = List.of("run", "camera", "-n", "2", "--warm-up", "0s", "--format");
    for (String format : List.of("json", "text", "csv")) {
      List<String> words = new ArrayList<>(run);
      words.add(format);
      Program.Ended ended = new Program(home).run(words.toArray(String[]::new));
      assertEquals(0, ended.code(), ended.err());
      String wanted =
          switch (format) {
            case "json" -> "\"simulated\":true";
            case "text" -> "camera (simulated) under thread-pool";
            default -> "simulated,true";
          };
      assertTrue(ended.utf8().contains(wanted), ended.utf8());
    }
  }

  private static void everyNullHasItsReason(
      String path, JsonNode node, JsonNode reasons, List<String> faults) {
    for (var field : node.properties()) {
      String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      boolean meant = name.equals("rate_per_s") || name.equals("verdict.cause");
      if (field.getValue().isNull() && !meant && !reasons.has(name)) {
        faults.add(name + " is null without a reason");
      } else if (field.getValue().isObject()) {
        everyNullHasItsReason(name, field.getValue(), reasons, faults);
      }
    }
  }

  @Test
  void theSchemaRefusesWhatIsNot() throws Exception {
    Schema schema = new Schema(JsonMapper.shared().readTree(Files.readString(SCHEMA)));
    List<String> faults = new ArrayList<>();
    schema.check(
        JsonMapper.shared().readTree("{\"schema\":\"conctop.run/2\",\"workers\":\"4\"}"), faults);
    assertTrue(faults.contains("schema is not \"conctop.run/1\""), faults.toString());
    assertTrue(faults.contains("workers is no integer"), faults.toString());
    assertTrue(faults.contains("latency_ns is missing"), faults.toString());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void withFewFilesItRunsWithLessCareAndSaysSo() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh");
    Program program = new Program(home);
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -n 64; exec \"$@\"", "sh"));
    command.addAll(
        program.command(
            "run", "http-get", "-j", "4", "-n", "40", "--warm-up", "0s", "--format", "json"));
    Program.Ended ended = program.run(command);
    assertEquals("", ended.err());
    assertEquals(0, ended.code());
    JsonNode document = JsonMapper.shared().readTree(ended.utf8());
    assertTrue(document.get("observer").get("notes").toString().contains("file descriptors"));
    assertFalse(document.get("thread_budget").isNull());
    assertEquals(0, document.get("tasks").get("failed").asLong());
    assertEquals(List.of(), program.runDirectories());
  }
}
