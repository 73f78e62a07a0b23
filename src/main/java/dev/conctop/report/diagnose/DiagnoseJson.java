package dev.conctop.report.diagnose;

import dev.conctop.report.assertion.Outcome;
import dev.conctop.report.part.JsonParts;
import dev.conctop.report.part.UseFigures;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.thread.SubjectTraits;
import dev.conctop.state.past.total.ThreadTotals;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A diagnosed process as the document {@code conctop.diagnose/1}. */
public final class DiagnoseJson {
  public static final String SCHEMA = "conctop.diagnose/1";

  private static final int MOST_GROUPS = 200;
  private static final int MOST_THREADS = 1000;

  private final Diagnosed found;
  private final JsonGenerator out;
  private final JsonParts parts;

  private DiagnoseJson(Diagnosed found, JsonGenerator out) {
    this.found = found;
    this.out = out;
    this.parts = new JsonParts(out);
  }

  /** The document as one line of text, without an end of line. */
  public static String of(Diagnosed found, List<Outcome> assertions) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new DiagnoseJson(found, out).write(assertions);
    }
    return text.toString();
  }

  private void write(List<Outcome> assertions) {
    out.writeStartObject();
    out.writeStringProperty("schema", SCHEMA);
    target();
    parts.verdict(found.verdict());
    parts.budget("thread_budget", found.state().totals().workers(), found.whyNoBudget());
    groups();
    threads();
    parts.subject(found.used());
    limit();
    new JvmJson(out, parts).write(found.state().observed().jvms().first());
    parts.host(found.state().observed().hostTotals());
    parts.assertions(assertions);
    out.writeObjectPropertyStart("observer");
    parts.observer(found.state().observed().cost());
    parts.causes(found.state().observed().cost().map(ObserverCost::causes));
    out.writeEndObject();
    parts.missing();
    out.writeEndObject();
  }

  private void target() {
    out.writeObjectPropertyStart("target");
    out.writeNumberProperty("pid", found.target().pid().value());
    out.writeStringProperty("name", found.target().name());
    out.writeBooleanProperty("ended", found.ended());
    out.writeNumberProperty("hidden_threads", found.hidden());
    traits(found.traits());
    out.writeEndObject();
    out.writeNumberProperty("wall_s", found.used().observedNanos() / 1e9);
  }

  private void traits(SubjectTraits traits) {
    text("runtime", traits.runtime().word());
    text("halted", traits.halted());
    count("allowed_cores", traits.allowedCores() == 0 ? -1 : traits.allowedCores());
    count("queued_clients", traits.queuedClients());
  }

  private void text(String name, String value) {
    if (value.isEmpty()) {
      out.writeNullProperty(name);
    } else {
      out.writeStringProperty(name, value);
    }
  }

  private void count(String name, int value) {
    if (value < 0) {
      out.writeNullProperty(name);
      parts.why("target." + name, "the kernel does not say it, or it may not be read");
    } else {
      out.writeNumberProperty(name, value);
    }
  }

  private void groups() {
    out.writeArrayPropertyStart("thread_groups");
    for (ThreadTotals.Group group : found.groups().stream().limit(MOST_GROUPS).toList()) {
      out.writeStartObject();
      out.writeStringProperty("name", group.name());
      out.writeNumberProperty("threads", group.threads());
      if (group.budget().isEmpty()) {
        out.writeNullProperty("budget");
      } else {
        out.writeObjectPropertyStart("budget");
        parts.shares(group.budget());
        out.writeEndObject();
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void threads() {
    out.writeNumberProperty("threads_seen", found.threadsSeen().size());
    out.writeArrayPropertyStart("threads");
    for (ThreadTotals.One one : found.threadsSeen().stream().limit(MOST_THREADS).toList()) {
      out.writeStartObject();
      out.writeNumberProperty("pid", one.row().pid());
      out.writeNumberProperty("tid", one.row().tid());
      out.writeStringProperty("name", one.row().name());
      out.writeNumberProperty("wall_s", one.budget().wallNanos() / 1e9);
      budget(one.budget());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void budget(Budget budget) {
    if (budget.isEmpty()) {
      out.writeNullProperty("budget");
      parts.why("threads[].budget", "seen once only");
      return;
    }
    out.writeObjectPropertyStart("budget");
    parts.shares(budget);
    out.writeEndObject();
  }

  private void limit() {
    if (found.limit().isEmpty()) {
      parts.absent("cpu_quota", UseFigures.NO_LOOK);
      return;
    }
    CpuLimit limit = found.limit().get();
    out.writeObjectPropertyStart("cpu_quota");
    parts.figure("cores", "cpu_quota", limit.quotaCores());
    parts.figure("throttled", "cpu_quota", limit.throttledSinceMark());
    out.writeEndObject();
  }
}
