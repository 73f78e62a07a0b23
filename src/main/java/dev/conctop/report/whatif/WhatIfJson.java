package dev.conctop.report.whatif;

import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.Secrets;
import dev.conctop.experiment.predict.Prediction;
import dev.conctop.experiment.predict.run.Calibration;
import dev.conctop.experiment.predict.run.Forecast;
import dev.conctop.experiment.predict.run.TaskNeeds;
import dev.conctop.experiment.predict.run.WhatIf;
import dev.conctop.report.part.JsonParts;
import dev.conctop.sample.task.TaskWait;
import java.io.StringWriter;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The document {@code conctop.whatif/1} of predictions. */
public final class WhatIfJson {
  public static final String SCHEMA = "conctop.whatif/1";

  private static final TaskWait[] OUTSIDE = {
    TaskWait.NETWORK, TaskWait.DISK, TaskWait.TIMER, TaskWait.IPC
  };
  private static final String NOT_RUN = "it was not run";
  private static final String REFUSED = "it is not predicted";

  private final WhatIf known;
  private final JsonGenerator out;
  private final JsonParts parts;

  private WhatIfJson(WhatIf known, JsonGenerator out) {
    this.known = known;
    this.out = out;
    parts = new JsonParts(out);
  }

  /** The document as one line of text, without an end of line. */
  public static String of(WhatIf known) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new WhatIfJson(known, out).write();
    }
    return text.toString();
  }

  private void write() {
    out.writeStartObject();
    out.writeStringProperty("schema", SCHEMA);
    out.writeStringProperty("workload", known.from().workload().id());
    out.writeObjectPropertyStart("from");
    arm(known.from(), known.forecasts().getFirst().label(), "from");
    number(
        "throughput_per_s",
        "from",
        known.forecasts().getFirst().measured(),
        "no task was completed");
    number("response_p50_ns", "from", known.fromP50(), "no response was recorded");
    out.writeNumberProperty("seconds", known.seconds());
    out.writeEndObject();
    demands();
    machine(known.costs());
    out.writeArrayPropertyStart("predictions");
    for (int i = 0; i < known.forecasts().size(); i++) {
      out.writeStartObject();
      forecast(known.forecasts().get(i), "predictions[" + i + "]", i == 0);
      out.writeEndObject();
    }
    out.writeEndArray();
    back();
    parts.plain("median_error", "", known.medianError(), NOT_RUN);
    out.writeStringProperty("ended", known.ended());
    out.writeArrayPropertyStart("notes");
    known.notes().forEach(out::writeString);
    out.writeEndArray();
    parts.missing();
    out.writeEndObject();
  }

  private void arm(RunSpec spec, String label, String path) {
    out.writeStringProperty("label", label);
    out.writeStringProperty("model", spec.model().id());
    out.writeBooleanProperty("emulated", spec.emulated());
    out.writeBooleanProperty("simulated", spec.workload().simulated());
    out.writeNumberProperty("workers", spec.workers());
    if (spec.openLoop()) {
      parts.absent(path, "in_flight", "an open loop has no number in flight");
      out.writeNumberProperty("rate_per_s", spec.ratePerSecond().orElse(0));
    } else {
      out.writeNumberProperty("in_flight", spec.inFlight());
      parts.absent(path, "rate_per_s", "a closed loop has no rate");
    }
    out.writeObjectPropertyStart("parameters");
    spec.parameters()
        .written()
        .forEach((name, value) -> out.writeStringProperty(name, Secrets.masked(name, value)));
    out.writeEndObject();
  }

  private void demands() {
    if (known.needs().isEmpty()) {
      parts.absent("demands", "no task was completed");
      return;
    }
    TaskNeeds needs = known.needs().get();
    out.writeObjectPropertyStart("demands");
    out.writeNumberProperty("tasks", needs.tasks());
    out.writeNumberProperty("cpu_ns", needs.cpuNanos());
    out.writeObjectPropertyStart("wait_ns");
    for (TaskWait cause : OUTSIDE) {
      out.writeNumberProperty(cause.key(), needs.wait(cause));
    }
    out.writeEndObject();
    out.writeNumberProperty("waits", needs.calls());
    if (needs.sampled() > 0) {
      out.writeNumberProperty("lock_held_ns", needs.lockedNanos());
    } else {
      parts.absent("demands", "lock_held_ns", "no task was seen step by step");
    }
    out.writeNumberProperty("beside_ns", needs.besideNanos());
    out.writeNumberProperty("unknown", needs.unknownShare());
    out.writeNumberProperty("other_load_cores", needs.otherCores());
    out.writeNumberProperty("sampled", needs.sampled());
    out.writeEndObject();
  }

  private void machine(Calibration costs) {
    out.writeObjectPropertyStart("machine");
    number("cores", "machine", costs.cores(), "it was not measured");
    out.writeObjectPropertyStart("call_ns");
    new TreeMap<>(costs.callNanos())
        .forEach((model, nanos) -> out.writeNumberProperty(model, (double) nanos));
    out.writeEndObject();
    number(
        "free_threaded_overhead",
        "machine",
        costs.freeThreaded(),
        "no free-threaded CPython was measured");
    out.writeEndObject();
  }

  private void forecast(Forecast each, String path, boolean control) {
    out.writeObjectPropertyStart("arm");
    arm(each.arm(), each.label(), path + ".arm");
    out.writeEndObject();
    out.writeBooleanProperty("control", control);
    if (each.throughput().isPresent()) {
      Prediction prediction = each.prediction().orElseThrow();
      String in = path + ".throughput";
      out.writeObjectPropertyStart("throughput");
      number("value", in, prediction.throughput(), REFUSED);
      number("low", in, prediction.low(), "fewer than two blocks were measured");
      number("high", in, prediction.high(), "fewer than two blocks were measured");
      out.writeEndObject();
    } else {
      parts.absent(path, "throughput", each.why());
    }
    OptionalDouble none = OptionalDouble.empty();
    number("bound", path, each.prediction().map(Prediction::bound).orElse(none), each.why());
    number(
        "response_p50_ns",
        path,
        each.prediction().map(Prediction::responseP50).orElse(none),
        REFUSED);
    number(
        "response_p99_ns",
        path,
        each.prediction().map(Prediction::responseP99).orElse(none),
        REFUSED);
    if (each.prediction().isPresent()) {
      out.writeStringProperty("limit", each.prediction().get().limit().words());
    } else {
      parts.absent(path, "limit", each.why());
    }
    number("measured", path, each.measured(), NOT_RUN);
    number("measured_p50_ns", path, each.measuredP50(), NOT_RUN);
    number("error", path, each.error(), each.measured().isEmpty() ? NOT_RUN : REFUSED);
    out.writeBooleanProperty("reliable", each.prediction().map(Prediction::reliable).orElse(false));
    out.writeStringProperty("reason", each.why());
  }

  private void back() {
    if (known.back().isEmpty()) {
      parts.absent("back", NOT_RUN);
      return;
    }
    WhatIf.Back back = known.back().get();
    out.writeObjectPropertyStart("back");
    out.writeStringProperty("from", back.from());
    out.writeStringProperty("to", back.forecast().label());
    number("predicted", "back", back.forecast().throughput(), back.forecast().why());
    number("measured", "back", back.forecast().measured(), NOT_RUN);
    number("error", "back", back.forecast().error(), REFUSED);
    out.writeEndObject();
  }

  private void number(String name, String path, OptionalDouble value, String why) {
    parts.plain(name, path, value.orElse(Double.NaN), why.isEmpty() ? REFUSED : why);
  }
}
