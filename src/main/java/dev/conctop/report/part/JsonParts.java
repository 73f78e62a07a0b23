package dev.conctop.report.part;

import dev.conctop.diagnosis.Verdict;
import dev.conctop.report.assertion.Outcome;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.CauseRate;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.thread.ProcessUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * The parts that several documents have in common. A figure that could not be got is null, with its
 * reason under {@code na}.
 */
public final class JsonParts {
  private final JsonGenerator out;
  private final Map<String, String> missing = new LinkedHashMap<>();

  public JsonParts(JsonGenerator out) {
    this.out = out;
  }

  /** What became of assertions. */
  public void assertions(List<Outcome> outcomes) {
    out.writeArrayPropertyStart("assertions");
    for (Outcome outcome : outcomes) {
      out.writeStartObject();
      assertion(outcome);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** One of them, within its object. */
  public void assertion(Outcome outcome) {
    out.writeStringProperty("assertion", outcome.written());
    out.writeBooleanProperty("held", outcome.held());
    out.writeStringProperty("found", outcome.found());
  }

  public void budget(String name, Budget budget, String whyEmpty) {
    budgetAt(name, "", budget, whyEmpty);
  }

  /**
   * The same within an object.
   *
   * @param path of the object, for the reason of what is missing; empty at the top
   */
  public void budgetAt(String name, String path, Budget budget, String whyEmpty) {
    if (budget.isEmpty()) {
      out.writeNullProperty(name);
      why(path.isEmpty() ? name : path + "." + name, whyEmpty);
      return;
    }
    out.writeObjectPropertyStart(name);
    shares(budget);
    out.writeNumberProperty("closure_error", budget.closureError());
    out.writeObjectPropertyStart("fidelity");
    for (int i = 0; i < Part.count(); i++) {
      out.writeStringProperty(Part.at(i).key(), budget.fidelity(Part.at(i)).label());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  /** One property a part, within an object that is open. */
  public void shares(Budget budget) {
    for (int i = 0; i < Part.count(); i++) {
      out.writeNumberProperty(Part.at(i).key(), budget.share(Part.at(i)));
    }
  }

  public void subject(UseFigures figures) {
    Optional<ProcessUse> use = figures.use();
    if (use.isEmpty()) {
      absent("subject", UseFigures.NO_LOOK);
      return;
    }
    out.writeObjectPropertyStart("subject");
    out.writeNumberProperty("processes", use.get().processes());
    out.writeNumberProperty("threads", use.get().threads());
    figure("cpu_s", "subject", scaled(use.get().cpuNanos(), 1e-9));
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

  public void host(Optional<HostTotals> totals) {
    if (totals.isEmpty()) {
      absent("host", UseFigures.NO_LOOK);
      return;
    }
    out.writeObjectPropertyStart("host");
    out.writeNumberProperty("cores", totals.get().cores().size());
    plain("busy", "host", totals.get().busy(), "the cores could not be read");
    out.writeArrayPropertyStart("per_core");
    for (CoreUse core : totals.get().cores()) {
      out.writeStartObject();
      core(core);
      out.writeEndObject();
    }
    out.writeEndArray();
    figure("other_load_cores", "host", totals.get().otherLoadCores());
    out.writeEndObject();
  }

  /** A core, as properties of an object that is open. */
  public void core(CoreUse core) {
    out.writeNumberProperty("core", core.core());
    out.writeNumberProperty("user", core.user());
    out.writeNumberProperty("system", core.system());
    out.writeNumberProperty("iowait", core.iowait());
    out.writeNumberProperty("steal", core.steal());
    out.writeNumberProperty("idle", core.idle());
  }

  public void verdict(Verdict verdict) {
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

  /** What conctop itself cost, as properties of an object that is open at path "observer". */
  public void observer(Optional<ObserverCost> cost) {
    Figure share = cost.map(ObserverCost::cpuShareOfCore).orElse(Figure.na(UseFigures.NO_LOOK));
    figure("cpu_percent_of_core", "observer", scaled(share, 100));
    out.writeNumberProperty("samples", cost.map(ObserverCost::samples).orElse(0L));
    out.writeNumberProperty("missed", cost.map(ObserverCost::missed).orElse(0L));
    out.writeArrayPropertyStart("notes");
    cost.map(ObserverCost::notice).filter(text -> !text.isEmpty()).ifPresent(out::writeString);
    out.writeEndArray();
  }

  /** How often the causes of waits were looked up, as a property of the object "observer". */
  public void causes(Optional<CauseRate> rate) {
    CauseRate causes = rate.orElse(CauseRate.none());
    String path = "observer.causes";
    out.writeObjectPropertyStart("causes");
    plain("wanted_hz", path, causes.wantedHz(), UseFigures.NO_LOOK);
    plain("achieved_hz", path, causes.meanHz(), UseFigures.NO_LOOK);
    plain("cost_percent_of_core", path, 100 * causes.meanCost(), UseFigures.NO_LOOK);
    plain("most_percent_of_core", path, 100 * causes.mostCost(), UseFigures.NO_LOOK);
    out.writeNumberProperty("threads_seen", causes.seen());
    out.writeEndObject();
  }

  /** The reasons for all that was missing. */
  public void missing() {
    out.writeObjectPropertyStart("na");
    missing.forEach(out::writeStringProperty);
    out.writeEndObject();
  }

  // ---- values that may be missing

  public void absent(String name, String reason) {
    out.writeNullProperty(name);
    missing.put(name, reason);
  }

  public void absent(String path, String name, String reason) {
    out.writeNullProperty(name);
    missing.put(path + "." + name, reason);
  }

  public void why(String path, String reason) {
    missing.put(path, reason);
  }

  /**
   * One figure.
   *
   * @param path of the object it is in; empty at the top
   */
  public void figure(String name, String path, Figure figure) {
    if (figure.known() && Double.isFinite(figure.value())) {
      out.writeNumberProperty(name, figure.value());
    } else {
      out.writeNullProperty(name);
      String full = path.isEmpty() ? name : path + "." + name;
      missing.put(full, figure.known() ? "there is no limit" : figure.reason());
    }
  }

  public void plain(String name, String path, double value, String reason) {
    figure(name, path, Double.isFinite(value) ? Figure.exact(value) : Figure.na(reason));
  }

  private static Figure scaled(Figure figure, double by) {
    return figure.map(value -> value * by);
  }
}
