package dev.conctop.report.run;

import dev.conctop.catalog.scenario.Expectation;
import dev.conctop.catalog.scenario.Scenario;
import dev.conctop.report.part.Hanging;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The scenarios as text or as the document {@code conctop.scenarios/1}. */
public final class ScenarioReport {
  // Where texts begin.
  private static final int TITLE = 25;
  private static final int DETAIL = 27;

  private ScenarioReport() {}

  /** For people. */
  public static String text(List<Scenario> scenarios) {
    StringBuilder out = new StringBuilder("Scenarios: conctop run --scenario NAME\n\n");
    for (Scenario scenario : scenarios) {
      out.append(Hanging.of("  " + scenario.name(), TITLE, scenario.title()));
      out.append(Hanging.of("", DETAIL, run(scenario)));
      out.append(Hanging.of("", DETAIL, "look at: " + scenario.look()));
      List<String> words = scenario.expected().stream().map(Expectation::words).toList();
      out.append(Hanging.of("", DETAIL, "expected: " + String.join("; ", words)));
    }
    return out.toString();
  }

  private static String run(Scenario scenario) {
    StringBuilder words = new StringBuilder(scenario.request().workload());
    words.append(" under ").append(scenario.request().model());
    scenario.request().workers().ifPresent(workers -> words.append(" -j ").append(workers));
    scenario.request().inFlight().ifPresent(tasks -> words.append(" -c ").append(tasks));
    scenario.request().ratePerSecond().ifPresent(rate -> words.append(" --rate ").append(rate));
    scenario
        .request()
        .parameters()
        .forEach((name, value) -> words.append(" -p ").append(name).append('=').append(value));
    return words.toString();
  }

  /** For programs. */
  public static String json(List<Scenario> scenarios) {
    ObjectNode root = new JsonMapper().createObjectNode();
    root.put("schema", "conctop.scenarios/1");
    ArrayNode array = root.putArray("scenarios");
    for (Scenario scenario : scenarios) {
      ObjectNode one = array.addObject();
      one.put("name", scenario.name());
      one.put("title", scenario.title());
      one.put("look", scenario.look());
      one.put("workload", scenario.request().workload());
      one.put("model", scenario.request().model());
      one.put("free_cores", scenario.freeCores());
      ObjectNode parameters = one.putObject("parameters");
      scenario.request().parameters().forEach(parameters::put);
      ArrayNode expected = one.putArray("expected");
      scenario.expected().forEach(each -> expected.add(each.words()));
    }
    return root.toString();
  }
}
