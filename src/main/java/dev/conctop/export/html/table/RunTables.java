package dev.conctop.export.html.table;

import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.Secrets;
import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Table;
import dev.conctop.report.run.RunFigures;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jsoup.nodes.Element;

/** All figures of a measured run. */
public final class RunTables {
  private static final String NO_THREAD = "no such thread was seen while measuring";

  private final RunFigures figures;
  private final Element parent;

  private RunTables(RunFigures figures, Element parent) {
    this.figures = figures;
    this.parent = parent;
  }

  public static void add(Element parent, RunFigures figures) {
    new RunTables(figures, parent).write();
  }

  private void write() {
    latencies();
    tasks();
    states();
    SharedTables.budget(
        parent, "Worker threads' time", "thread_budget", figures.totals().workers(), NO_THREAD);
    SharedTables.budget(
        parent,
        "The runtime's own threads' time",
        "runtime_budget",
        figures.totals().runtime(),
        NO_THREAD);
    SharedTables.subject(parent, figures.used());
    SharedTables.host(parent, figures.state().observed().hostTotals());
    Table observer = SharedTables.observer(parent, figures.state().observed().cost());
    observer
        .row("frames that never came")
        .exact("observer.lost_frames", figures.totals().lostFrames(), Say::count);
    run();
    gauges();
  }

  private void latencies() {
    Table table =
        new Table(
            parent,
            "Latency",
            "",
            "p50",
            "p90",
            "p99",
            "p99.9",
            "max",
            "min",
            "mean",
            "count",
            "above 1 h");
    for (Series series : Series.values()) {
      Optional<Histogram> found =
          figures.totals().latency(series).filter(values -> values.getTotalCount() > 0);
      Table.Row row = table.row(series.key().replace('_', ' '));
      String path = "latency_ns." + series.key();
      if (found.isEmpty()) {
        row.missing(figures.whyNoSeries(series));
        continue;
      }
      Histogram values = found.get();
      row.exact(path + ".p50", values.getValueAtPercentile(50), Say::time)
          .exact(path + ".p90", values.getValueAtPercentile(90), Say::time)
          .exact(path + ".p99", values.getValueAtPercentile(99), Say::time)
          .exact(path + ".p99_9", values.getValueAtPercentile(99.9), Say::time)
          .exact(path + ".max", values.getMaxValue(), Say::time)
          .exact(path + ".min", values.getMinValue(), Say::time)
          .exact(path + ".mean", values.getMean(), Say::time)
          .exact(path + ".count", values.getTotalCount(), Say::count)
          .exact(path + ".clipped", figures.totals().clipped(series), Say::count);
    }
  }

  private void tasks() {
    Table table = new Table(parent, "Tasks");
    table.row("completed").exact("tasks.completed", figures.tasks().completed(), Say::count);
    table.row("failed").exact("tasks.failed", figures.tasks().failed(), Say::count);
    table.row("cancelled").exact("tasks.cancelled", figures.tasks().cancelled(), Say::count);
    table
        .row("completed a second")
        .exact("tasks.throughput_per_s", figures.throughput(), Say::number, "nothing was measured");
    table
        .row("measured")
        .exact("wall_s", figures.wallNanos() / 1e9, s -> Say.number(s) + Say.NARROW + "s");
    for (Map.Entry<String, Long> error : new TreeMap<>(figures.totals().errors()).entrySet()) {
      table.row("failed: " + error.getKey()).exact("", error.getValue(), Say::count);
    }
  }

  private void states() {
    Table table = new Table(parent, "Where tasks' time went");
    for (int i = 0; i < TaskWait.count(); i++) {
      TaskWait state = TaskWait.at(i);
      boolean waits = state.isIo() || state.isLock();
      table
          .row((waits ? "waiting: " : "") + state.key())
          .exact(
              "task_budget." + (waits ? "waiting_for." : "") + state.key(),
              figures.tasks().share(state),
              Say::percent);
    }
    table
        .row("waiting for I/O in all")
        .exact("task_budget.waiting_io", figures.waitingIo(), Say::percent);
    table
        .row("waiting for locks in all")
        .exact("task_budget.waiting_lock", figures.waitingLock(), Say::percent);
  }

  private void run() {
    RunSpec spec = figures.spec();
    Table table = new Table(parent, "The run");
    table.row("workload").text(spec.workload().id());
    table.row("model").text(spec.model().id());
    table.row("emulated").text(spec.emulated() ? "yes: it stands for another runtime's" : "no");
    table
        .row("simulated")
        .text(spec.workload().simulated() ? "yes: its device stands for another one" : "no");
    table.row("workers").exact("workers", spec.workers(), Say::count);
    if (spec.openLoop()) {
      table
          .row("arrivals a second")
          .exact("rate_per_s", spec.ratePerSecond().orElse(Double.NaN), Say::number);
    } else {
      table.row("in flight").exact("in_flight", spec.inFlight(), Say::count);
    }
    Optional<SubjectEvent.Hello> hello = figures.state().observed().hello();
    table
        .row("runtime")
        .text(hello.map(h -> h.runtimeName() + " " + h.runtimeVersion()).orElse("n/a"));
    new TreeMap<>(spec.parameters().written())
        .forEach((name, value) -> table.row(name).text(Secrets.masked(name, value)));
  }

  private void gauges() {
    Map<String, Double> gauges =
        figures.state().observed().frame().map(TaskFrame::gauges).orElse(Map.of());
    if (gauges.isEmpty()) {
      return;
    }
    Table table = new Table(parent, "The runtime's own figures at the end");
    new TreeMap<>(gauges).forEach((name, value) -> table.row(name).exact("", value, Say::number));
  }
}
