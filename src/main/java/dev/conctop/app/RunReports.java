package dev.conctop.app;

import dev.conctop.catalog.scenario.Scenario;
import dev.conctop.report.run.RunAssertion;
import dev.conctop.report.run.RunCsv;
import dev.conctop.report.run.RunJson;
import dev.conctop.report.run.RunText;
import dev.conctop.report.run.ScenarioCheck;
import dev.conctop.state.State;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a finished run says, in each format, with what its scenario expected. */
public final class RunReports {
  private RunReports() {}

  public static Function<State, String> text(
      Optional<Scenario> scenario, List<RunAssertion> assertions, boolean ascii) {
    return state ->
        scenario.map(known -> ScenarioCheck.of(known, state).text()).orElse("")
            + RunText.of(state, ascii)
            + lines(assertions, state);
  }

  public static Function<State, String> json(
      Optional<Scenario> scenario, List<RunAssertion> assertions) {
    return state -> {
      String document =
          scenario
              .map(known -> ScenarioCheck.of(known, state).json())
              .orElseGet(() -> RunJson.of(state));
      return asserted(document, assertions, state) + "\n";
    };
  }

  public static Function<State, String> csv() {
    return RunCsv::of;
  }

  private static String lines(List<RunAssertion> assertions, State state) {
    StringBuilder lines = new StringBuilder();
    for (RunAssertion assertion : assertions) {
      lines.append(assertion.check(state).line()).append('\n');
    }
    return lines.toString();
  }

  /** The document with what became of the assertions, if there were any. */
  private static String asserted(String document, List<RunAssertion> assertions, State state) {
    if (assertions.isEmpty()) {
      return document;
    }
    ObjectNode whole = (ObjectNode) new JsonMapper().readTree(document);
    ArrayNode all = whole.putArray("assertions");
    for (RunAssertion assertion : assertions) {
      RunAssertion.Result result = assertion.check(state);
      ObjectNode one = all.addObject();
      one.put("assertion", assertion.written());
      one.put("held", result.held());
      one.put("found", result.found());
    }
    return whole.toString();
  }
}
