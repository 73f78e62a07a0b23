package dev.conctop.app.headless;

import dev.conctop.app.scenario.ScenarioFiles;
import dev.conctop.catalog.Engine;
import dev.conctop.catalog.scenario.Scenario;
import dev.conctop.report.CatalogReport;
import dev.conctop.report.run.ScenarioReport;
import java.util.List;

/** Prints what can be run. */
public final class ListCommand {
  private ListCommand() {}

  /**
   * The text or the JSON document, with an end of line.
   *
   * @param engines what there is of them; none when there is no interpreter to have them
   */
  public static String of(
      boolean workloads, boolean models, boolean json, List<Engine.Found> engines) {
    return json
        ? CatalogReport.json(workloads, models, engines) + "\n"
        : CatalogReport.text(workloads, models, engines);
  }

  /** The scenarios, with an end of line. */
  public static String scenarios(boolean json) {
    List<Scenario> all = ScenarioFiles.all();
    return json ? ScenarioReport.json(all) + "\n" : ScenarioReport.text(all);
  }
}
