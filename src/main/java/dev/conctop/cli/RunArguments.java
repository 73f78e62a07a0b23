package dev.conctop.cli;

import dev.conctop.app.ScenarioFiles;
import dev.conctop.catalog.BadInput;
import dev.conctop.catalog.Quantity;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The options of {@code conctop run}. */
final class RunArguments {
  private RunArguments() {}

  static CommandSpec spec() {
    CommandSpec spec =
        Arguments.leaf("run", "run a workload under a concurrency model and watch it");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .paramLabel("WORKLOAD")
            .type(String.class)
            .description("what a task does; 'conctop list workloads' shows them")
            .build());
    Arguments.option(spec, "how tasks are run; 'conctop list models' shows them", "-m", "--model");
    Arguments.option(spec, "workers: threads, processes or carriers", "-j", "--workers");
    Arguments.option(spec, "tasks in flight (closed loop)", "-c", "--in-flight");
    Arguments.option(spec, "arrivals a second (open loop)", "--rate");
    Arguments.option(spec, "how many tasks in all", "-n", "--tasks");
    Arguments.option(spec, "how long to measure, such as 10s", "-d", "--duration");
    Arguments.option(spec, "how long to warm the JIT first (default 1s)", "--warm-up");
    Arguments.option(spec, "a prepared run; 'conctop list scenarios' shows them", "--scenario");
    Arguments.option(spec, "a server of your own (same as -p url=)", "--url");
    Arguments.option(spec, "the interpreter of cpython models (same as -p python=)", "--python");
    spec.addOption(
        OptionSpec.builder("-p", "--param")
            .paramLabel("KEY=VALUE")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .description("a parameter of the workload or the model; may be repeated")
            .build());
    return spec;
  }

  static Command read(ParseResult sub, CommonOptions common, int cores) {
    String workload = sub.matchedPositionalValue(0, "");
    Optional<Scenario> scenario = Arguments.text(sub, "--scenario").map(ScenarioFiles::named);
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
    RunRequest request = over(base, sub);
    return new Command.Run(request, request.check(cores), scenario, common);
  }

  /** What is given on the command line stands over what a scenario says. */
  private static RunRequest over(RunRequest base, ParseResult sub) {
    OptionalInt workers = whole(sub, "-j", "--workers");
    OptionalInt inFlight = whole(sub, "-c", "--in-flight");
    OptionalDouble rate = rate(sub);
    boolean load = inFlight.isPresent() || rate.isPresent();
    return new RunRequest(
        base.workload(),
        Arguments.text(sub, "-m").orElse(base.model()),
        parameters(base, sub),
        workers.isPresent() ? workers : base.workers(),
        load ? inFlight : base.inFlight(),
        load ? rate : base.ratePerSecond(),
        or(count(sub, "-n"), base.tasks()),
        or(duration(sub, "-d"), base.durationNanos()),
        or(duration(sub, "--warm-up"), base.warmUpNanos()));
  }

  private static OptionalLong or(OptionalLong first, OptionalLong second) {
    return first.isPresent() ? first : second;
  }

  private static Map<String, String> parameters(RunRequest base, ParseResult sub) {
    Map<String, String> parameters = new LinkedHashMap<>(base.parameters());
    List<String> given = sub.matchedOptionValue("-p", List.of());
    for (String pair : given) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new BadInput("-p " + pair + " is not key=value");
      }
      parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    Arguments.text(sub, "--url").ifPresent(url -> parameters.put("url", url));
    Arguments.text(sub, "--python").ifPresent(path -> parameters.put("python", path));
    return parameters;
  }

  private static OptionalInt whole(ParseResult sub, String option, String name) {
    Optional<String> text = Arguments.text(sub, option);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(text.get()));
    } catch (NumberFormatException e) {
      throw new BadInput(option + " (" + name + ") '" + text.get() + "' is not a whole number");
    }
  }

  private static OptionalLong count(ParseResult sub, String option) {
    Optional<String> text = Arguments.text(sub, option);
    try {
      return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.get()));
    } catch (NumberFormatException e) {
      throw new BadInput(option + " '" + text.orElse("") + "' is not a whole number");
    }
  }

  private static OptionalDouble rate(ParseResult sub) {
    Optional<String> text = Arguments.text(sub, "--rate");
    try {
      return text.isEmpty()
          ? OptionalDouble.empty()
          : OptionalDouble.of(Double.parseDouble(text.get()));
    } catch (NumberFormatException e) {
      throw new BadInput("--rate '" + text.orElse("") + "' is not a number of arrivals a second");
    }
  }

  private static OptionalLong duration(ParseResult sub, String option) {
    Optional<String> text = Arguments.text(sub, option);
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
