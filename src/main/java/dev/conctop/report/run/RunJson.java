package dev.conctop.report.run;

import dev.conctop.catalog.Secrets;
import dev.conctop.report.assertion.Outcome;
import dev.conctop.report.part.JsonParts;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.State;
import java.io.StringWriter;
import java.util.List;
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

  private static final String NO_THREAD = "no such thread was seen while measuring";

  private final RunFigures figures;
  private final JsonGenerator out;
  private final JsonParts parts;

  private RunJson(RunFigures figures, JsonGenerator out) {
    this.figures = figures;
    this.out = out;
    this.parts = new JsonParts(out);
  }

  /** The document as one line of text, without an end of line. */
  public static String of(State state) {
    return of(state, List.of());
  }

  /** The same with what became of assertions, if there were any. */
  public static String of(State state, List<Outcome> assertions) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new RunJson(RunFigures.of(state), out).write(assertions);
    }
    return text.toString();
  }

  private void write(List<Outcome> assertions) {
    out.writeStartObject();
    out.writeStringProperty("schema", SCHEMA);
    run();
    tasks();
    latencies();
    taskBudget();
    parts.budget("thread_budget", figures.totals().workers(), NO_THREAD);
    parts.budget("runtime_budget", figures.totals().runtime(), NO_THREAD);
    parts.subject(figures.used());
    ServedFigures.of(figures).ifPresent(this::served);
    parts.host(figures.state().observed().hostTotals());
    parts.verdict(figures.verdict());
    observer();
    gauges();
    if (!assertions.isEmpty()) {
      parts.assertions(assertions);
    }
    parts.missing();
    out.writeEndObject();
  }

  private void run() {
    var spec = figures.spec();
    out.writeStringProperty("workload", spec.workload().id());
    out.writeStringProperty("model", spec.model().id());
    out.writeBooleanProperty("emulated", spec.emulated());
    out.writeBooleanProperty("simulated", spec.workload().simulated());
    out.writeObjectPropertyStart("parameters");
    spec.parameters()
        .written()
        .forEach((name, value) -> out.writeStringProperty(name, Secrets.masked(name, value)));
    out.writeEndObject();
    out.writeNumberProperty("workers", spec.workers());
    if (spec.openLoop()) {
      parts.absent("in_flight", "an open loop has no number in flight");
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
    parts.plain("throughput_per_s", "tasks", figures.throughput(), "nothing was measured");
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
        parts.why("latency_ns." + series.key(), figures.whyNoSeries(series));
      } else {
        histogram(series, histogram.get());
      }
    }
    new SlowJson(out, parts).write(figures.totals());
    out.writeEndObject();
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

  /** Of a run whose server is watched. */
  private void served(ServedFigures its) {
    out.writeObjectPropertyStart("server");
    out.writeStringProperty("name", its.server().id());
    if (its.hello().isPresent()) {
      out.writeStringProperty("version", its.hello().get().runtimeVersion());
      out.writeNumberProperty("pid", its.hello().get().pid().value());
    }
    parts.figure("cpu_s_per_1000", "server", its.serverCpu());
    out.writeEndObject();
    out.writeObjectPropertyStart("generator");
    out.writeStringProperty("model", figures.spec().model().id());
    parts.figure("cores", "generator", its.generatorCores());
    parts.figure("cpu_s_per_1000", "generator", its.generatorCpu());
    out.writeEndObject();
  }

  private void observer() {
    out.writeObjectPropertyStart("observer");
    parts.observer(figures.state().observed().cost());
    out.writeNumberProperty("lost_frames", figures.totals().lostFrames());
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

  private void number(String name, OptionalDouble value) {
    out.writeNumberProperty(name, value.orElse(0));
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
