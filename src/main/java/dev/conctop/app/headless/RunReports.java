package dev.conctop.app.headless;

import dev.conctop.catalog.scenario.Scenario;
import dev.conctop.report.assertion.Outcome;
import dev.conctop.report.run.RunCsv;
import dev.conctop.report.run.RunJson;
import dev.conctop.report.run.RunText;
import dev.conctop.report.run.ScenarioCheck;
import dev.conctop.state.State;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a finished run says, in each format, with what its scenario expected and what became of
 * assertions.
 */
public final class RunReports {
  private RunReports() {}

  public static BiFunction<State, List<Outcome>, String> text(
      Optional<Scenario> scenario, boolean ascii) {
    return (state, outcomes) -> {
      StringBuilder text =
          new StringBuilder(
              scenario.map(known -> ScenarioCheck.of(known, state).text()).orElse(""));
      text.append(RunText.of(state, ascii));
      outcomes.forEach(outcome -> text.append(outcome.line()).append('\n'));
      return text.toString();
    };
  }

  public static BiFunction<State, List<Outcome>, String> json(Optional<Scenario> scenario) {
    return (state, outcomes) -> {
      String document = RunJson.of(state, outcomes);
      return scenario.map(known -> ScenarioCheck.of(known, document).json()).orElse(document)
          + "\n";
    };
  }

  public static BiFunction<State, List<Outcome>, String> csv() {
    return (state, _) -> RunCsv.of(state);
  }
}
