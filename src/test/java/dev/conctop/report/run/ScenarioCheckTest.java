package dev.conctop.report.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.scenario.Expectation;
import dev.conctop.catalog.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What holds of a document and what does not. */
class ScenarioCheckTest {
  private static final String DOCUMENT =
      """
      {"parameters":{"delay":"50ms","n":"5"},
       "subject":{"cpu_over_wall":1.02,"threads":null},
       "latency_ns":{"loop_lag":{"p99":51000000}},
       "verdict":{"class":"lock-bound","cause":"gil","findings":["gil-bound"]}}
      """;

  private static boolean holds(Expectation expected) {
    return check(expected).outcomes().getFirst().holds();
  }

  private static ScenarioCheck check(Expectation expected) {
    Scenario scenario =
        new Scenario(
            "lesson",
            "a lesson",
            "the lanes",
            RunRequest.of("sleep", "sequential", Map.of()),
            List.of(),
            false,
            List.of(expected));
    return ScenarioCheck.of(scenario, DOCUMENT);
  }

  private static Expectation figure(String path, String over, double min, double max) {
    return new Expectation.Figure(
        path,
        over.isEmpty() ? Optional.empty() : Optional.of(over),
        OptionalDouble.of(min),
        OptionalDouble.of(max));
  }

  @Test
  void verdictsAndFindings() {
    assertTrue(holds(new Expectation.Verdict("lock-bound", Optional.empty())));
    assertTrue(holds(new Expectation.Verdict("lock-bound", Optional.of("gil"))));
    assertFalse(holds(new Expectation.Verdict("lock-bound", Optional.of("monitor"))));
    assertFalse(holds(new Expectation.Verdict("idle", Optional.empty())));
    assertTrue(holds(new Expectation.Finding("gil-bound")));
    assertFalse(holds(new Expectation.Finding("deadlock")));
  }

  @Test
  void figures() {
    assertTrue(holds(figure("subject.cpu_over_wall", "", 0.9, 1.1)));
    assertFalse(holds(figure("subject.cpu_over_wall", "", 1.1, 2)));
    assertTrue(holds(figure("latency_ns.loop_lag.p99", "parameters.delay", 1.01, 1.03)));
  }

  @Test
  void whatIsNotThereDoesNotHold() {
    assertFalse(holds(figure("subject.threads", "", 0, 100)));
    assertFalse(holds(figure("gauges.lost_updates", "", 0, 100)));
    assertFalse(holds(figure("subject.cpu_over_wall", "parameters.no", 0, 100)));
  }

  @Test
  void isSaidInWordsAndInTheDocument() {
    ScenarioCheck check = check(figure("subject.cpu_over_wall", "", 1.1, 2));
    assertEquals(
        """
        scenario   lesson: a lesson
        look at    the lanes
        expected   subject.cpu_over_wall 1.1 to 2: does not hold (1.020)

        """,
        check.text());
    assertTrue(
        check
            .json()
            .endsWith(
                "\"scenario\":{\"name\":\"lesson\",\"title\":\"a lesson\",\"free_cores\":false,"
                    + "\"expected\":[{\"what\":\"subject.cpu_over_wall 1.1 to 2\","
                    + "\"measured\":\"1.020\",\"holds\":false}]}}"),
        check.json());
  }
}
