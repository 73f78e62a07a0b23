package dev.conctop.report.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.catalog.RunSpec;
import dev.conctop.e2e.Schema;
import dev.conctop.experiment.Blocks;
import dev.conctop.experiment.Race;
import dev.conctop.experiment.advice.Advice.Standing;
import dev.conctop.experiment.advice.Forecasts;
import dev.conctop.experiment.advice.probe.AdvicePlan;
import dev.conctop.experiment.advice.probe.Entrant;
import dev.conctop.experiment.advice.probe.Probe;
import dev.conctop.experiment.advice.probe.ProbeReader;
import dev.conctop.experiment.advice.probe.Probed;
import dev.conctop.experiment.advice.probe.Probes;
import dev.conctop.report.Watched;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.seen.Contest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What made-up advice is reported as. The texts are in {@code src/test/resources/reports}; with
 * {@code -Dscreens.rewrite=true} they are written anew instead of compared.
 */
class AdviceReportTest {
  private static final Path SCHEMA = Path.of("src/site/resources/schema/conctop.advise.1.json");
  private static final JsonMapper MAPPER = new JsonMapper();

  private static Probed probed(AdvicePlan plan) {
    List<Probe> probes = new ArrayList<>(Probes.six(1, 49, TaskWait.NETWORK));
    probes.add(Probes.block(Probe.Way.TOGETHER, 64, 1250, 1250, TaskWait.NETWORK, 61_250, 0.15));
    return ProbeReader.read(plan, probes, Map.of(), Optional.empty());
  }

  /** The models' throughputs, in the order in which they are tried. */
  private static Advised tested(AdvicePlan plan, int rounds, double... each) {
    Probed probed = probed(plan);
    Entrant.Field field =
        Entrant.choose(
            plan,
            probed.shape(),
            Advised.byRules(probed),
            Forecasts.of(probed.shape()),
            each.length);
    List<RunSpec> arms =
        field.entrants().stream().map(one -> plan.arm(one.model(), one.workers())).toList();
    Contest contest = Contest.of(arms, Entrant.race(field.entrants(), 40_000_000_000L, 1).kept());
    return Advised.tested(
        plan, probed, field, contest.with(race(contest.race(), rounds, each)).ended("time"));
  }

  private static Race race(Race begun, int rounds, double... each) {
    Race race = begun;
    for (int slot = 0; slot < race.plan().slots(); slot++) {
      race = race.rests(slot, 0);
    }
    while (race.roundsDone() < rounds && race.next(0) instanceof Race.Next.Go go) {
      double ripple = 1 + 0.004 * (((race.roundsDone() + 2) * (go.slot() + 3) * 7) % 5 - 2);
      race =
          race.begins(go.slot(), 0)
              .measured(Blocks.of(go.slot(), each[go.slot()] * ripple))
              .rests(go.slot(), 0);
    }
    return race;
  }

  private static void check(String name, String text) throws IOException {
    Path file = Path.of("src/test/resources/reports").resolve(name);
    if (Boolean.getBoolean("screens.rewrite")) {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    }
    assertEquals(Files.readString(file, StandardCharsets.UTF_8), text);
  }

