package dev.conctop.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.report.assertion.Outcome;
import dev.conctop.report.diagnose.DiagnoseJson;
import dev.conctop.report.diagnose.DiagnoseText;
import dev.conctop.report.diagnose.ProcessFound;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.figure.Pid;
import dev.conctop.sample.jvm.DeepView;
import dev.conctop.sample.jvm.JvmCounters;
import dev.conctop.sample.jvm.JvmLatency;
import dev.conctop.sample.jvm.JvmPool;
import dev.conctop.sample.jvm.JvmWait;
import dev.conctop.sample.jvm.LockChain;
import dev.conctop.sample.jvm.MonitorOwner;
import dev.conctop.sample.jvm.VirtualThreadGroups;
import dev.conctop.sample.jvm.VirtualThreadUse;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class DiagnoseReportTest {
  private static Outcome asserted(Watched watched) {
    return ProcessFound.check(List.of(ProcessFound.parse("disk<5%")), watched.found()).getFirst();
  }

  private static JsonNode json(Watched watched, List<Outcome> results) {
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
    Outcome result = asserted(watched);
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

  private static JvmSample jvm(DeepView deep, List<JvmLatency> latencies, long threshold) {
    return new JvmSample(
        new Pid(77),
        "25.0.3+9-LTS",
        deep,
        new JvmCounters(
            Figure.exact(3),
            Figure.exact(12e6),
            Figure.exact(9),
            Figure.na("not counted"),
            1_000_000_000L),
        VirtualThreadUse.na("it carries no virtual threads"),
        List.of(),
        Figure.exact(0.97),
        List.of(List.of("a", "b")),
        latencies,
        List.of(new MonitorOwner("holder", 4, 20_000_000)),
        threshold,
        "",
        List.of(new JvmPool(JvmPool.Shortage.RESOURCE, "http", 96, 4, "Pool.take")),
        List.of(new LockChain("holder", "RUNNABLE", "a.B.c", 2, List.of("x", "y", "holder"))),
        new VirtualThreadGroups(
            Figure.sampled(7),
            List.of(new VirtualThreadGroups.Group(7, "WAITING", "a.B.d", List.of("p.q", "a.B.d"))),
            5,
            ""));
  }

  @Test
  void whatAJvmSaysOfItself() {
    Histogram parks = new Histogram(1, 3_600_000_000_000L, 2);
    parks.recordValueWithCount(5_000_000, 10);
    Watched watched = new Watched().pass(Part.LOCK, 100, 0);
    watched.see(jvm(new DeepView.On(), List.of(new JvmLatency(JvmWait.PARK, parks)), 1_000_000));
    JsonNode jvm = json(watched, List.of()).get("jvm");
    assertEquals("on", jvm.get("deep").stringValue());
    assertEquals(96, jvm.get("pools").get(0).get("waiting").intValue());
    assertEquals("resource", jvm.get("pools").get(0).get("shortage").stringValue());
    assertEquals("holder", jvm.get("lock_chains").get(0).get("owner").stringValue());
    assertEquals(0.012, jvm.get("gc_share").doubleValue(), 1e-9);
    JsonNode group = jvm.get("virtual_threads").get("groups").get(0);
    assertEquals(7, group.get("count").intValue());
    assertEquals("a.B.d", group.get("at").stringValue());
    assertEquals(2, group.get("stack").size());
    assertEquals(3, jvm.get("gc_pauses").intValue());
    assertEquals(0.012, jvm.get("gc_pause_s").doubleValue(), 1e-9);
    assertEquals(10, jvm.at("/latency_ns/park/count").intValue());
    assertEquals(5e6, jvm.at("/latency_ns/park/p50").doubleValue(), 1e5);
    assertEquals("holder", jvm.at("/monitor_owners/0/thread").stringValue());
    assertEquals("b", jvm.at("/deadlocks/0/1").stringValue());
    JsonNode na = json(watched, List.of()).get("na");
    assertEquals("not counted", na.get("jvm.safepoint_s").stringValue());
    assertTrue(na.has("jvm.latency_ns.socket") && na.has("jvm.virtual_threads.mounted"));
    assertTrue(json(watched, List.of()).at("/verdict/findings").toString().contains("deadlock"));
    String text = DiagnoseText.of(watched.found(), List.of(), true);
    assertTrue(text.contains("DEADLOCK of a, b") && text.contains("for a monitor of holder"), text);
  }

  @Test
  void whyAJvmWasNotAsked() {
    Watched watched = new Watched().pass(Part.LOCK, 100, 0);
    watched.see(jvm(new DeepView.Refused("it is stopped", "kill -CONT it"), List.of(), 0));
    JsonNode root = json(watched, List.of());
    assertEquals("refused", root.at("/jvm/deep").stringValue());
    assertEquals("it is stopped", root.at("/jvm/reason").stringValue());
    assertTrue(root.at("/jvm/latency_ns").isNull());
    assertEquals("it is stopped", root.get("na").get("jvm.latency_ns").stringValue());
    String text = DiagnoseText.of(watched.found(), List.of(), true);
    assertTrue(text.contains("not asked: it is stopped\n  remedy: kill -CONT it"), text);
    Watched other = new Watched().pass(Part.LOCK, 100, 0);
    assertTrue(json(other, List.of()).get("jvm").isNull());
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
    watched.see(
        new ObserverCost(Figure.estimated(0.01), 1, 1, 0, "no schedstat", CauseRate.none()));
    String text = DiagnoseText.of(watched.found(), List.of(), true);
    assertTrue(text.contains("note       no schedstat\n"), text);
  }

  @Test
  void theTextSaysWhichAssertionIsBroken() {
    Watched watched = new Watched().pass(Part.DISK, 100, 0);
    Outcome result = asserted(watched);
    String text = DiagnoseText.of(watched.found(), List.of(result), true);
    assertTrue(text.contains("IO-WAITING disk\n"), text);
    assertTrue(text.contains("BROKEN     disk<5%: disk is 100.0 %\n"), text);
    assertTrue(text.chars().allMatch(c -> c < 127), text);
  }
}
