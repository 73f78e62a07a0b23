package dev.conctop.e2e.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.conctop.e2e.Program;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Every lesson, run, is recognised: what its scenario expects of it holds. */
@EnabledOnOs(OS.LINUX)
class LessonsTest {
  @TempDir Path home;

  /** Others that take more than this many cores take them from the lesson. */
  private static final double TAKEN = 0.5;

  private static final int TRIES = 3;

  /**
   * Runs a lesson until it is recognised. One that is not while others take the cores is tried
   * again, and left out at last, with the reason: its tasks stood in the run queue then, which is
   * no more than the truth. One that is not on cores of its own fails at once.
   */
  private void recognise(String scenario, String duration) throws Exception {
    String beside = "";
    for (int tries = 0; tries < TRIES; tries++) {
      JsonNode run = run(scenario, duration);
      JsonNode document = run.path("scenario");
      assertEquals(scenario, document.path("name").asString());
      assertTrue(document.path("expected").size() > 0);
      JsonNode broken = broken(document.path("expected"));
      if (broken.isMissingNode()) {
        return;
      }
      double others = run.path("host").path("other_load_cores").doubleValue();
      assertTrue(others > TAKEN, () -> broken + "\n" + run);
      beside = broken + ", while others took " + others + " cores";
    }
    abort(scenario + ": " + beside);
  }

  private JsonNode run(String scenario, String duration) throws Exception {
    Program program = new Program(home);
    Program.Ended ended =
        program.run(
            "run",
            "--scenario",
            scenario,
            "-d",
            duration,
            "--warm-up",
            "300ms",
            "--format",
            "json");
    assertEquals(0, ended.code(), ended.err());
    assertEquals(List.of(), program.runDirectories());
    return new JsonMapper().readTree(ended.utf8());
  }

  private static JsonNode broken(JsonNode expected) {
    for (JsonNode each : expected) {
      if (!each.path("holds").booleanValue()) {
        return each;
      }
    }
    return MissingNode.getInstance();
  }

  /** What is counted is there on a loaded machine too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "allocation",
        "barrier",
        "cancelled",
        "deadlock",
        "deadlock-ordered",
        "held-lock",
        "kept-updates",
        "lost-updates",
        "map-reduce",
        "map-reduce-straggler",
        "producer-consumer",
        "starvation",
        "stragglers"
      })
  void isRecognised(String scenario) throws Exception {
    recognise(scenario, "1500ms");
  }

  /** What is a matter of time needs a machine that does nothing else. */
  @Tag("free-cores")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "convoy",
        "convoy-elsewhere",
        "disk",
        "fork-join",
        "gil",
        "loop",
        "loop-blocked",
        "no-gil",
        "offload",
        "offload-gil",
        "oversubscribed",
        "pool-starved",
        "throughput",
        "virtual-threads"
      })
  void isRecognisedOnFreeCores(String scenario) throws Exception {
    recognise(scenario, "3s");
  }

  @Tag("free-cores")
  @Test
  void theInterpreterLockOfARealCpythonIsRecognised() throws Exception {
    CpythonTest.assumePython();
    recognise("gil-cpython", "3s");
  }

  @Test
  void aScenarioIsToldInWordsAtTheTop() throws Exception {
    Program.Ended ended =
        new Program(home)
            .run("run", "--scenario", "deadlock-ordered", "-n", "20", "--warm-up", "0s");
    assertEquals(0, ended.code(), ended.err());
    assertTrue(
        ended
            .utf8()
            .startsWith(
                """
                scenario   deadlock-ordered: No deadlock: the same locks, always in the same order
                look at    tasks wait for a lock and none fails
                expected   tasks.failed <= 0: holds (0.000)
                """),
        ended::utf8);
  }

  @Test
  void aWrongScenarioStartsNothing() throws Exception {
    Program.Ended unknown = new Program(home).run("run", "--scenario", "convoi");
    assertEquals(2, unknown.code());
    assertEquals("conctop: unknown scenario 'convoi'; did you mean 'convoy'?\n", unknown.err());
    Program.Ended both = new Program(home).run("run", "sleep", "--scenario", "convoy");
    assertEquals(2, both.code());
    assertEquals("conctop: give either a workload or a scenario, not both\n", both.err());
  }
}
