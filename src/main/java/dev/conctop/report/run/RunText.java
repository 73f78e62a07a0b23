package dev.conctop.report.run;

import dev.conctop.diagnosis.slow.Slowness;
import dev.conctop.report.part.TextParts;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.State;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A measured run as text for people, 80 columns wide. */
public final class RunText {
  private final RunFigures figures;
  private final TextParts parts;
  private final StringBuilder out = new StringBuilder();

  private RunText(RunFigures figures, boolean ascii) {
    this.figures = figures;
    this.parts = new TextParts(out, ascii);
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
    parts.verdict(figures.verdict());
    tasks();
    latencies();
    parts.budget("where worker threads' time went", figures.totals().workers());
    parts.subject(figures.used());
    ServedFigures.of(figures).ifPresent(this::served);
    parts.host(figures.state().observed().hostTotals());
    figures
        .state()
        .observed()
        .cost()
        .filter(cost -> !cost.notice().isEmpty())
        .ifPresent(cost -> parts.line("note       %s", cost.notice()));
  }

  private void head() {
    var spec = figures.spec();
    String load =
        spec.openLoop()
            ? TextParts.number(spec.ratePerSecond().orElse(0)) + " arrivals a second"
            : spec.inFlight() + " in flight";
    parts.line(
        "%s%s under %s%s, %d worker%s, %s, %.1f s measured",
        spec.workload().id(),
        spec.workload().simulated() ? " (simulated)" : "",
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
        .ifPresent(
            hello ->
                parts.line(
                    ServedFigures.of(figures).isPresent()
                        ? "watched: server %s, %s; what generates its load is beside it"
                        : "on %s %s",
                    hello.runtimeName(),
                    hello.runtimeVersion()));
    parts.line("");
  }

  private void tasks() {
    parts.line(
        "tasks      %,d completed, %,d%s failed, %s a second",
        figures.tasks().completed(),
        figures.tasks().failed(),
        figures.tasks().completed() > 0 || figures.tasks().failed() == 0
            ? ""
            : String.format(Locale.ROOT, " of %,d", figures.tasks().failed()),
        Double.isFinite(figures.throughput()) ? TextParts.number(figures.throughput()) : "n/a");
    for (Map.Entry<String, Long> error : figures.totals().errors().entrySet()) {
      parts.line("           %,d x %s", error.getValue(), error.getKey());
    }
    parts.line(
        "           ready %s, running %s, waiting for I/O %s, for a lock %s",
        TextParts.percent(figures.tasks().share(TaskWait.READY)),
        TextParts.percent(figures.tasks().share(TaskWait.RUNNING)),
        TextParts.percent(figures.waitingIo()),
        TextParts.percent(figures.waitingLock()));
    parts.line("");
  }

  private void latencies() {
    parts.line(
        "%-11s%10s%10s%10s%10s%10s%12s", "latency", "p50", "p90", "p99", "p99.9", "max", "count");
    for (Series series : Series.values()) {
      figures
          .totals()
          .latency(series)
          .filter(values -> values.getTotalCount() > 0)
          .ifPresent(values -> latency(series, values));
    }
    Slowness.why(figures.totals()).ifPresent(why -> parts.line("why p99    %s", why.sentence()));
    parts.line("");
  }

  private void latency(Series series, Histogram values) {
    parts.line(
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

  private void served(ServedFigures its) {
    parts.line("server     %s CPU a request", cpu(its.serverCpu()));
    parts.line(
        "generator  %s: %s, %s CPU a request",
        figures.spec().model().id(),
        its.generatorCores().known()
            ? String.format(Locale.ROOT, "%.2f cores", its.generatorCores().value())
            : "n/a: " + its.generatorCores().reason(),
        cpu(its.generatorCpu()));
  }

  /** Seconds a thousand are milliseconds each. */
  private static String cpu(Figure secondsPerThousand) {
    return secondsPerThousand.known()
        ? time(secondsPerThousand.value() * 1e6)
        : "n/a (" + secondsPerThousand.reason() + ")";
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
