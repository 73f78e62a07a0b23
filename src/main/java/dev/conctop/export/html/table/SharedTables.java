package dev.conctop.export.html.table;

import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Table;
import dev.conctop.export.html.markup.Tags;
import dev.conctop.report.part.UseFigures;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.thread.ProcessUse;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** Tables that several reports have in common. */
final class SharedTables {
  private static final String NO_CORES = "the cores could not be read";

  private SharedTables() {}

  /**
   * Where threads' time went.
   *
   * @param path in JSON
   */
  static void budget(Element parent, String caption, String path, Budget budget, String whyEmpty) {
    Table table = new Table(parent, caption);
    if (budget.isEmpty()) {
      table.row("time").figure(path, Figure.na(whyEmpty), Say::percent);
      return;
    }
    for (int i = 0; i < Part.count(); i++) {
      Part part = Part.at(i);
      Figure share = new Figure(budget.share(part), budget.fidelity(part), "");
      table.row(part.label()).figure(path + "." + part.key(), share, Say::percent);
    }
    table
        .row("parts and wall time differ by")
        .exact(path + ".closure_error", budget.closureError(), Say::percent);
  }

  /** What the watched processes used. */
  static void subject(Element parent, UseFigures figures) {
    Table table = new Table(parent, "What it used");
    Optional<ProcessUse> use = figures.use();
    if (use.isEmpty()) {
      table.row("use").figure("subject", Figure.na(UseFigures.NO_LOOK), Say::number);
      return;
    }
    table.row("processes").exact("subject.processes", use.get().processes(), Say::count);
    table.row("threads").exact("subject.threads", use.get().threads(), Say::count);
    table
        .row("CPU time")
        .figure(
            "subject.cpu_s",
            use.get().cpuNanos().map(nanos -> nanos * 1e-9),
            seconds -> Say.number(seconds) + Say.NARROW + "s");
    table
        .row("CPU time over wall time")
        .figure("subject.cpu_over_wall", figures.cpuOverWall(), Say::number);
    table
        .row("voluntary switches a second")
        .figure(
            "subject.voluntary_switches_per_s",
            figures.perSecond(use.map(ProcessUse::voluntarySwitches)),
            Say::number);
    table
        .row("involuntary switches a second")
        .figure(
            "subject.involuntary_switches_per_s",
            figures.perSecond(use.map(ProcessUse::involuntarySwitches)),
            Say::number);
    table
        .row("resident memory")
        .figure("subject.resident_bytes", use.get().residentBytes(), Say::bytes);
  }

  /** The machine over the measured time. */
  static void host(Element parent, Optional<HostTotals> totals) {
    if (totals.isEmpty()) {
      Table table = new Table(parent, "The machine");
      table.row("cores").figure("host", Figure.na(UseFigures.NO_LOOK), Say::percent);
      return;
    }
    cores(parent, totals.get().cores(), "host.per_core");
    Table table = new Table(parent, "The machine");
    table.row("cores").exact("host.cores", totals.get().cores().size(), Say::count);
    table.row("busy").exact("host.busy", totals.get().busy(), Say::percent, NO_CORES);
    table
        .row("cores busy with others")
        .figure("host.other_load_cores", totals.get().otherLoadCores(), Say::number);
  }

  /**
   * Core by core.
   *
   * @param path of the list in JSON
   */
  static void cores(Element parent, List<CoreUse> cores, String path) {
    Table table = new Table(parent, "Cores", "core", "user", "system", "iowait", "stolen", "idle");
    for (int i = 0; i < cores.size(); i++) {
      CoreUse core = cores.get(i);
      String at = path + "[" + i + "].";
      table
          .row("" + core.core())
          .exact(at + "user", core.user(), Say::percent)
          .exact(at + "system", core.system(), Say::percent)
          .exact(at + "iowait", core.iowait(), Say::percent)
          .exact(at + "steal", core.steal(), Say::percent)
          .exact(at + "idle", core.idle(), Say::percent);
    }
  }

  /** A quota in force, or that there is none. */
  static void quota(Element parent, String caption, Optional<CpuLimit> limit) {
    Table table = new Table(parent, caption);
    Figure none = Figure.na(UseFigures.NO_LOOK);
    table
        .row("cores")
        .figure(
            "cpu_quota.cores",
            limit.map(CpuLimit::quotaCores).map(SharedTables::bounded).orElse(none),
            Say::number);
    table
        .row("held back in so many of its periods")
        .figure(
            "cpu_quota.throttled",
            limit.map(CpuLimit::throttledSinceMark).orElse(none),
            Say::percent);
  }

  private static Figure bounded(Figure cores) {
    return cores.known() && Double.isInfinite(cores.value())
        ? Figure.na("there is no limit")
        : cores;
  }

  /** What looking cost. */
  static Table observer(Element parent, Optional<ObserverCost> cost) {
    Table table = new Table(parent, "What looking cost");
    Figure share = cost.map(ObserverCost::cpuShareOfCore).orElse(Figure.na(UseFigures.NO_LOOK));
    table
        .row("conctop itself, of a core")
        .figure(
            "observer.cpu_percent_of_core",
            share.map(of -> of * 100),
            percent -> Say.percent(percent / 100));
    table
        .row("looks")
        .exact("observer.samples", cost.map(ObserverCost::samples).orElse(0L), Say::count);
    table
        .row("looks that came too late")
        .exact("observer.missed", cost.map(ObserverCost::missed).orElse(0L), Say::count);
    cost.map(ObserverCost::notice)
        .filter(notice -> !notice.isEmpty())
        .ifPresent(notice -> table.row("note").text(notice));
    return table;
  }

  /** How often causes of waits were looked up. */
  static void causes(Table table, Optional<CauseRate> rate) {
    CauseRate causes = rate.orElse(CauseRate.none());
    String path = "observer.causes.";
    table
        .row("causes looked up a second, wanted")
        .exact(path + "wanted_hz", causes.wantedHz(), Say::number, UseFigures.NO_LOOK);
    table
        .row("causes looked up a second")
        .exact(path + "achieved_hz", causes.meanHz(), Say::number, UseFigures.NO_LOOK);
    table
        .row("what that cost, of a core")
        .figure(
            path + "cost_percent_of_core",
            Double.isFinite(causes.meanCost())
                ? new Figure(100 * causes.meanCost(), Fidelity.ESTIMATED, "")
                : Figure.na(UseFigures.NO_LOOK),
            percent -> Say.percent(percent / 100));
    table
        .row("threads looked up between looks")
        .exact(path + "threads_seen", causes.seen(), Say::count);
  }

  /** A note below tables. */
  static void note(Element parent, String words) {
    Tags.text(parent, "p", "note", words);
  }
}
