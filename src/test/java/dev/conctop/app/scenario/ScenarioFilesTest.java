package dev.conctop.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.scenario.Expectation;
import dev.conctop.catalog.scenario.Scenario;
import dev.conctop.diagnosis.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every packaged scenario names what there is, and mistakes in one are told. */
class ScenarioFilesTest {
  static List<Scenario> all() {
    return ScenarioFiles.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void namesWhatThereIs(Scenario scenario) {
    RunSpec spec = scenario.request().check(2);
    assertTrue(spec.durationNanos().isPresent(), "it ends");
    assertTrue(!scenario.title().isBlank() && !scenario.look().isBlank());
    List<String> kinds = Stream.of(Verdict.Kind.values()).map(Verdict.Kind::word).toList();
    List<String> names =
        Stream.of(Verdict.Finding.Name.values()).map(Verdict.Finding.Name::word).toList();
    for (Expectation expected : scenario.expected()) {
      switch (expected) {
        case Expectation.Verdict verdict -> assertTrue(kinds.contains(verdict.kind()));
        case Expectation.Finding finding -> assertTrue(names.contains(finding.name()));
        case Expectation.Figure figure -> assertTrue(!figure.words().isBlank());
      }
    }
  }

  @Test
  void everyChallengeHasOne() {
    List<String> names = all().stream().map(Scenario::name).toList();
    for (String name :
        List.of(
            "gil",
            "convoy",
            "loop-blocked",
            "pool-starved",
            "oversubscribed",
            "deadlock",
            "starvation",
            "lost-updates",
            "kept-updates",
            "held-lock",
            "barrier",
            "producer-consumer",
            "stragglers",
            "map-reduce-straggler",
            "hazelcast-killed",
            "hazelcast-stopped",
            "jython-threads",
            "allocation",
            "throughput")) {
      assertEquals(name, ScenarioFiles.named(name).name());
      assertTrue(names.contains(name));
    }
  }

  @Test
  void aWrongNameIsToldWithTheNearest() {
    String message = assertThrows(BadInput.class, () -> ScenarioFiles.named("convoi")).getMessage();
    assertEquals("unknown scenario 'convoi'; did you mean 'convoy'?", message);
  }

  private static String mistake(String text) {
    return assertThrows(BadInput.class, () -> ScenarioFile.parse("x", text)).getMessage();
  }

  @Test
  void mistakesInAFileAreTold() {
    String good = "title='t'\nlook='l'\nworkload='sleep'\nmodel='sequential'\n";
    assertTrue(mistake(good).contains("nothing is expected of it"));
    assertTrue(mistake(good + "wokers=2\n").contains("unknown entry 'wokers'; did you mean"));
    assertTrue(mistake("title=1\n").contains("title must be a text in quotes"));
    assertTrue(mistake("title='t\n").startsWith("scenario x: "));
    assertTrue(
        mistake(good + "[expect]\nfigures=[{path='a.b'}]\n").contains("neither min nor max"));
  }
}
