package dev.conctop.report.run;

import dev.conctop.report.part.CsvLines;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A measured run as CSV: {@code figure,value,unit,fidelity}, one figure a line (RFC 4180). An
 * unknown figure has an empty value. Cells that a spreadsheet would take for a formula are quoted
 * with an apostrophe.
 */
public final class RunCsv {
  private final RunFigures figures;
  private final CsvLines out = new CsvLines();

  private RunCsv(RunFigures figures) {
    this.figures = figures;
  }

  public static String of(State state) {
    RunCsv csv = new RunCsv(RunFigures.of(state));
    csv.write();
    return csv.out.toString();
  }

  private void write() {
    out.row("figure", "value", "unit", "fidelity");
    out.row("workload", figures.spec().workload().id(), "", "exact");
    out.row("model", figures.spec().model().id(), "", "exact");
    out.row("emulated", "" + figures.spec().emulated(), "", "exact");
    out.row("simulated", "" + figures.spec().workload().simulated(), "", "exact");
    out.row("workers", "" + figures.spec().workers(), "threads", "exact");
    exact("wall", figures.wallNanos() / 1e9, "s");
    exact("completed", figures.tasks().completed(), "tasks");
    exact("failed", figures.tasks().failed(), "tasks");
    exact("throughput", figures.throughput(), "tasks/s");
    for (Map.Entry<String, Long> error : new TreeMap<>(figures.totals().errors()).entrySet()) {
      out.row("error " + error.getKey(), "" + error.getValue(), "tasks", "exact");
    }
    for (Series series : Series.values()) {
      latency(series);
    }
    for (int i = 0; i < TaskWait.count(); i++) {
      exact("task " + TaskWait.at(i).key(), figures.tasks().share(TaskWait.at(i)), "share");
    }
    for (int i = 0; i < Part.count(); i++) {
      Part part = Part.at(i);
      out.row(
          "thread " + part.key(),
          CsvLines.number(figures.totals().workers().share(part)),
          "share",
          figures.totals().workers().fidelity(part).label());
    }
    out.figure("cpu_over_wall", figures.used().cpuOverWall(), "cores");
    ServedFigures.of(figures).ifPresent(this::served);
    out.row("verdict", figures.verdict().kind().word(), "", "");
    out.row("cause", figures.verdict().cause(), "", "");
    List<String> findings = new ArrayList<>();
    figures.verdict().findings().forEach(finding -> findings.add(finding.name().word()));
    out.row("findings", String.join(" ", findings), "", "");
  }

  private void served(ServedFigures its) {
    out.row("server", its.server().id(), "", "exact");
    out.figure("server cpu_s_per_1000", its.serverCpu(), "s");
    out.figure("generator cores", its.generatorCores(), "cores");
    out.figure("generator cpu_s_per_1000", its.generatorCpu(), "s");
  }

  private void latency(Series series) {
    figures
        .totals()
        .latency(series)
        .ifPresent(
            values -> {
              for (double p : new double[] {50, 90, 99, 99.9}) {
                String name = p == 99.9 ? "p99_9" : "p" + (int) p;
                exact(series.key() + " " + name, values.getValueAtPercentile(p), "ns");
              }
              exact(series.key() + " max", values.getMaxValue(), "ns");
            });
  }

  private void exact(String name, double value, String unit) {
    out.figure(
        name, Double.isFinite(value) ? Figure.exact(value) : Figure.na("nothing measured"), unit);
  }
}
