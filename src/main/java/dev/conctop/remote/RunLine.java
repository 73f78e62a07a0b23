package dev.conctop.remote;

import dev.conctop.catalog.RunRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A run in one line: {@code key=value} with blanks between, values percent-encoded, a parameter's
 * key with {@code p:} before it, times in ns. What is not given has no word.
 */
final class RunLine {
  private static final String PARAMETER = "p:";
  private static final String WORKLOAD = "workload";
  private static final String MODEL = "model";

  private RunLine() {}

  static String of(RunRequest run) {
    StringBuilder line = new StringBuilder();
    add(line, WORKLOAD, run.workload());
    add(line, MODEL, run.model());
    run.workers().ifPresent(n -> add(line, "workers", Integer.toString(n)));
    run.inFlight().ifPresent(n -> add(line, "in-flight", Integer.toString(n)));
    run.ratePerSecond().ifPresent(rate -> add(line, "rate", Double.toString(rate)));
    run.tasks().ifPresent(n -> add(line, "tasks", Long.toString(n)));
    run.durationNanos().ifPresent(nanos -> add(line, "duration", Long.toString(nanos)));
    run.warmUpNanos().ifPresent(nanos -> add(line, "warm-up", Long.toString(nanos)));
    run.parameters().forEach((name, value) -> add(line, PARAMETER + encoded(name), value));
    return line.toString();
  }

  private static void add(StringBuilder line, String key, String value) {
    if (!line.isEmpty()) {
      line.append(' ');
    }
    line.append(key).append('=').append(encoded(value));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /**
   * Reads it; words that it does not know are passed over.
   *
   * @throws IllegalArgumentException when it is none
   */
  static RunRequest parse(String line) {
    Map<String, String> known = new LinkedHashMap<>();
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String word : line.split(" ", -1)) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("a word without a value");
      }
      String key = word.substring(0, equals);
      String value = decoded(word.substring(equals + 1));
      if (key.startsWith(PARAMETER)) {
        parameters.put(decoded(key.substring(PARAMETER.length())), value);
      } else {
        known.put(key, value);
      }
    }
    if (!known.containsKey(WORKLOAD) || !known.containsKey(MODEL)) {
      throw new IllegalArgumentException("neither workload nor model can be left out");
    }
    return new RunRequest(
        known.getOrDefault(WORKLOAD, ""),
        known.getOrDefault(MODEL, ""),
        parameters,
        whole(known, "workers"),
        whole(known, "in-flight"),
        known.containsKey("rate")
            ? OptionalDouble.of(Double.parseDouble(known.getOrDefault("rate", "")))
            : OptionalDouble.empty(),
        count(known, "tasks"),
        count(known, "duration"),
        count(known, "warm-up"));
  }

  private static OptionalInt whole(Map<String, String> known, String key) {
    String value = known.get(key);
    return value == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
  }

  private static OptionalLong count(Map<String, String> known, String key) {
    String value = known.get(key);
    return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value));
  }
}
