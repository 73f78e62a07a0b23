package dev.conctop.app;

import dev.conctop.report.CatalogReport;

/** Prints what can be run. */
public final class ListCommand {
  private ListCommand() {}

  /** The text or the JSON document, with an end of line. */
  public static String of(boolean workloads, boolean models, boolean json) {
    return json
        ? CatalogReport.json(workloads, models) + "\n"
        : CatalogReport.text(workloads, models);
  }
}
