package dev.conctop.app;

import dev.conctop.app.scenario.ScenarioFiles;
import dev.conctop.catalog.Scenario;
import dev.conctop.report.CatalogReport;
import dev.conctop.report.run.ScenarioReport;
import java.util.List;

/** Prints what can be run. */
public final class ListCommand {
  private ListCommand() {}

  /** The text or the JSON document, with an end of line. */
  public static String of(boolean workloads, boolean models, boolean json) {
    return json
        ? CatalogReport.json(workloads, models) + "\n"
        : CatalogReport.text(workloads, models);
  }

  /** The scenarios, with an end of line. */
  public static String scenarios(boolean json) {
    List<Scenario> all = ScenarioFiles.all();
    return json ? ScenarioReport.json(all) + "\n" : ScenarioReport.text(all);
  }
}
