package dev.conctop.report;

import dev.conctop.diagnosis.Verdict;
import dev.conctop.sample.Budget;
import dev.conctop.sample.CoreUse;
import dev.conctop.sample.Fidelity;
import dev.conctop.sample.Figure;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.Part;
import dev.conctop.sample.ProcessUse;
import dev.conctop.sample.Series;
import dev.conctop.sample.TaskWait;
import dev.conctop.state.State;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A measured run as text for people, 80 columns wide. */
public final class RunText {
  private static final int BAR = 30;

  private final RunFigures figures;
  private final boolean ascii;
  private final StringBuilder out = new StringBuilder();

  private RunText(RunFigures figures, boolean ascii) {
    this.figures = figures;
    this.ascii = ascii;
  }

  /**
   * The report, with an end of line.
   *
   * @param ascii 7-bit characters only
   */
  public static String of(State state, boolean ascii) {
    RunText text = new RunText(RunFigures.of(state), ascii);
    text.write();
    return text.out.toString();
  }

  private void write() {
    head();
    verdict();
    tasks();
    latencies();
    budget("where worker threads' time went", figures.totals().workers());
    subject();
    host();
    figures
        .state()
        .observed()
        .cost()
        .filter(cost -> !cost.notice().isEmpty())
        .ifPresent(cost -> line("note       %s", cost.notice()));
  }

  private void head() {
    var spec = figures.spec();
    String load =
        spec.openLoop()
            ? number(spec.ratePerSecond().orElse(0)) + " arrivals a second"
            : spec.inFlight() + " in flight";
    line(
        "%s under %s%s, %d worker%s, %s, %.1f s measured",
        spec.workload().id(),
        spec.model().id(),
        spec.emulated() ? " (emulated)" : "",
        spec.workers(),
        spec.workers() == 1 ? "" : "s",
        load,
        figures.wallNanos() / 1e9);
    figures
        .state()
        .observed()
        .hello()
        .ifPresent(hello -> line("on %s %s", hello.runtimeName(), hello.runtimeVersion()));
    line("");
  }

  private void verdict() {
    Verdict verdict = figures.verdict();
    line(
        "%s%s",
        verdict.kind().word().toUpperCase(Locale.ROOT),
        verdict.cause().isEmpty() ? "" : " " + verdict.cause());
    line("  %s", String.join(ascii ? ", " : " · ", verdict.evidence()));
    for (Verdict.Finding finding : verdict.findings()) {
      line("  %s: %s", finding.name().word(), finding.advice());
    }
    line("");
  }

  private void tasks() {
    line(
        "tasks      %,d completed, %,d failed, %s a second",
        figures.tasks().completed(),
        figures.tasks().failed(),
        Double.isFinite(figures.throughput()) ? number(figures.throughput()) : "n/a");
    for (Map.Entry<String, Long> error : figures.totals().errors().entrySet()) {
      line("           %,d x %s", error.getValue(), error.getKey());
    }
    line(
        "           ready %s, running %s, waiting for I/O %s, for a lock %s",
        percent(figures.tasks().share(TaskWait.READY)),
        percent(figures.tasks().share(TaskWait.RUNNING)),
        percent(figures.waitingIo()),
        percent(figures.waitingLock()));
    line("");
  }

  private void latencies() {
    line("%-11s%10s%10s%10s%10s%10s%12s", "latency", "p50", "p90", "p99", "p99.9", "max", "count");
    for (Series series : Series.values()) {
      figures
          .totals()
          .latency(series)
          .filter(values -> values.getTotalCount() > 0)
          .ifPresent(values -> latency(series, values));
    }
    line("");
  }

  private void latency(Series series, Histogram values) {
    line(
        "%-11s%10s%10s%10s%10s%10s%,12d%s",
        series.key().replace('_', ' '),
        time(values.getValueAtPercentile(50)),
        time(values.getValueAtPercentile(90)),
        time(values.getValueAtPercentile(99)),
        time(values.getValueAtPercentile(99.9)),
        time(values.getMaxValue()),
        values.getTotalCount(),
        figures.totals().clipped(series) > 0
            ? "  clipped " + figures.totals().clipped(series)
            : "");
  }

  private void budget(String title, Budget budget) {
    line("%s", title);
    if (budget.isEmpty()) {
      line("  n/a: no such thread was seen while measuring");
      line("");
      return;
    }
    for (int i = 0; i < Part.count(); i++) {
      Part part = Part.at(i);
      double share = budget.share(part);
      if (share > 0.0005 || part == Part.ON_CPU || part == Part.RUN_QUEUE) {
        line(
            "  %-10s %6.1f %% %s%s",
            part.label(),
            share * 100,
            bar(share),
            budget.fidelity(part) == Fidelity.EXACT ? "" : "  " + budget.fidelity(part).label());
      }
    }
    line("  closed to %.2f %% of wall time", budget.closureError() * 100);
    line("");
  }

  private void subject() {
    Figure cpu = figures.cpuOverWall();
    line(
        "subject    cpu/wall %s, %s processes, %s threads, switches/s %s voluntary, %s involuntary",
        cpu.known() ? String.format(Locale.ROOT, "%.2f", cpu.value()) : "n/a",
        figures.use().map(use -> "" + use.processes()).orElse("n/a"),
        figures.use().map(use -> "" + use.threads()).orElse("n/a"),
        rate(figures.perSecond(figures.use().map(ProcessUse::voluntarySwitches))),
        rate(figures.perSecond(figures.use().map(ProcessUse::involuntarySwitches))));
  }

  private void host() {
    HostTotals totals = figures.state().observed().hostTotals().orElse(null);
    if (totals == null) {
      line("host       n/a: the run was over before the first look");
      return;
    }
    for (CoreUse core : totals.cores()) {
      line(
          "core %-5d user %s, system %s, iowait %s, steal %s, idle %s",
          core.core(),
          percent(core.user()),
          percent(core.system()),
          percent(core.iowait()),
          percent(core.steal()),
          percent(core.idle()));
    }
    Figure other = totals.otherLoadCores();
    line(
        "other load %s",
        other.known()
            ? String.format(Locale.ROOT, "%.2f cores", other.value())
            : "n/a: " + other.reason());
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  private String bar(double share) {
    int cells = (int) Math.round(share * BAR);
    return (ascii ? "#" : "█").repeat(Math.clamp(cells, 0, BAR));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  private static String rate(Figure figure) {
    return figure.known() ? number(figure.value()) : "n/a";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }

  private static String time(double nanos) {
    if (nanos < 1e3) {
      return String.format(Locale.ROOT, "%.0f ns", nanos);
    }
    if (nanos < 1e6) {
      return String.format(Locale.ROOT, "%.1f us", nanos / 1e3);
    }
    return nanos < 1e9
        ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
        : String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
  }
}
