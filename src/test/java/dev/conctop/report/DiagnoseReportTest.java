package dev.conctop.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.Figure;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.Part;
import dev.conctop.sample.SubjectEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class DiagnoseReportTest {
  private static JsonNode json(Watched watched, List<Assertion.Result> results) {
    return new ObjectMapper().readTree(DiagnoseJson.of(watched.found(), results));
  }

  @Test
  void theDocumentHasEveryFigureOrItsReason() {
    Watched watched = new Watched().pass(Part.NETWORK, 90, 10).pass(Part.NETWORK, 100, 0);
    watched.see(
        new CpuLimit(
            77,
            Figure.exact(Double.POSITIVE_INFINITY),
            Figure.exact(0),
            Figure.na("no cpu.stat in its group")));
    Assertion.Result result = Assertion.parse("disk<5%").check(watched.found());
    JsonNode root = json(watched, List.of(result));
    assertEquals("conctop.diagnose/1", root.at("/schema").stringValue());
    assertEquals(77, root.at("/target/pid").intValue());
    assertEquals(0.2, root.at("/wall_s").doubleValue(), 1e-9);
    assertEquals("io-waiting", root.at("/verdict/class").stringValue());
    assertEquals("network", root.at("/verdict/cause").stringValue());
    assertEquals(0.95, root.at("/thread_budget/network").doubleValue(), 1e-9);
    assertEquals("sampled", root.at("/thread_budget/fidelity/network").stringValue());
    assertEquals("pool", root.at("/thread_groups/0/name").stringValue());
    assertEquals(1, root.at("/thread_groups/0/threads").intValue());
    assertEquals(0.05, root.at("/thread_groups/0/budget/on_cpu").doubleValue(), 1e-9);
    assertEquals(77, root.at("/threads/0/tid").intValue());
    assertEquals(0.95, root.at("/threads/0/budget/network").doubleValue(), 1e-9);
    assertEquals(0.2, root.at("/threads/0/wall_s").doubleValue(), 1e-9);
    assertEquals(0.05, root.at("/subject/cpu_over_wall").doubleValue(), 1e-9);
    assertTrue(root.at("/assertions/0/held").booleanValue());
    for (String path :
        List.of("subject.involuntary_switches_per_s", "cpu_quota.cores", "cpu_quota.throttled")) {
      assertTrue(root.at("/" + path.replace('.', '/')).isNull(), path);
      assertFalse(root.get("na").get(path).stringValue().isEmpty(), path);
    }
  }

  @Test
  void whatEndedBeforeItWasSeenHasNoBudgetAndSaysWhy() {
    Watched watched = new Watched().see(new SubjectEvent.Died("process 77 has ended", List.of()));
    JsonNode root = json(watched, List.of());
    assertTrue(root.at("/target/ended").booleanValue());
    assertTrue(root.at("/thread_budget").isNull());
    assertEquals("cannot-tell", root.at("/verdict/class").stringValue());
    assertEquals("it ended before the second look", root.at("/na/thread_budget").stringValue());
  }

  @Test
  void theTextSaysWhatWasReadWithLessCare() {
    Watched watched = new Watched().pass(Part.DISK, 100, 0);
    assertFalse(DiagnoseText.of(watched.found(), List.of(), true).contains("note"));
    watched.see(new ObserverCost(Figure.estimated(0.01), 1, 1, 0, "no schedstat"));
    String text = DiagnoseText.of(watched.found(), List.of(), true);
    assertTrue(text.contains("note       no schedstat\n"), text);
  }

  @Test
  void theTextSaysWhichAssertionIsBroken() {
    Watched watched = new Watched().pass(Part.DISK, 100, 0);
    Assertion.Result result = Assertion.parse("disk<5%").check(watched.found());
    String text = DiagnoseText.of(watched.found(), List.of(result), true);
    assertTrue(text.contains("IO-WAITING disk\n"), text);
    assertTrue(text.contains("BROKEN     disk<5%: disk is 100.0 %\n"), text);
    assertTrue(text.chars().allMatch(c -> c < 127), text);
  }
}
