package dev.conctop.app;

import dev.conctop.app.settings.Settings;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.Scenario;
import dev.conctop.probe.Probes;
import dev.conctop.report.run.ScenarioCheck;
import dev.conctop.report.run.SweepReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** One run after another with more and more workers. */
public final class Sweep {
  private Sweep() {}

  /** The runs of a scenario, each checked. */
  public static List<RunSpec> runs(Scenario scenario, RunRequest request, int cores) {
    List<RunSpec> runs = new ArrayList<>();
    for (int workers : scenario.sweep()) {
      RunRequest one =
          new RunRequest(
              request.workload(),
              request.model(),
              request.parameters(),
              OptionalInt.of(workers),
              request.inFlight(),
              request.ratePerSecond(),
              request.tasks(),
              request.durationNanos(),
              request.warmUpNanos());
      runs.add(one.check(cores));
    }
    return runs;
  }

  /**
   * Runs them and prints the curve.
   *
   * @return the exit code: 1 when a subject died, which ends the sweep, or when one had no task
   *     that succeeded; else 0
   */
  public static int run(
      Headless headless,
      PrintStream out,
      Scenario scenario,
      List<RunSpec> runs,
      Settings settings,
      Supplier<Probes> probes,
      boolean json) {
    SweepReport report = new SweepReport();
    int worst = 0;
    for (RunSpec spec : runs) {
      int reported = report.runs();
      int code =
          headless.run(
              spec,
              settings,
              probes.get(),
              state -> {
                report.add(state);
                return "";
              });
      if (report.runs() == reported) {
        // Its subject died.
        return code;
      }
      worst = Math.max(worst, code);
    }
    ScenarioCheck check = ScenarioCheck.of(scenario, report.json());
    out.print(json ? check.json() + "\n" : check.text() + report.text());
    out.flush();
    return worst;
  }
}
