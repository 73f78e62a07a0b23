package dev.conctop.export.html;

import dev.conctop.export.html.markup.Figures;
import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Tags;
import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.report.host.HostSeen;
import dev.conctop.report.part.UseFigures;
import dev.conctop.report.run.RunFigures;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.Series;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.HdrHistogram.Histogram;
import org.jsoup.nodes.Element;

/** The few figures that are asked for first. */
final class Tiles {
  private static final String NO_TASK = "no task was completed while measuring";
  private static final String NO_CORES = "the cores could not be read";

  private final Told.Subject subject;

  Tiles(Told.Subject subject) {
    this.subject = subject;
  }

  void add(Element header) {
    Element tiles = Tags.add(header, "dl", "tiles");
    switch (subject) {
      case Told.Subject.Run(RunFigures figures) -> run(tiles, figures);
      case Told.Subject.Process(Diagnosed found) -> process(tiles, found);
      case Told.Subject.Machine(HostSeen seen) -> machine(tiles, seen);
    }
  }

  private static void tile(
      Element tiles, String name, String path, Figure figure, DoubleFunction<String> shown) {
    Element tile = Tags.add(tiles, "div", "");
    Tags.text(tile, "dt", "", name);
    Figures.put(Tags.add(tile, "dd", ""), path, figure, shown);
  }

  private static void run(Element tiles, RunFigures figures) {
    tile(
        tiles,
        "tasks a second",
        "tasks.throughput_per_s",
        known(figures.throughput(), "nothing was measured"),
        Say::number);
    Optional<Histogram> response =
        figures.totals().latency(Series.RESPONSE).filter(values -> values.getTotalCount() > 0);
    for (int percentile : new int[] {50, 99}) {
      tile(
          tiles,
          "response p" + percentile,
          "latency_ns.response.p" + percentile,
          response
              .map(values -> Figure.exact(values.getValueAtPercentile(percentile)))
              .orElse(Figure.na(NO_TASK)),
          Say::time);
    }
    tile(tiles, "failed", "tasks.failed", Figure.exact(figures.tasks().failed()), Say::count);
    tile(
        tiles, "CPU over wall", "subject.cpu_over_wall", figures.used().cpuOverWall(), Say::number);
    busy(tiles, figures.state().observed().hostTotals());
  }

  private static Figure known(double value, String why) {
    return Double.isFinite(value) ? Figure.exact(value) : Figure.na(why);
  }

  private static void busy(Element tiles, Optional<HostTotals> host) {
    tile(
        tiles,
        "cores busy",
        "host.busy",
        host.map(totals -> known(totals.busy(), NO_CORES)).orElse(Figure.na(UseFigures.NO_LOOK)),
        Say::percent);
  }

  private static void process(Element tiles, Diagnosed found) {
    UseFigures used = found.used();
    Budget budget = found.state().totals().workers();
    tile(tiles, "CPU over wall", "subject.cpu_over_wall", used.cpuOverWall(), Say::number);
    tile(
        tiles,
        "threads",
        "subject.threads",
        used.use().map(use -> Figure.exact(use.threads())).orElse(Figure.na(UseFigures.NO_LOOK)),
        Say::count);
    for (Part part : new Part[] {Part.RUN_QUEUE, Part.LOCK}) {
      tile(
          tiles,
          part.label(),
          "thread_budget." + part.key(),
          budget.isEmpty()
              ? Figure.na(found.whyNoBudget())
              : new Figure(budget.share(part), budget.fidelity(part), ""),
          Say::percent);
    }
    tile(
        tiles,
        "memory",
        "subject.resident_bytes",
        used.use().map(use -> use.residentBytes()).orElse(Figure.na(UseFigures.NO_LOOK)),
        Say::bytes);
    busy(tiles, found.state().observed().hostTotals());
  }

  private static void machine(Element tiles, HostSeen seen) {
    tile(tiles, "cores busy", "", known(seen.host().busy(), NO_CORES), Say::percent);
    tile(tiles, "runnable threads", "runnable", seen.host().runnable(), Say::count);
    tile(
        tiles, "CPU pressure", "pressure_cpu_some", seen.host().pressure().cpuSome(), Say::percent);
    tile(tiles, "I/O pressure", "pressure_io_some", seen.host().pressure().ioSome(), Say::percent);
    tile(
        tiles,
        "processes",
        "processes_seen",
        seen.processes()
            .map(table -> Figure.exact(table.rows().size()))
            .orElse(Figure.na(HostSeen.NO_PROCESSES)),
        Say::count);
    CpuLimit limit = seen.limit();
    if (limit.limited()) {
      tile(tiles, "own quota, cores", "cpu_quota.cores", limit.quotaCores(), Say::number);
    }
  }
}
