package dev.conctop.export;

import dev.conctop.export.folded.FoldedExport;
import dev.conctop.export.hlog.HlogExport;
import dev.conctop.export.perfetto.PerfettoExport;
import dev.conctop.export.table.CsvExport;
import dev.conctop.export.table.NdjsonExport;
import java.util.List;
import java.util.Optional;

/** All formats that a recording can be written in: one row each. */
public final class ExportFormats {
  private static final List<ExportFormat> ALL =
      List.of(
          new ExportFormat(
              "hlog", "hlog", false, "latencies for HdrHistogram's tools", _ -> new HlogExport()),
          new ExportFormat("csv", "csv", false, "one table of facts", CsvExport::of),
          new ExportFormat(
              "ndjson", "ndjson", false, "every fact, one a line", _ -> new NdjsonExport()),
          new ExportFormat(
              "perfetto",
              "pftrace",
              true,
              "lanes and counters for ui.perfetto.dev",
              _ -> new PerfettoExport()),
          new ExportFormat(
              "folded",
              "folded",
              false,
              "time by stacks for flame graphs",
              _ -> new FoldedExport()));

  private ExportFormats() {}

  public static List<ExportFormat> all() {
    return ALL;
  }

  public static List<String> names() {
    return ALL.stream().map(ExportFormat::name).toList();
  }

  public static Optional<ExportFormat> named(String name) {
    return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
  }
}
