package dev.conctop.app.experiment.whatif.bench;

import dev.conctop.app.settings.WholeFile;
import dev.conctop.experiment.predict.PastErrors;
import dev.conctop.experiment.predict.PastErrors.Pair;
import dev.conctop.experiment.predict.run.Calibration;
import dev.conctop.launch.tool.UserCache;
import dev.conctop.sample.figure.CleanText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of this machine, in one file that people can read: {@code
 * $XDG_CACHE_HOME/conctop/calibration.json}, else {@code ~/.cache/conctop/calibration.json}. It may
 * be lost at any time: then all is measured anew.
 */
public final class KeptFile {
  private static final String FORMAT = "conctop.calibration/1";
  private static final int LARGEST = 1 << 20;
  private static final int LONGEST = 300;
  private static final JsonMapper MAPPER = new JsonMapper();

  private KeptFile() {}

  /** Where it is; empty when no variable says so. */
  public static Optional<Path> place(Map<String, String> env) {
    return UserCache.place(env).map(path -> path.resolve("calibration.json"));
  }

  /**
   * Reads it.
   *
   * @param machine what this machine is; what was measured of another is left aside
   * @return empty when there is none, or it is of another machine
   * @throws IOException one line, when it cannot be read or is damaged
   */
  static Optional<Kept> read(Path file, Map<String, String> machine) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (Files.size(file) > LARGEST) {
      throw new IOException("it is larger than 1 MiB");
    }
    try {
      JsonNode root = MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8));
      if (!root.path("format").asString("").equals(FORMAT)) {
        throw new IOException("it is not of the format " + FORMAT);
      }
      Map<String, String> its = texts(root.path("machine"));
      if (!its.equals(machine)) {
        return Optional.empty();
      }
      Map<String, Calibration> pythons = new HashMap<>();
      for (Map.Entry<String, JsonNode> each : root.path("cpython").properties()) {
        pythons.put(each.getKey(), calibration(each.getValue()));
      }
      return Optional.of(
          new Kept(its, calibration(root.path("jvm")), pythons, errors(root.path("errors"))));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException(
          "it is damaged: " + CleanText.clean(String.valueOf(e.getMessage()), 100), e);
    }
  }

  private static Calibration calibration(JsonNode node) {
    Map<String, Double> calls = new HashMap<>();
    for (Map.Entry<String, JsonNode> each : node.path("call_ns").properties()) {
      calls.put(each.getKey(), number(each.getValue()));
    }
    return new Calibration(
        optional(node, "cores"),
        calls,
        optional(node, "free_threaded_overhead"),
        texts(node.path("lacking")));
  }

  private static OptionalDouble optional(JsonNode node, String name) {
    return node.hasNonNull(name)
        ? OptionalDouble.of(number(node.get(name)))
        : OptionalDouble.empty();
  }

  private static double number(JsonNode node) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new IllegalArgumentException("'" + node + "' is not a number");
    }
    return node.doubleValue();
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      texts.put(each.getKey(), CleanText.clean(each.getValue().asString(""), LONGEST));
    }
    return texts;
  }

  private static PastErrors errors(JsonNode list) {
    Map<Pair, List<Double>> logs = new HashMap<>();
    for (JsonNode each : list) {
      Pair pair = new Pair(each.path("from").asString(""), each.path("to").asString(""));
      logs.computeIfAbsent(pair, _ -> new ArrayList<>()).add(number(each.path("log")));
    }
    return new PastErrors(logs);
  }

  /**
   * Writes it, in one step.
   *
   * @throws IOException when it cannot be written; the old one is as it was then
   */
  public static void write(Path file, Kept kept) throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT);
    root.put("about", "what conctop has measured of this machine; may be removed at any time");
    ObjectNode machine = root.putObject("machine");
    new TreeMap<>(kept.machine()).forEach(machine::put);
    write(root.putObject("jvm"), kept.jvm());
    ObjectNode pythons = root.putObject("cpython");
    new TreeMap<>(kept.pythons()).forEach((name, each) -> write(pythons.putObject(name), each));
    ArrayNode errors = root.putArray("errors");
    kept.errors()
        .logs()
        .forEach(
            (pair, logs) ->
                logs.forEach(
                    log -> {
                      ObjectNode each = errors.addObject();
                      each.put("from", pair.from());
                      each.put("to", pair.to());
                      each.put("log", log);
                    }));
    String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(ObjectNode node, Calibration calibration) {
    calibration.cores().ifPresent(cores -> node.put("cores", cores));
    calibration.freeThreaded().ifPresent(share -> node.put("free_threaded_overhead", share));
    ObjectNode calls = node.putObject("call_ns");
    new TreeMap<>(calibration.callNanos())
        .forEach((model, nanos) -> calls.put(model, (double) nanos));
    ObjectNode lacking = node.putObject("lacking");
    new TreeMap<>(calibration.lacking()).forEach(lacking::put);
  }
}
