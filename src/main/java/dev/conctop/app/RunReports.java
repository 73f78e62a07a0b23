package dev.conctop.app;

import dev.conctop.catalog.scenario.Scenario;
import dev.conctop.report.run.RunCsv;
import dev.conctop.report.run.RunJson;
import dev.conctop.report.run.RunText;
import dev.conctop.report.run.ScenarioCheck;
import dev.conctop.state.State;
import java.util.Optional;
import java.util.function.Function;

/** What a finished run says, in each format, with what its scenario expected. */
public final class RunReports {
  private RunReports() {}

  public static Function<State, String> text(Optional<Scenario> scenario, boolean ascii) {
    return state ->
        scenario.map(known -> ScenarioCheck.of(known, state).text()).orElse("")
            + RunText.of(state, ascii);
  }

  public static Function<State, String> json(Optional<Scenario> scenario) {
    return state ->
        scenario
                .map(known -> ScenarioCheck.of(known, state).json())
                .orElseGet(() -> RunJson.of(state))
            + "\n";
  }

  public static Function<State, String> csv() {
    return RunCsv::of;
  }
}
