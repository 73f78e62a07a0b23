package dev.conctop.report.run;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Quantity;
import dev.conctop.catalog.scenario.Expectation;
import dev.conctop.catalog.scenario.Scenario;
import dev.conctop.state.State;
import dev.conctop.state.seen.Lesson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds a run against what its scenario expects, by the run's own JSON document. */
public final class ScenarioCheck {
  private final Scenario scenario;
  private final ObjectNode document;

  private ScenarioCheck(Scenario scenario, ObjectNode document) {
    this.scenario = scenario;
    this.document = document;
  }

  /** A finished run as its scenario sees it. */
  public static ScenarioCheck of(Scenario scenario, State state) {
    return of(scenario, RunJson.of(state));
  }

  /** The same by a document. */
  public static ScenarioCheck of(Scenario scenario, String document) {
    return new ScenarioCheck(scenario, (ObjectNode) new JsonMapper().readTree(document));
  }

  /** What became of each expectation. */
  public List<Lesson.Outcome> outcomes() {
    List<Lesson.Outcome> outcomes = new ArrayList<>();
    for (Expectation expected : scenario.expected()) {
      outcomes.add(
          switch (expected) {
            case Expectation.Verdict verdict -> verdict(verdict);
            case Expectation.Finding finding -> finding(finding);
            case Expectation.Figure figure -> figure(figure);
          });
    }
    return outcomes;
  }

  private Lesson.Outcome verdict(Expectation.Verdict expected) {
    String kind = document.at("/verdict/class").asString("");
    JsonNode node = document.at("/verdict/cause");
    String cause = node.isString() ? node.stringValue() : "";
    boolean holds = kind.equals(expected.kind()) && expected.cause().orElse(cause).equals(cause);
    return new Lesson.Outcome(expected.words(), (kind + " " + cause).strip(), holds);
  }

  private Lesson.Outcome finding(Expectation.Finding expected) {
    List<String> found = new ArrayList<>();
    document.at("/verdict/findings").forEach(name -> found.add(name.asString()));
    String measured = found.isEmpty() ? "no finding" : String.join(", ", found);
    return new Lesson.Outcome(expected.words(), measured, found.contains(expected.name()));
  }

  private Lesson.Outcome figure(Expectation.Figure expected) {
    double value = number(expected.path());
    if (expected.over().isPresent()) {
      value /= number(expected.over().get());
    }
    boolean holds =
        value >= expected.min().orElse(Double.NEGATIVE_INFINITY)
            && value <= expected.max().orElse(Double.POSITIVE_INFINITY);
    String measured = Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "n/a";
    return new Lesson.Outcome(expected.words(), measured, holds);
  }

  /** A number of the document, or a parameter that is a duration in ns; NaN when there is none. */
  private double number(String path) {
    JsonNode node = document;
    for (String name : path.split("\\.")) {
      node = node.path(name);
    }
    if (node.isNumber()) {
      return node.doubleValue();
    }
    try {
      return node.isString() ? Quantity.duration(node.stringValue()) : Double.NaN;
    } catch (BadInput e) {
      return Double.NaN;
    }
  }

  /** Lines for the top of the text report. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append("scenario   ").append(scenario.name()).append(": ").append(scenario.title());
    out.append("\nlook at    ").append(scenario.look()).append('\n');
    for (Lesson.Outcome outcome : outcomes()) {
      out.append("expected   ").append(outcome.expected());
      out.append(outcome.holds() ? ": holds (" : ": does not hold (");
      out.append(outcome.measured()).append(")\n");
    }
    if (scenario.freeCores()) {
      out.append("           (shown on a machine with two idle cores)\n");
    }
    return out.append('\n').toString();
  }

  /** The run's document with a field {@code scenario}. */
  public String json() {
    ObjectNode own = document.putObject("scenario");
    own.put("name", scenario.name());
    own.put("title", scenario.title());
    own.put("free_cores", scenario.freeCores());
    ArrayNode expected = own.putArray("expected");
    for (Lesson.Outcome outcome : outcomes()) {
      ObjectNode one = expected.addObject();
      one.put("what", outcome.expected());
      one.put("measured", outcome.measured());
      one.put("holds", outcome.holds());
    }
    return document.toString();
  }
}