  private static void check(String name, Advised advised, boolean ascii) throws IOException {
    check(name + ".txt", AdviceText.of(advised, ascii));
    JsonNode document = MAPPER.readTree(AdviceJson.of(advised));
    check(
        name + ".json",
        MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
  }

  @Test
  void adviceThatWasTested() throws IOException {
    AdvicePlan plan = Probes.plan("http-get", Runtime.JVM, 64, "p99<20ms");
    Advised advised = tested(plan, 8, 1240, 1238, 900);
    assertEquals(Optional.of("virtual-threads"), advised.advice().model());
    check("advise", advised, false);
  }

  @Test
  void adviceThatWasNotTested() throws IOException {
    AdvicePlan plan = Probes.plan("http-get", Runtime.JVM);
    check(
        "advise-untested",
        Advised.untested(plan, probed(plan), "--no-verify", "all was measured"),
        true);
  }

  @Test
  void whatIsMeasuredGoesBeforeTheRules() {
    Advised advised = tested(Probes.plan("http-get", Runtime.JVM), 8, 1000, 1200, 900);
    assertEquals(Standing.MEASURED_BEST, advised.advice().standing());
    assertEquals("thread-pool", advised.advice().model().orElse(""));
    assertEquals(1000.0 / 1200, advised.gap().orElseThrow().effect().ratio(), 0.01);
    assertEquals("virtual-threads", advised.gap().orElseThrow().model());
    assertTrue(
        AdviceText.of(advised, true).contains("measured, thread-pool does the most"),
        AdviceText.of(advised, true));
  }

  @Test
  void whoBreaksWhatIsAskedForIsNotAdvised() {
    // Responses are 10 s by throughput, and p99 half more.
    AdvicePlan plan = Probes.plan("http-get", Runtime.JVM, 64, "p99<14ms");
    Advised advised = tested(plan, 8, 1000, 1200, 900);
    assertEquals(Optional.of(false), advised.holds(0));
    assertEquals(Optional.of(true), advised.holds(1));
    assertEquals(1, advised.advice().tested().size());
    AdvicePlan nobody = Probes.plan("http-get", Runtime.JVM, 64, "p99<1us");
    assertEquals(3, tested(nobody, 8, 1000, 1200, 900).advice().tested().size());
  }

  @Test
  void fewRoundsHaveNoWinner() {
    Advised advised = tested(Probes.plan("http-get", Runtime.JVM), 3, 1240, 1238, 900);
    assertEquals(Standing.NO_CLEAR_WINNER, advised.advice().standing());
    String text = AdviceText.of(advised, true).replaceAll("\\s+", " ");
    assertTrue(text.contains("3 rounds of") && text.contains("too few for intervals"), text);
  }

  @Test
  void everyNullHasItsReasonAndAllIsAsTheSchemaSays() throws IOException {
    AdvicePlan plan = Probes.plan("http-get", Runtime.JVM);
    Probed nothing = ProbeReader.read(plan, List.of(), Map.of(), Optional.of("HTTP 503"));
    Watched watched = new Watched().pass(Part.NETWORK, 90, 10).pass(Part.NETWORK, 100, 0);
    List<String> documents =
        List.of(
            AdviceJson.of(tested(plan, 8, 1240, 1238, 900)),
            AdviceJson.of(tested(plan, 2, 1240, 0, 900)),
            AdviceJson.of(tested(plan, 0, 1240, 1238, 900)),
            AdviceJson.of(
                Advised.untested(plan, nothing, "nothing was measured", "it was stopped")),
            ForeignJson.of(ForeignAdvised.of(watched.found(), OptionalInt.empty())),
            ForeignJson.of(ForeignAdvised.of(new Watched().found(), OptionalInt.of(3))));
    JsonNode schema = MAPPER.readTree(Files.readString(SCHEMA));
    for (String text : documents) {
      JsonNode document = MAPPER.readTree(text);
      explained(document, "", document.get("na"));
      List<String> faults = new ArrayList<>();
      new Schema(schema).check(document, faults);
      assertEquals(List.of(), faults);
    }
  }

  private static void explained(JsonNode node, String path, JsonNode reasons) {
    if (node.isNull()) {
      assertTrue(reasons.has(path), path + " is null without a reason");
      assertFalse(reasons.get(path).asString().isEmpty(), path);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      explained(node.get(i), path + "[" + i + "]", reasons);
    }
    if (node.isObject()) {
      node.properties()
          .forEach(
              one ->
                  explained(
                      one.getValue(),
                      path.isEmpty() ? one.getKey() : path + "." + one.getKey(),
                      reasons));
    }
  }

  @Test
  void sevenBitsAndEightyColumns() {
    Advised advised = tested(Probes.plan("http-get", Runtime.JVM), 8, 1240, 1238, 900);
    Watched watched = new Watched().pass(Part.NETWORK, 90, 10).pass(Part.NETWORK, 100, 0);
    for (String text :
        List.of(
            AdviceText.of(advised, true),
            ForeignText.of(ForeignAdvised.of(watched.found(), OptionalInt.of(3)), true))) {
      assertTrue(text.chars().allMatch(c -> c < 0x7f), text);
      text.lines().forEach(line -> assertTrue(line.length() <= 100, line));
      assertFalse(text.contains("NaN") || text.contains("Optional"), text);
    }
  }

  @Test
  void aProcessIsSaidToWaitAndWhatIsMissing() {
    Watched watched = new Watched().pass(Part.NETWORK, 90, 10).pass(Part.NETWORK, 100, 0);
    ForeignAdvised advised = ForeignAdvised.of(watched.found(), OptionalInt.of(3));
    String text = ForeignText.of(advised, true);
    assertTrue(text.startsWith("process 77 (server), watched for 0.2 s\n"), text);
    assertTrue(text.contains("work       io-waiting (network): network"), text);
    assertTrue(text.contains("3 TCP connections open"), text);
    assertTrue(text.contains("missing"), text);
  }
}
