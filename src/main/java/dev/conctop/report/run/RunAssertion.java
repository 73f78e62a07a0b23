package dev.conctop.report.run;

import dev.conctop.catalog.BadInput;
import dev.conctop.catalog.Nearest;
import dev.conctop.catalog.Quantity;
import dev.conctop.diagnosis.Verdict;
import dev.conctop.report.diagnose.Assertion.Operator;
import dev.conctop.sample.figure.Part;
import dev.conctop.state.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a person asserts of a run. The grammar:
 *
 * <pre>
 * assertion = figure operator value      throughput &gt; 500, p99 &lt;= 80ms, queue_p50 &lt; 1ms, network &gt; 50%
 *           | word equality name         verdict == io-waiting, cause != disk, finding != serial
 * operator  = "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | equality
 * equality  = "==" | "!="
 * figure    = throughput (tasks a second), completed, failed, cancelled (tasks);
 *             mean, p50, p90, p99, p99_9, max (durations), of the response or, as in queue_p99, of
 *             queue, service, loop_lag, gil_wait, round_trip;
 *             a part of the workers' time (on_cpu, run_queue, disk …) or host_busy, each a share;
 *             cpu_over_wall (cores), threads
 * word      = "verdict" | "cause" | "finding"
 * </pre>
 *
 * Figures are those of the document {@code conctop.run/1}; an assertion on one that could not be
 * got is broken.
 *
 * @param written as it was written
 * @param name the figure or word
 * @param word what a word is compared with; empty for a figure
 * @param value what a figure is compared with: ns, a share of 1, or a count
 */
public record RunAssertion(
    String written, String name, Operator operator, String word, double value) {
  private static final Pattern FORM =
      Pattern.compile("\\s*([a-z_0-9]+)\\s*(<=|>=|==|!=|<|>)\\s*(\\S+?)\\s*(%?)\\s*");
  private static final List<String> WORDS = List.of("verdict", "cause", "finding");
  private static final Map<String, Place> PLACES = places();

  /** What a figure is told in. */
  private enum Unit {
    COUNT,
    RATE,
    NANOS,
    SHARE
  }

  /** Where a figure stands in the document. */
  private record Place(String path, Unit unit) {}

  /**
   * How one turned out.
   *
   * @param found what was found, in words
   */
  public record Result(RunAssertion assertion, boolean held, String found) {
    /** One line for people. */
    public String line() {
      return String.format(
          Locale.ROOT, "%-10s %s: %s", held ? "holds" : "BROKEN", assertion.written(), found);
    }
  }

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
    places.put("cpu_over_wall", new Place("subject.cpu_over_wall", Unit.RATE));
    places.put("threads", new Place("subject.threads", Unit.COUNT));
    return places;
  }

  /**
   * Reads an assertion.
   *
   * @throws BadInput naming what is wrong and the nearest right thing
   */
  public static RunAssertion parse(String written) {
    Matcher form = FORM.matcher(written);
    if (!form.matches()) {
      throw new BadInput(
          "--assert '" + written + "' is not like p99<100ms, throughput>500 or verdict==idle");
    }
    String name = form.group(1);
    Operator operator = Operator.of(form.group(2));
    String value = form.group(3);
    if (WORDS.contains(name)) {
      return onWord(written, name, operator, value + form.group(4));
    }
    Place place = PLACES.get(name);
    if (place == null) {
      List<String> known = new ArrayList<>(PLACES.keySet());
      known.addAll(WORDS);
      throw new BadInput("--assert: unknown figure '" + name + "'" + Nearest.hint(name, known));
    }
    boolean percent = !form.group(4).isEmpty();
    return new RunAssertion(
        written, name, operator, "", number(written, name, place.unit(), value, percent));
  }

  private static double number(
      String written, String name, Unit unit, String value, boolean percent) {
    String where = "--assert '" + written + "': ";
    if (unit == Unit.NANOS) {
      try {
        return Quantity.duration(percent ? value + "%" : value);
      } catch (BadInput e) {
        throw new BadInput(where + name + " is a duration, such as 100ms");
      }
    }
    if (percent && unit != Unit.SHARE) {
      throw new BadInput(where + name + " is not a share: leave out the %");
    }
    if (!value.matches("[0-9]+(\\.[0-9]+)?|\\.[0-9]+")) {
      throw new BadInput(where + "'" + value + "' is not a number");
    }
    double number = Double.parseDouble(value) / (percent ? 100 : 1);
    if (unit == Unit.SHARE && number > 1) {
      throw new BadInput(
          where + name + " is a share, 100% at most" + (percent ? "" : "; write " + value + "%"));
    }
    return number;
  }

  private static RunAssertion onWord(String written, String name, Operator operator, String word) {
    if (operator != Operator.EQUAL && operator != Operator.UNEQUAL) {
      throw new BadInput("--assert '" + written + "': a " + name + " is compared by == or !=");
    }
    List<String> known = new ArrayList<>();
    if (name.equals("verdict")) {
      for (Verdict.Kind kind : Verdict.Kind.values()) {
        known.add(kind.word());
      }
    } else if (name.equals("finding")) {
      for (Verdict.Finding.Name finding : Verdict.Finding.Name.values()) {
        known.add(finding.word());
      }
    }
    if (!known.isEmpty() && !known.contains(word)) {
      throw new BadInput(
          "--assert: unknown " + name + " '" + word + "'" + Nearest.hint(word, known));
    }
    return new RunAssertion(written, name, operator, word, Double.NaN);
  }

  /** Compares with a finished run. */
  public Result check(State state) {
    return check(new JsonMapper().readTree(RunJson.of(state)));
  }

  /** The same by the run's document. */
  Result check(JsonNode document) {
    return WORDS.contains(name) ? word(document.path("verdict")) : figure(document);
  }

  private Result word(JsonNode verdict) {
    List<String> found = new ArrayList<>();
    if (name.equals("finding")) {
      verdict.path("findings").forEach(finding -> found.add(finding.asString()));
    } else {
      JsonNode node = verdict.path(name.equals("cause") ? "cause" : "class");
      if (node.isString()) {
        found.add(node.stringValue());
      }
    }
    boolean held = found.contains(word) == (operator == Operator.EQUAL);
    return new Result(
        this, held, name + " is " + (found.isEmpty() ? "none" : String.join(", ", found)));
  }

  private Result figure(JsonNode document) {
    Place place = Objects.requireNonNull(PLACES.get(name), name);
    JsonNode node = document;
    for (String step : place.path().split("\\.")) {
      node = node.path(step);
    }
    if (!node.isNumber()) {
      return new Result(this, false, name + " is n/a: " + reason(document, place.path()));
    }
    double is = node.doubleValue();
    return new Result(this, operator.holds(is, value), name + " is " + words(is, place.unit()));
  }

  /** Why a figure is missing: the document says it of the figure or of what it is a part of. */
  private static String reason(JsonNode document, String path) {
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

  private static String words(double value, Unit unit) {
    return switch (unit) {
      case COUNT -> String.format(Locale.ROOT, "%.0f", value);
      case RATE -> String.format(Locale.ROOT, "%.2f", value);
      case NANOS ->
          value >= 1e9
              ? String.format(Locale.ROOT, "%.3f s", value / 1e9)
              : value >= 1e6
                  ? String.format(Locale.ROOT, "%.2f ms", value / 1e6)
                  : String.format(Locale.ROOT, "%.1f \u00b5s", value / 1e3);
      case SHARE -> String.format(Locale.ROOT, "%.1f %%", value * 100);
    };
  }
}
