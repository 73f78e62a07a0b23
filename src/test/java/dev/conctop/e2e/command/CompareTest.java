package dev.conctop.e2e.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.e2e.Program;
import dev.conctop.e2e.Schema;
import dev.conctop.pty.Pty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Arms that are really run. */
@EnabledOnOs(OS.LINUX)
@Timeout(240)
class CompareTest {
  private static final Path SCHEMA = Path.of("src/site/resources/schema/conctop.compare.1.json");

  @TempDir Path home;

  @Test
  void fourWorkersDoMoreOfWhatWaitsThanOneAndTheDocumentIsAsItsSchemaSays() throws Exception {
    Program program = new Program(home);
    Program.Ended ended =
        program.run(
            "compare",
            "sleep",
            "--arm",
            "thread-pool -j 1 -c 4",
            "--arm",
            "thread-pool -j 4 -c 4",
            "-p",
            "delay=20ms",
            "--rounds",
            "6",
            "--no-placebo",
            "--warm-up",
            "200ms",
            "--assert",
            "thread-pool -j 4 -c 4>1.5*thread-pool -j 1 -c 4",
            "--assert",
            "thread-pool -j 4 -c 4<thread-pool -j 1 -c 4",
            "--format",
            "json");
    assertEquals(3, ended.code(), ended.err());
    assertTrue(
        ended.err().startsWith("conctop: broken: thread-pool -j 4 -c 4<thread-pool -j 1 -c 4, "),
        ended.err());
    JsonNode document = JsonMapper.shared().readTree(ended.utf8());
    List<String> faults = new ArrayList<>();
    new Schema(JsonMapper.shared().readTree(Files.readString(SCHEMA))).check(document, faults);
    assertEquals(List.of(), faults);
    JsonNode effect = document.get("arms").get(1).get("effect");
    assertEquals("faster", effect.get("word").stringValue(), ended.utf8());
    assertTrue(effect.get("low").asDouble() > 1.5, effect.toString());
    assertTrue(document.get("assertions").get(0).get("held").asBoolean());
    assertEquals(6, document.get("arms").get(0).get("blocks").asInt());
    assertEquals(List.of(), program.runDirectories());
  }

  @Test
  void anArmThatCannotBeStartedIsOutWithTheReasonAndTheRestGoesOn() throws Exception {
    Program.Ended ended =
        new Program(home)
            .run(
                "compare",
                "sleep",
                "-m",
                "thread-pool,cpython-threading,virtual-threads",
                "-p",
                "delay=5ms",
                "-p",
                "python=no-such-python",
                "--rounds",
                "1",
                "--no-placebo",
                "--warm-up",
                "100ms");
    assertEquals(0, ended.code(), ended.err());
    assertTrue(
        ended.err().contains("conctop: cpython-threading is out: no Python: no-such-python"),
        ended.err());
    assertTrue(ended.utf8().contains("cpython-threading  out: no Python"), ended.utf8());
    assertTrue(ended.utf8().contains("virtual-threads    not enough rounds"), ended.utf8());
  }

  @Test
  void whoPressesCtrlCGetsWhatIsKnown() throws Exception {
    Program program = new Program(home);
    try (Pty pty =
        program.onTerminal(
            "compare",
            "sleep",
            "-m",
            "thread-pool,virtual-threads",
            "-p",
            "delay=5ms",
            "--rounds",
            "500",
            "--warm-up",
            "100ms",
            "--format",
            "text")) {
      pty.awaitText("round 1 of 500");
      pty.type("\u0003");
      pty.awaitExit();
      assertTrue(pty.raw().contains("ended: it was interrupted"), pty.raw());
      assertTrue(pty.raw().contains("virtual-threads  not enough rounds"), pty.raw());
      pty.awaitNoProcess();
    }
    assertEquals(List.of(), program.runDirectories());
  }
}
