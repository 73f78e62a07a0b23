package dev.conctop.report.run;

import dev.conctop.report.assertion.Assertion;
import dev.conctop.report.assertion.Found;
import dev.conctop.report.assertion.Outcome;
import dev.conctop.report.assertion.Unit;
import dev.conctop.report.assertion.Vocabulary;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.state.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What can be asserted of a run, by its own document {@code conctop.run/1}: throughput (tasks a
 * second), completed, failed, cancelled; mean, p50, p90, p99, p99_9 and max of the response or, as
 * in queue_p99, of queue, service, loop_lag, gil_wait, round_trip; a part of the workers' time
 * (on_cpu, run_queue, disk …) and host_busy, each a share; cpu_over_wall in cores; threads; the
 * verdict's class, cause and findings.
 */
public record RunFound(JsonNode document) implements Found {
  private static final Map<String, Place> PLACES = places();
  private static final Vocabulary VOCABULARY = vocabulary();

  /** Where a figure stands in the document. */
  private record Place(String path, Unit unit) {}

  private static Map<String, Place> places() {
    Map<String, Place> places = new LinkedHashMap<>();
    places.put("throughput", new Place("tasks.throughput_per_s", Unit.RATE));
    for (String count : List.of("completed", "failed", "cancelled")) {
      places.put(count, new Place("tasks." + count, Unit.COUNT));
    }
    List<String> series =
        List.of("response", "queue", "service", "loop_lag", "gil_wait", "round_trip");
    for (String of : series) {
      for (String which : List.of("mean", "p50", "p90", "p99", "p99_9", "max")) {
        Place place = new Place("latency_ns." + of + "." + which, Unit.NANOS);
        places.put(of.equals("response") ? which : of + "_" + which, place);
      }
    }
    for (int i = 0; i < Part.count(); i++) {
      places.put(Part.at(i).key(), new Place("thread_budget." + Part.at(i).key(), Unit.SHARE));
    }
    places.put("host_busy", new Place("host.busy", Unit.SHARE));
    places.put("cpu_over_wall", new Place("subject.cpu_over_wall", Unit.CORES));
    places.put("threads", new Place("subject.threads", Unit.COUNT));
    return places;
  }

  private static Vocabulary vocabulary() {
    Map<String, Unit> figures = new LinkedHashMap<>();
    PLACES.forEach((name, place) -> figures.put(name, place.unit()));
    Map<String, List<String>> words = new LinkedHashMap<>();
    words.put("verdict", Vocabulary.verdicts());
    words.put("cause", List.of());
    words.put("finding", Vocabulary.findings());
    return new Vocabulary("p99<100ms, throughput>500 or verdict==idle", figures, words);
  }

  /**
   * Reads an assertion.
   *
   * @throws dev.conctop.catalog.parameter.BadInput naming what is wrong and the nearest right thing
   */
  public static Assertion parse(String written) {
    return Assertion.parse(written, VOCABULARY);
  }

  /** What became of each assertion when the run was over. */
  public static List<Outcome> check(List<Assertion> assertions, State state) {
    return assertions.isEmpty()
        ? List.of()
        : Assertion.check(
            assertions, new RunFound(JsonMapper.shared().readTree(RunJson.of(state))));
  }

  @Override
  public Figure figure(String name) {
    Place place = PLACES.get(name);
    if (place == null) {
      throw new IllegalArgumentException("no figure " + name);
    }
    JsonNode node = document;
    for (String step : place.path().split("\\.")) {
      node = node.path(step);
    }
    return node.isNumber() ? Figure.exact(node.doubleValue()) : Figure.na(reason(place.path()));
  }

  /** Why a figure is missing: the document says it of the figure or of what it is a part of. */
  private String reason(String path) {
    for (String part = path; !part.isEmpty(); ) {
      JsonNode why = document.path("na").path(part);
      if (why.isString()) {
        return why.stringValue();
      }
      int dot = part.lastIndexOf('.');
      part = dot < 0 ? "" : part.substring(0, dot);
    }
    return "no task has told of it";
  }

  @Override
  public List<String> words(String name) {
    JsonNode verdict = document.path("verdict");
    List<String> words = new ArrayList<>();
    if (name.equals("finding")) {
      verdict.path("findings").forEach(finding -> words.add(finding.asString()));
    } else {
      JsonNode node = verdict.path(name.equals("cause") ? "cause" : "class");
      if (node.isString()) {
        words.add(node.stringValue());
      }
    }
    return words;
  }
}
