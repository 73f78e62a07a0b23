package dev.conctop.cli.arguments.common;

import dev.conctop.app.scenario.ScenarioFiles;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Quantity;
import dev.conctop.catalog.scenario.Scenario;
import dev.conctop.report.assertion.Assertion;
import dev.conctop.report.run.RunFound;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The options of {@code conctop run}. */
public final class RunArguments {
  private RunArguments() {}

  public static Command.Run read(Words words, CommonOptions common, int cores) {
    String workload = words.positional().orElse("");
    Optional<Scenario> scenario = words.text("--scenario").map(ScenarioFiles::named);
    if (workload.isEmpty() == scenario.isEmpty()) {
      throw new BadInput(
          workload.isEmpty()
              ? "run needs a workload, such as http-get ('conctop list' shows them)"
              : "give either a workload or a scenario, not both");
    }
    RunRequest base =
        scenario
            .map(Scenario::request)
            .orElseGet(() -> RunRequest.of(workload, "thread-pool", Map.of()));
    RunRequest request = over(base, words);
    boolean ends = words.text("-n").isPresent() || words.text("-d").isPresent();
    List<Assertion> assertions = words.all("--assert").stream().map(RunFound::parse).toList();
    return new Command.Run(request, request.check(cores), scenario, ends, assertions, common);
  }

  /** What is given on the command line stands over what a scenario says. */
  private static RunRequest over(RunRequest base, Words words) {
    OptionalInt workers = whole(words, "-j", "--workers");
    OptionalInt inFlight = whole(words, "-c", "--in-flight");
    OptionalDouble rate = rate(words);
    boolean load = inFlight.isPresent() || rate.isPresent();
    return new RunRequest(
        base.workload(),
        words.text("-m").orElse(base.model()),
        parameters(base.parameters(), words),
        workers.isPresent() ? workers : base.workers(),
        load ? inFlight : base.inFlight(),
        load ? rate : base.ratePerSecond(),
        or(count(words, "-n"), base.tasks()),
        or(duration(words, "-d"), base.durationNanos()),
        or(duration(words, "--warm-up"), base.warmUpNanos()));
  }

  private static OptionalLong or(OptionalLong first, OptionalLong second) {
    return first.isPresent() ? first : second;
  }

  public static Map<String, String> parameters(Map<String, String> base, Words words) {
    Map<String, String> parameters = new LinkedHashMap<>(base);
    for (String pair : words.all("-p")) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new BadInput("-p " + pair + " is not key=value");
      }
      parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    for (String name : List.of("url", "python", "jython", "jdbc-url", "class-path", "class")) {
      words.text("--" + name).ifPresent(value -> parameters.put(name, value));
    }
    return parameters;
  }

  public static OptionalInt whole(Words words, String option, String name) {
    Optional<String> text = words.text(option);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(text.get()));
    } catch (NumberFormatException e) {
      throw new BadInput(option + " (" + name + ") '" + text.get() + "' is not a whole number");
    }
  }

  public static OptionalLong count(Words words, String option) {
    Optional<String> text = words.text(option);
    try {
      return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.get()));
    } catch (NumberFormatException e) {
      throw new BadInput(option + " '" + text.orElse("") + "' is not a whole number");
    }
  }

  public static OptionalDouble rate(Words words) {
    Optional<String> text = words.text("--rate");
    try {
      return text.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(Double.parseDouble(text.get()));
    } catch (NumberFormatException e) {
      throw new BadInput("--rate '" + text.orElse("") + "' is not a number of arrivals a second");
    }
  }

  public static OptionalLong duration(Words words, String option) {
    Optional<String> text = words.text(option);
    return text.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(named(option, () -> Quantity.duration(text.get())));
  }

  private static long named(String option, java.util.function.LongSupplier read) {
    try {
      return read.getAsLong();
    } catch (BadInput e) {
      throw new BadInput(option + ": " + e.getMessage());
    }
  }
}
