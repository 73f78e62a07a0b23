package dev.conctop.app.scenario;

import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.catalog.parameter.Quantity;
import dev.conctop.catalog.scenario.Expectation;
import dev.conctop.catalog.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** One scenario as TOML. The parser is loaded only when a scenario is asked for. */
final class ScenarioFile {
  private static final List<String> KNOWN =
      List.of(
          "title",
          "look",
          "workload",
          "model",
          "workers",
          "in_flight",
          "rate",
          "tasks",
          "duration",
          "warm_up",
          "sweep",
          "free_cores",
          "parameters",
          "expect");
  private static final List<String> EXPECTED = List.of("class", "cause", "findings", "figures");
  private static final List<String> FIGURE = List.of("path", "over", "min", "max");

  private ScenarioFile() {}

  /**
   * Reads a scenario; what it names is checked when it is run.
   *
   * @throws BadInput naming the scenario and what is wrong
   */
  static Scenario parse(String name, String text) {
    try {
      return scenario(name, new TomlMapper().readTree(text));
    } catch (JacksonException | BadInput e) {
      throw new BadInput("scenario " + name + ": " + e.getMessage());
    }
  }

  private static Scenario scenario(String name, JsonNode root) {
    known(root, KNOWN);
    List<Integer> sweep = new ArrayList<>();
    root.path("sweep").forEach(workers -> sweep.add(workers.asInt()));
    return new Scenario(
        name,
        text(root, "title"),
        text(root, "look"),
        request(root),
        sweep,
        root.path("free_cores").asBoolean(false),
        expected(root.path("expect")));
  }

  private static RunRequest request(JsonNode root) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.path("parameters").properties()) {
      parameters.put(entry.getKey(), entry.getValue().asString());
    }
    return new RunRequest(
        text(root, "workload"),
        text(root, "model"),
        parameters,
        root.has("workers") ? OptionalInt.of(root.get("workers").asInt()) : OptionalInt.empty(),
        root.has("in_flight") ? OptionalInt.of(root.get("in_flight").asInt()) : OptionalInt.empty(),
        decimal(root, "rate"),
        root.has("tasks") ? OptionalLong.of(root.get("tasks").asLong()) : OptionalLong.empty(),
        duration(root, "duration"),
        duration(root, "warm_up"));
  }

  private static List<Expectation> expected(JsonNode table) {
    known(table, EXPECTED);
    List<Expectation> expected = new ArrayList<>();
    if (table.has("class")) {
      expected.add(new Expectation.Verdict(text(table, "class"), optional(table, "cause")));
    }
    for (JsonNode finding : table.path("findings")) {
      expected.add(new Expectation.Finding(finding.asString()));
    }
    for (JsonNode figure : table.path("figures")) {
      known(figure, FIGURE);
      expected.add(
          new Expectation.Figure(
              text(figure, "path"),
              optional(figure, "over"),
              decimal(figure, "min"),
              decimal(figure, "max")));
    }
    if (expected.isEmpty()) {
      throw new BadInput("nothing is expected of it");
    }
    return expected;
  }

  private static void known(JsonNode table, List<String> names) {
    for (String name : table.propertyNames()) {
      if (!names.contains(name)) {
        throw new BadInput("unknown entry '" + name + "'" + Nearest.hint(name, names));
      }
    }
  }

  private static String text(JsonNode table, String name) {
    JsonNode node = table.path(name);
    if (!node.isString()) {
      throw new BadInput(name + " must be a text in quotes");
    }
    return node.stringValue();
  }

  private static Optional<String> optional(JsonNode table, String name) {
    return table.has(name) ? Optional.of(text(table, name)) : Optional.empty();
  }

  private static OptionalDouble decimal(JsonNode table, String name) {
    return table.has(name) ? OptionalDouble.of(table.get(name).asDouble()) : OptionalDouble.empty();
  }

  private static OptionalLong duration(JsonNode table, String name) {
    return table.has(name)
        ? OptionalLong.of(Quantity.duration(text(table, name)))
        : OptionalLong.empty();
  }
}
