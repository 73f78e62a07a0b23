package dev.conctop.report.advice;

import dev.conctop.experiment.advice.ForeignAdvice.Fit;
import dev.conctop.experiment.advice.ForeignAdvice.Python;
import dev.conctop.experiment.advice.ForeignAdvice.Size;
import dev.conctop.experiment.advice.ForeignAdvice.Sized;
import dev.conctop.experiment.advice.ForeignShape;
import dev.conctop.report.diagnose.Diagnosed;
import dev.conctop.report.part.JsonParts;
import dev.conctop.sample.figure.Part;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Advice on a process of somebody else's as the document {@code conctop.advise/1}. */
public final class ForeignJson {
  private static final String OF_A_WORKLOAD = "it is about a process, not about a workload";

  private final ForeignAdvised advised;
  private final JsonGenerator out;
  private final JsonParts parts;

  private ForeignJson(ForeignAdvised advised, JsonGenerator out) {
    this.advised = advised;
    this.out = out;
    this.parts = new JsonParts(out);
  }

  /** The document as one line of text, without an end of line. */
  public static String of(ForeignAdvised advised) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new ForeignJson(advised, out).write();
    }
    return text.toString();
  }

  private void write() {
    out.writeStartObject();
    out.writeStringProperty("schema", AdviceJson.SCHEMA);
    out.writeStringProperty("subject", "process");
    out.writeStringProperty("work", advised.advice().work());
    parts.absent("workload", OF_A_WORKLOAD);
    process();
    for (String name :
        List.of("model", "how", "workers", "by_rules", "rules", "runner_up", "flips", "tested")) {
      parts.absent(name, OF_A_WORKLOAD);
    }
    pools();
    python();
    new AdviceParts(out).missing(advised.missing());
    out.writeArrayPropertyStart("notes");
    advised.notes().forEach(out::writeString);
    out.writeEndArray();
    out.writeStringProperty(
        "ended", advised.found().ended() ? "the process has ended" : "all was measured");
    parts.missing();
    out.writeEndObject();
  }

  private void process() {
    Diagnosed found = advised.found();
    ForeignShape shape = advised.shape();
    out.writeObjectPropertyStart("process");
    out.writeNumberProperty("pid", found.target().pid().value());
    out.writeStringProperty("name", found.target().name());
    text("runtime", found.traits().runtime().word(), "none of those that are known");
    out.writeStringProperty("class", shape.verdict());
    text("cause", shape.cause(), "its class needs none");
    out.writeNumberProperty("wall_s", found.used().observedNanos() / 1e9);
    out.writeBooleanProperty("ended", found.ended());
    out.writeNumberProperty("threads", shape.threads());
    out.writeNumberProperty("hidden_threads", found.hidden());
    parts.plain(
        "cores", "process", shape.cores().orElse(Double.NaN), "neither affinity nor quota is told");
    parts.plain(
        "used_cores", "process", shape.used().orElse(Double.NaN), "its CPU time was not read");
    if (advised.connections().isPresent()) {
      out.writeNumberProperty("connections", advised.connections().getAsInt());
    } else {
      parts.absent("process", "connections", "its descriptors may not be read");
    }
    if (shape.shares().isEmpty()) {
      parts.absent("process", "shares", found.whyNoBudget());
    } else {
      shares(shape.shares());
    }
    out.writeEndObject();
  }

  private void shares(Map<Part, Double> shares) {
    out.writeObjectPropertyStart("shares");
    for (int i = 0; i < Part.count(); i++) {
      out.writeNumberProperty(Part.at(i).key(), shares.getOrDefault(Part.at(i), 0.0));
    }
    out.writeEndObject();
  }

  private void pools() {
    out.writeArrayPropertyStart("pools");
    for (int i = 0; i < advised.advice().pools().size(); i++) {
      Sized pool = advised.advice().pools().get(i);
      ForeignShape.Pool seen = advised.shape().pools().get(i);
      String path = "pools[" + i + "]";
      out.writeStartObject();
      out.writeStringProperty("name", pool.pool());
      out.writeNumberProperty("workers", pool.workers());
      out.writeStringProperty("size", key(pool.size()));
      out.writeStringProperty("because", pool.because());
      if (pool.start().isPresent()) {
        out.writeNumberProperty("start", pool.start().getAsInt());
      } else {
        parts.absent(path, "start", "its CPU time is next to none, or the cores are not known");
      }
      if (seen.shares().isEmpty()) {
        parts.absent(path, "shares", "its threads were not seen twice");
      } else {
        shares(seen.shares());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void python() {
    Optional<Python> python = advised.advice().python();
    if (python.isEmpty()) {
      parts.absent("python", "it is not CPython");
      return;
    }
    out.writeObjectPropertyStart("python");
    out.writeStringProperty("fit", key(python.get().fit()));
    out.writeStringProperty("because", python.get().because());
    out.writeEndObject();
  }

  private void text(String name, String value, String why) {
    if (value.isEmpty()) {
      parts.absent("process", name, why);
    } else {
      out.writeStringProperty(name, value);
    }
  }

  private static String key(Size size) {
    return switch (size) {
      case TOO_SMALL -> "too-small";
      case TOO_LARGE -> "too-large";
      case FITS -> "fits";
      case CANNOT_TELL -> "cannot-tell";
    };
  }

  private static String key(Fit fit) {
    return switch (fit) {
      case THREADS -> "threads";
      case ASYNCIO -> "asyncio";
      case PROCESSES -> "processes";
      case CANNOT_TELL -> "cannot-tell";
    };
  }
}
