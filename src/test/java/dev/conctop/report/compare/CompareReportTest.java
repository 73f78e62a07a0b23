package dev.conctop.report.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.experiment.RaceAssertion;
import dev.conctop.state.seen.Contest;
import dev.conctop.view.CompareScenes;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reports of experiments that are made up. */
class CompareReportTest {
  private static Contest over() {
    return CompareScenes.two().rounds(10).state.contest().orElseThrow();
  }

  private static JsonNode json(Contest contest, String... assertions) {
    List<RaceAssertion.Outcome> outcomes =
        java.util.Arrays.stream(assertions)
            .map(text -> RaceAssertion.parse(text, contest.race().plan().labels()))
            .map(assertion -> assertion.check(contest.race()))
            .toList();
    return JsonMapper.shared().readTree(CompareJson.of(contest, outcomes));
  }

  @Test
  void theDocumentHasWhatWasPromised() {
    JsonNode document =
        json(over(), "virtual-threads>3*thread-pool", "virtual-threads<thread-pool");
    assertEquals("conctop.compare/1", document.get("schema").stringValue());
    assertEquals("thread-pool", document.get("reference").stringValue());
    assertEquals(10, document.get("rounds").asInt());
    JsonNode reference = document.get("arms").get(0);
    JsonNode other = document.get("arms").get(1);
    for (JsonNode arm : List.of(reference, other)) {
      for (String field :
          List.of(
              "label",
              "model",
              "emulated",
              "workers",
              "in_flight",
              "rate_per_s",
              "throughput_per_s",
              "latency_ns",
              "effect",
              "cpu_s_per_1000",
              "switches_per_1000",
              "pss_bytes",
              "threads",
              "thread_budget",
              "task_budget",
              "verdict",
              "failed")) {
        assertTrue(arm.has(field), field);
      }
    }
    assertTrue(reference.get("effect").isNull());
    assertEquals("faster", other.get("effect").get("word").stringValue());
    assertEquals(4, other.get("effect").get("ratio").asDouble(), 0.1);
    double low = other.get("effect").get("low").asDouble();
    assertTrue(low > 3.8 && low < other.get("effect").get("high").asDouble());
    assertEquals(320, other.get("throughput_per_s").get("median").asDouble(), 5);
    assertTrue(other.get("difference_ns").get("closure_error").asDouble() < 0.02);
    assertTrue(document.get("assertions").get(0).get("held").asBoolean());
    assertEquals(false, document.get("assertions").get(1).get("held").asBoolean());
  }

  @Test
  void whatIsNullHasItsReason() {
    JsonNode document = json(CompareScenes.two().rounds(3).state.contest().orElseThrow());
    JsonNode effect = document.get("arms").get(1).get("effect");
    assertEquals("not-enough-rounds", effect.get("word").stringValue());
    assertTrue(effect.get("low").isNull());
    assertEquals(3, effect.get("more_rounds").asInt());
    JsonNode na = document.get("na");
    assertEquals(
        "fewer than 6 rounds have no interval", na.get("arms[1].effect.low").stringValue());
    assertEquals("it is the reference", na.get("arms[0].effect").stringValue());
    nulls("", document, na);
  }

  private static void nulls(String path, JsonNode node, JsonNode na) {
    if (path.equals("na")) {
      return;
    }
    if (node.isNull()) {
      assertTrue(na.has(path), path + " has no reason");
    } else if (node.isObject()) {
      node.forEachEntry(
          (name, value) -> nulls(path.isEmpty() ? name : path + "." + name, value, na));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        nulls(path + "[" + i + "]", node.get(i), na);
      }
    }
  }

  @Test
  void theTextSaysItInWords() {
    String text = CompareText.of(over(), List.of(), true);
    String[] lines = text.split("\n");
    assertEquals(
        "http-get: 2 arms, 10 rounds of 1.5 s a block, processes renewed, against thread-pool;"
            + " ended: as many as asked for",
        lines[0]);
    assertTrue(lines[2].startsWith("virtual-threads  faster            x 4.0"), lines[2]);
    assertTrue(
        text.contains("a task of virtual-threads takes 600.0 ms less: ready -600.0 ms"), text);
    assertTrue(text.chars().allMatch(c -> c < 127), "7-bit characters only");
  }

  @Test
  void whoIsOutIsNamedWithTheReason() {
    Contest contest =
        CompareScenes.eight().out(2, "no Python: python3").rounds(6).state.contest().orElseThrow();
    String text = CompareText.of(contest, List.of(), true);
    assertTrue(text.contains("cpython-asyncio  out: no Python: python3"), text);
    assertEquals("no Python: python3", json(contest).get("arms").get(2).get("out").stringValue());
    assertTrue(text.contains("gil-threads is emulated, thread-pool is real"), text);
  }

  @Test
  void anArmAgainstItselfIsSaidToBeOne() {
    Contest contest =
        Contest.of(
            List.of(over().arms().getFirst(), over().arms().getFirst()), over().race().plan());
    assertEquals(
        List.of("virtual-threads is the same as thread-pool: an A/A race, which shows the noise"),
        contest.notes());
  }
}
