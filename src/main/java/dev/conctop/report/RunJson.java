package dev.conctop.report;

import dev.conctop.diagnosis.Verdict;
import dev.conctop.sample.Budget;
import dev.conctop.sample.CoreUse;
import dev.conctop.sample.Figure;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.Part;
import dev.conctop.sample.ProcessUse;
import dev.conctop.sample.Series;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskWait;
import dev.conctop.state.State;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The document {@code conctop.run/1} of a measured run; its schema is on the JSON page of the
 * manual. A figure that could not be got is null, with its reason under {@code na}.
 */
public final class RunJson {
  public static final String SCHEMA = "conctop.run/1";

  private final RunFigures figures;
  private final JsonGenerator out;
  private final Map<String, String> missing = new LinkedHashMap<>();

  private RunJson(RunFigures figures, JsonGenerator out) {
    this.figures = figures;
    this.out = out;
  }

  /** The document as one line of text, without an end of line. */
  public static String of(State state) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new RunJson(RunFigures.of(state), out).write();
    }
    return text.toString();
  }

  private void write() {
    out.writeStartObject();
    out.writeStringProperty("schema", SCHEMA);
    run();
    tasks();
    latencies();
    taskBudget();
    budget("thread_budget", figures.totals().workers());
    budget("runtime_budget", figures.totals().runtime());
    subject();
    host();
    verdict();
    observer();
    gauges();
    out.writeObjectPropertyStart("na");
    missing.forEach(out::writeStringProperty);
    out.writeEndObject();
    out.writeEndObject();
  }

  /** Documents are kept and passed on: a password is not for them. */
  private static String withoutSecret(String name, String value) {
    return name.equals("password") && !value.isEmpty() ? "***" : value;
  }

  private void run() {
    var spec = figures.spec();
    out.writeStringProperty("workload", spec.workload().id());
    out.writeStringProperty("model", spec.model().id());
    out.writeBooleanProperty("emulated", spec.emulated());
    out.writeObjectPropertyStart("parameters");
    spec.parameters()
        .written()
        .forEach((name, value) -> out.writeStringProperty(name, withoutSecret(name, value)));
    out.writeEndObject();
    out.writeNumberProperty("workers", spec.workers());
    if (spec.openLoop()) {
      absent("in_flight", "an open loop has no number in flight");
      number("rate_per_s", spec.ratePerSecond());
    } else {
      out.writeNumberProperty("in_flight", spec.inFlight());
      out.writeNullProperty("rate_per_s");
    }
    out.writeObjectPropertyStart("runtime");
    Optional<SubjectEvent.Hello> hello = figures.state().observed().hello();
    out.writeStringProperty("name", hello.map(SubjectEvent.Hello::runtimeName).orElse(""));
    out.writeStringProperty("version", hello.map(SubjectEvent.Hello::runtimeVersion).orElse(""));
    out.writeEndObject();
    out.writeNumberProperty("wall_s", seconds(figures.wallNanos()));
  }

  private void tasks() {
    out.writeObjectPropertyStart("tasks");
    out.writeNumberProperty("completed", figures.tasks().completed());
    out.writeNumberProperty("failed", figures.tasks().failed());
    out.writeNumberProperty("cancelled", figures.tasks().cancelled());
    plain("throughput_per_s", "tasks", figures.throughput(), "nothing was measured");
    out.writeObjectPropertyStart("errors");
    figures.totals().errors().forEach(out::writeNumberProperty);
    out.writeEndObject();
    out.writeEndObject();
  }

  private void latencies() {
    out.writeObjectPropertyStart("latency_ns");
    for (Series series : Series.values()) {
      Optional<Histogram> histogram = figures.totals().latency(series);
      if (histogram.isEmpty() || histogram.get().getTotalCount() == 0) {
        out.writeNullProperty(series.key());
        missing.put("latency_ns." + series.key(), whyNoSeries(series));
      } else {
        histogram(series, histogram.get());
      }
    }
    out.writeEndObject();
  }

  private static String whyNoSeries(Series series) {
    return switch (series) {
      case RESPONSE, QUEUE, SERVICE -> "no task was completed while measuring";
      case LOOP_LAG -> "this model has no event loop";
      case GIL_WAIT -> "this model has no interpreter lock, or nobody waited for it";
      case ROUND_TRIP -> "this workload makes no echo round trips";
    };
  }

  private void histogram(Series series, Histogram values) {
    out.writeObjectPropertyStart(series.key());
    out.writeNumberProperty("count", values.getTotalCount());
    out.writeNumberProperty("min", values.getMinValue());
    out.writeNumberProperty("mean", values.getMean());
    out.writeNumberProperty("p50", values.getValueAtPercentile(50));
    out.writeNumberProperty("p90", values.getValueAtPercentile(90));
    out.writeNumberProperty("p99", values.getValueAtPercentile(99));
    out.writeNumberProperty("p99_9", values.getValueAtPercentile(99.9));
    out.writeNumberProperty("max", values.getMaxValue());
    out.writeNumberProperty("clipped", figures.totals().clipped(series));
    out.writeEndObject();
  }

  private void taskBudget() {
    out.writeObjectPropertyStart("task_budget");
    out.writeNumberProperty("ready", figures.tasks().share(TaskWait.READY));
    out.writeNumberProperty("running", figures.tasks().share(TaskWait.RUNNING));
    out.writeNumberProperty("waiting_io", figures.waitingIo());
    out.writeNumberProperty("waiting_lock", figures.waitingLock());
    out.writeObjectPropertyStart("waiting_for");
    for (int i = 0; i < TaskWait.count(); i++) {
      TaskWait state = TaskWait.at(i);
      if (state.isIo() || state.isLock()) {
        out.writeNumberProperty(state.key(), figures.tasks().share(state));
      }
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private void budget(String name, Budget budget) {
    if (budget.isEmpty()) {
      absent(name, "no such thread was seen while measuring");
      return;
    }
    out.writeObjectPropertyStart(name);
    for (int i = 0; i < Part.count(); i++) {
      out.writeNumberProperty(Part.at(i).key(), budget.share(Part.at(i)));
    }
    out.writeNumberProperty("closure_error", budget.closureError());
    out.writeObjectPropertyStart("fidelity");
    for (int i = 0; i < Part.count(); i++) {
      out.writeStringProperty(Part.at(i).key(), budget.fidelity(Part.at(i)).label());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private void subject() {
    Optional<ProcessUse> use = figures.use();
    if (use.isEmpty()) {
      absent("subject", "the run was over before the first look");
      return;
    }
    out.writeObjectPropertyStart("subject");
    out.writeNumberProperty("processes", use.get().processes());
    out.writeNumberProperty("threads", use.get().threads());
    Figure cpu = use.get().cpuNanos();
    figure("cpu_s", "subject", cpu.known() ? scaled(cpu, 1e-9) : cpu);
    figure("cpu_over_wall", "subject", figures.cpuOverWall());
    figure(
        "voluntary_switches_per_s",
        "subject",
        figures.perSecond(use.map(ProcessUse::voluntarySwitches)));
    figure(
        "involuntary_switches_per_s",
        "subject",
        figures.perSecond(use.map(ProcessUse::involuntarySwitches)));
    figure("resident_bytes", "subject", use.get().residentBytes());
    out.writeEndObject();
  }

  private static Figure scaled(Figure figure, double by) {
    return new Figure(figure.value() * by, figure.fidelity(), "");
  }

  private void host() {
    Optional<HostTotals> totals = figures.state().observed().hostTotals();
    if (totals.isEmpty()) {
      absent("host", "the run was over before the first look");
      return;
    }
    out.writeObjectPropertyStart("host");
    out.writeNumberProperty("cores", totals.get().cores().size());
    plain("busy", "host", totals.get().busy(), "the cores could not be read");
    out.writeArrayPropertyStart("per_core");
    for (CoreUse core : totals.get().cores()) {
      out.writeStartObject();
      out.writeNumberProperty("core", core.core());
      out.writeNumberProperty("user", core.user());
      out.writeNumberProperty("system", core.system());
      out.writeNumberProperty("iowait", core.iowait());
      out.writeNumberProperty("steal", core.steal());
      out.writeNumberProperty("idle", core.idle());
      out.writeEndObject();
    }
    out.writeEndArray();
    figure("other_load_cores", "host", totals.get().otherLoadCores());
    out.writeEndObject();
  }

  private void verdict() {
    Verdict verdict = figures.verdict();
    out.writeObjectPropertyStart("verdict");
    out.writeStringProperty("class", verdict.kind().word());
    if (verdict.cause().isEmpty()) {
      out.writeNullProperty("cause");
    } else {
      out.writeStringProperty("cause", verdict.cause());
    }
    out.writeArrayPropertyStart("findings");
    verdict.findings().forEach(finding -> out.writeString(finding.name().word()));
    out.writeEndArray();
    out.writeArrayPropertyStart("advice");
    verdict.findings().forEach(finding -> out.writeString(finding.advice()));
    out.writeEndArray();
    out.writeArrayPropertyStart("evidence");
    verdict.evidence().forEach(out::writeString);
    out.writeEndArray();
    out.writeEndObject();
  }

  private void observer() {
    out.writeObjectPropertyStart("observer");
    Optional<ObserverCost> cost = figures.state().observed().cost();
    Figure share =
        cost.map(ObserverCost::cpuShareOfCore)
            .orElse(Figure.na("the run was over before the first look"));
    figure("cpu_percent_of_core", "observer", share.known() ? scaled(share, 100) : share);
    out.writeNumberProperty("samples", cost.map(ObserverCost::samples).orElse(0L));
    out.writeNumberProperty("missed", cost.map(ObserverCost::missed).orElse(0L));
    out.writeNumberProperty("lost_frames", figures.totals().lostFrames());
    out.writeArrayPropertyStart("notes");
    cost.map(ObserverCost::notice).filter(text -> !text.isEmpty()).ifPresent(out::writeString);
    out.writeEndArray();
    out.writeEndObject();
  }

  private void gauges() {
    out.writeObjectPropertyStart("gauges");
    figures
        .state()
        .observed()
        .frame()
        .ifPresent(
            frame ->
                frame.gauges().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(e -> out.writeNumberProperty(e.getKey(), e.getValue())));
    out.writeEndObject();
  }

  // ---- values that may be missing

  private void absent(String name, String reason) {
    out.writeNullProperty(name);
    missing.put(name, reason);
  }

  private void figure(String name, String path, Figure figure) {
    if (figure.known()) {
      out.writeNumberProperty(name, figure.value());
    } else {
      out.writeNullProperty(name);
      missing.put(path + "." + name, figure.reason());
    }
  }

  private void plain(String name, String path, double value, String reason) {
    figure(name, path, Double.isFinite(value) ? Figure.exact(value) : Figure.na(reason));
  }

  private void number(String name, OptionalDouble value) {
    out.writeNumberProperty(name, value.orElse(0));
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
