package dev.conctop.report.sweep;

import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.Secrets;
import dev.conctop.experiment.curve.Bounds;
import dev.conctop.experiment.curve.Estimate;
import dev.conctop.experiment.curve.Knee;
import dev.conctop.experiment.curve.Point;
import dev.conctop.experiment.curve.Slo;
import dev.conctop.experiment.curve.UslFit;
import dev.conctop.experiment.sweep.SweepPlan;
import dev.conctop.experiment.sweep.Swept;
import dev.conctop.report.part.JsonParts;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The document {@code conctop.sweep/2}. */
public final class SweepJson {
  public static final String SCHEMA = "conctop.sweep/2";

  private static final String FEW =
      "fewer than " + Estimate.LEAST_BLOCKS + " blocks have no interval";
  private static final String NO_TASK = "no task was completed in any block";
  private static final String NO_P99 = "no block has tasks enough for it";

  private final Swept swept;
  private final SweepPlan plan;
  private final JsonGenerator out;
  private final JsonParts parts;

  private SweepJson(Swept swept, JsonGenerator out) {
    this.swept = swept;
    this.plan = swept.plan();
    this.out = out;
    this.parts = new JsonParts(out);
  }

  /** The document as one line of text, without an end of line. */
  public static String of(Swept swept) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new SweepJson(swept, out).write();
    }
    return text.toString();
  }

  private void write() {
    out.writeStartObject();
    out.writeStringProperty("schema", SCHEMA);
    run();
    out.writeNumberProperty("seed", plan.seed());
    out.writeNumberProperty("cores", plan.cores());
    out.writeArrayPropertyStart("points");
    for (int i = 0; i < swept.points().size(); i++) {
      point(i);
    }
    out.writeEndArray();
    knee();
    best();
    slo();
    fit();
    bounds();
    out.writeNumberProperty("blocks", swept.blocks());
    out.writeNumberProperty("measured_again", swept.setAside());
    out.writeNumberProperty("completed", swept.completed());
    out.writeNumberProperty("failed", swept.failed());
    out.writeStringProperty("ended", swept.ended());
    parts.missing();
    out.writeEndObject();
  }

  private void run() {
    RunSpec spec = plan.spec();
    out.writeStringProperty("workload", spec.workload().id());
    out.writeStringProperty("model", spec.model().id());
    out.writeBooleanProperty("emulated", spec.emulated());
    out.writeBooleanProperty("simulated", spec.workload().simulated());
    out.writeObjectPropertyStart("parameters");
    spec.parameters().written().forEach(this::parameter);
    out.writeEndObject();
    out.writeStringProperty("over", plan.range().over());
    fixed("workers", SweepPlan.WORKERS, spec.workers());
    if (spec.openLoop()) {
      parts.absent("in_flight", "an open loop has no number in flight");
      fixed("rate_per_s", SweepPlan.RATE, spec.ratePerSecond().orElse(0));
    } else {
      fixed("in_flight", SweepPlan.IN_FLIGHT, spec.inFlight());
      parts.absent("rate_per_s", "a closed loop has no rate");
    }
  }

  private void parameter(String name, String value) {
    if (!name.equals(plan.range().over())) {
      out.writeStringProperty(name, Secrets.masked(name, value));
    }
  }

  private void fixed(String name, String over, double value) {
    if (plan.range().over().equals(over)) {
      parts.absent(name, "it is what is gone over");
    } else if (value == Math.rint(value)) {
      out.writeNumberProperty(name, (long) value);
    } else {
      out.writeNumberProperty(name, value);
    }
  }

  private void point(int i) {
    Point point = swept.points().get(i);
    String path = "points[" + i + "]";
    out.writeStartObject();
    value("value", point.value());
    out.writeStringProperty("written", plan.range().written(point.value()));
    estimate("throughput", path, point.throughput(), NO_TASK);
    estimate("p50_ns", path, point.p50Nanos(), NO_TASK);
    estimate("p99_ns", path, point.p99Nanos(), NO_P99);
    out.writeNumberProperty("blocks", point.blocks().size());
    out.writeNumberProperty("unsteady", point.unsteady());
    if (swept.verdicts().get(i).isEmpty()) {
      parts.absent(path, "verdict", "no block gave one");
    } else {
      out.writeStringProperty("verdict", swept.verdicts().get(i));
    }
    out.writeEndObject();
  }

  private void knee() {
    Knee knee = swept.knee();
    if (Double.isNaN(knee.value())) {
      parts.absent("knee", knee.reason());
      return;
    }
    out.writeObjectPropertyStart("knee");
    value("value", knee.value());
    if (knee.hasInterval()) {
      value("low", knee.low());
      value("high", knee.high());
    } else {
      parts.absent("knee", "low", "too few blocks for an interval");
      parts.absent("knee", "high", "too few blocks for an interval");
    }
    out.writeEndObject();
  }

  private void best() {
    if (swept.best().isEmpty()) {
      parts.absent("best", swept.knee().reason());
      return;
    }
    Point best = swept.best().get();
    out.writeObjectPropertyStart("best");
    value("value", best.value());
    estimate("throughput", "best", best.throughput(), NO_TASK);
    out.writeEndObject();
  }

  private void slo() {
    if (plan.slo().isEmpty() || swept.slo().isEmpty()) {
      parts.absent("slo", "--slo was not given");
      return;
    }
    Slo.Answer answer = swept.slo().get();
    out.writeObjectPropertyStart("slo");
    out.writeStringProperty("text", plan.slo().get().toString());
    if (Double.isNaN(answer.value())) {
      parts.absent("slo", "value", answer.reason());
    } else {
      value("value", answer.value());
    }
    out.writeEndObject();
  }

  private void fit() {
    UslFit fit = swept.fit();
    out.writeObjectPropertyStart("fit");
    estimate("lambda", "fit", fit.lambda(), fit.rejected());
    estimate("sigma", "fit", fit.sigma(), fit.rejected());
    estimate("kappa", "fit", fit.kappa(), fit.rejected());
    if (fit.rejected().isEmpty()) {
      parts.absent("fit", "rejected", "the law describes the points");
    } else {
      out.writeStringProperty("rejected", fit.rejected());
    }
    parts.plain("peak", "fit", fit.peak(), fit.noPeak());
    out.writeEndObject();
  }

  private void bounds() {
    if (swept.bounds().isEmpty()) {
      parts.absent("bounds", swept.noBounds());
      parts.absent("rule_of_thumb", swept.noBounds());
      return;
    }
    Bounds bounds = swept.bounds().get();
    String noCpu = "the CPU time was not read, or is 0";
    out.writeObjectPropertyStart("bounds");
    out.writeNumberProperty("alone_ns", bounds.aloneNanos());
    parts.plain("cpu_ns", "bounds", bounds.cpuNanos(), noCpu);
    parts.plain("crossing", "bounds", bounds.crossing(), noCpu);
    out.writeEndObject();
    parts.plain("rule_of_thumb", "", bounds.ruleOfThumb(1), noCpu);
  }

  private void estimate(String name, String path, Estimate estimate, String whyNone) {
    if (Double.isNaN(estimate.median())) {
      parts.absent(path, name, whyNone);
      return;
    }
    out.writeObjectPropertyStart(name);
    out.writeNumberProperty("median", estimate.median());
    parts.plain("low", path + "." + name, estimate.low(), FEW);
    parts.plain("high", path + "." + name, estimate.high(), FEW);
    out.writeEndObject();
  }

  /** Whole numbers without a point. */
  private void value(String name, double value) {
    if (value == Math.rint(value)) {
      out.writeNumberProperty(name, (long) value);
    } else {
      out.writeNumberProperty(name, value);
    }
  }
}
