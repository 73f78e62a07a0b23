package dev.conctop.report.diagnose;

import dev.conctop.report.assertion.Assertion;
import dev.conctop.report.assertion.Found;
import dev.conctop.report.assertion.Outcome;
import dev.conctop.report.assertion.Unit;
import dev.conctop.report.assertion.Vocabulary;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be asserted of a diagnosed process: a part of the budget (on_cpu, run_queue, disk …),
 * host_busy and throttled, each a share; cpu_over_wall in cores; threads, processes; the verdict's
 * class and cause.
 */
public record ProcessFound(Diagnosed found) implements Found {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          "run_queue<5% or verdict==idle",
          figures(), Map.of("verdict", Vocabulary.verdicts(), "cause", List.of()));

  private static Map<String, Unit> figures() {
    Map<String, Unit> figures = new LinkedHashMap<>();
    for (int i = 0; i < Part.count(); i++) {
      figures.put(Part.at(i).key(), Unit.SHARE);
    }
    figures.put("host_busy", Unit.SHARE);
    figures.put("throttled", Unit.SHARE);
    figures.put("cpu_over_wall", Unit.CORES);
    figures.put("threads", Unit.COUNT);
    figures.put("processes", Unit.COUNT);
    return figures;
  }

  /**
   * Reads an assertion.
   *
   * @throws dev.conctop.catalog.parameter.BadInput naming what is wrong and the nearest right thing
   */
  public static Assertion parse(String written) {
    return Assertion.parse(written, VOCABULARY);
  }

  /** What became of each assertion. */
  public static List<Outcome> check(List<Assertion> assertions, Diagnosed found) {
    return Assertion.check(assertions, new ProcessFound(found));
  }

  @Override
  public Figure figure(String name) {
    return switch (name) {
      case "host_busy" -> found.hostBusy();
      case "throttled" -> found.throttled();
      case "cpu_over_wall" -> found.used().cpuOverWall();
      case "threads" -> found.threads();
      case "processes" -> found.processes();
      default -> found.share(Part.ofKey(name));
    };
  }

  @Override
  public List<String> words(String name) {
    String cause = found.verdict().cause();
    if (name.equals("verdict")) {
      return List.of(found.verdict().kind().word());
    }
    return cause.isEmpty() ? List.of() : List.of(cause);
  }
}
