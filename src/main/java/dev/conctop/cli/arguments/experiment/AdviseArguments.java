package dev.conctop.cli.arguments.experiment;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.Servers;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.catalog.parameter.ParameterSpec;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.cli.arguments.common.RunArguments;
import dev.conctop.cli.arguments.common.TargetArguments;
import dev.conctop.cli.arguments.common.Words;
import dev.conctop.experiment.advice.probe.AdvicePlan;
import dev.conctop.experiment.advice.probe.AdvicePlan.Test;
import dev.conctop.experiment.curve.Slo;
import dev.conctop.probe.Reach;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The options of {@code conctop advise}, of a workload and of a process. */
public final class AdviseArguments {
  private static final List<String> OF_A_PROCESS = List.of("--tree", "--deep");

  private static final List<String> OF_A_WORKLOAD =
      List.of(
          "-m",
          "-c",
          "--rate",
          "-p",
          "--url",
          "--python",
          "--jython",
          "--jdbc-url",
          "--class-path",
          "--class",
          "--slo",
          "--verify",
          "--no-verify",
          "--seed");

  private AdviseArguments() {}

  public static Command read(Words words, CommonOptions common, int cores) {
    Optional<String> pid = words.text("--pid");
    String written = words.positional().orElse("");
    if (pid.isPresent() && !written.isEmpty()) {
      throw new BadInput("give either a workload or --pid, not both");
    }
    if (pid.isEmpty() && written.isBlank()) {
      throw new BadInput(
          "advise needs a workload, such as http-get ('conctop list workloads' shows them), or the"
              + " number or the name of a process");
    }
    if (written.matches("https?://.*")) {
      throw new BadInput(
          "'" + written + "' is a URL: conctop advise http-get --url '" + written + "'");
    }
    Optional<WorkloadSpec> workload =
        Catalog.workloads().stream().filter(spec -> spec.id().equals(written)).findFirst();
    return workload.isPresent()
        ? workload(words, common, workload.get(), cores)
        : process(words, common, pid.orElse(written), pid.isPresent());
  }

  /** What a word may mean that is no process's name. */
  public static String otherwise(Command.AdviseProcess advise) {
    return advise.said() ? "" : ", and no workload" + Nearest.hint(advise.target(), workloads());
  }

  private static Command process(Words words, CommonOptions common, String target, boolean said) {
    for (String option : OF_A_WORKLOAD) {
      if (words.has(option)) {
        throw new BadInput(
            option
                + " is for a workload, and '"
                + target
                + "' is none"
                + (said ? "" : Nearest.hint(target, workloads())));
      }
    }
    return new Command.AdviseProcess(
        target,
        said,
        words.has("--tree") ? Reach.TREE : Reach.ALONE,
        TargetArguments.durationNanos(words),
        common);
  }

  private static List<String> workloads() {
    return Catalog.workloads().stream().map(WorkloadSpec::id).toList();
  }

  private static Command workload(
      Words words, CommonOptions common, WorkloadSpec workload, int cores) {
    for (String option : OF_A_PROCESS) {
      if (words.has(option)) {
        throw new BadInput(
            option + " is for a process, and '" + workload.id() + "' is a workload: --pid NAME");
      }
    }
    Map<String, String> parameters = RunArguments.parameters(Map.of(), words);
    Optional<ModelSpec> present = words.text("-m").map(AdviseArguments::real);
    Runtime runtime =
        present
            .map(ModelSpec::runtime)
            .orElse(parameters.containsKey("python") ? Runtime.CPYTHON : Runtime.JVM);
    OptionalInt inFlight = RunArguments.whole(words, "-c", "--in-flight");
    OptionalDouble rate = RunArguments.rate(words);
    if (inFlight.isPresent() && rate.isPresent()) {
      throw new BadInput("give either tasks in flight (-c) or a rate (--rate), not both");
    }
    AdvicePlan plan =
        new AdvicePlan(
            workload,
            runtime,
            present,
            parameters,
            inFlight.orElse(AdvicePlan.USUAL_IN_FLIGHT),
            rate,
            inFlight.isPresent() || rate.isPresent(),
            words.text("--slo").map(Slo::read),
            test(words),
            nanos(words),
            cores,
            RunArguments.count(words, "--seed").orElse(1));
    check(plan);
    return new Command.Advise(plan, common);
  }

  private static ModelSpec real(String id) {
    ModelSpec model = Catalog.model(id);
    if (model.emulated()) {
      throw new BadInput(
          id
              + " is emulated: advice is on the models themselves, such as "
              + (id.startsWith("sub") ? "cpython-subinterpreters" : "cpython-threading"));
    }
    if (model.runtime() == Runtime.RUST) {
      throw new BadInput(id + ": advice is on models of the JVM and of CPython");
    }
    return model;
  }

  private static Test test(Words words) {
    if (words.has("--verify") && words.has("--no-verify")) {
      throw new BadInput("give either --verify or --no-verify");
    }
    return words.has("--verify") ? Test.YES : words.has("--no-verify") ? Test.NO : Test.IF_TIME;
  }

  private static long nanos(Words words) {
    OptionalLong time = RunArguments.duration(words, "-d");
    if (time.isPresent() && time.getAsLong() < AdvicePlan.SHORTEST_NANOS) {
      throw new BadInput("-d " + words.text("-d").orElse("") + " is below 5s");
    }
    return time.orElse(AdvicePlan.USUAL_NANOS);
  }

  /** What is wrong is said before anything is started. */
  private static void check(AdvicePlan plan) {
    List<String> known =
        plan.models().stream()
            .flatMap(model -> RunSpec.parametersOf(plan.workload(), model).stream())
            .map(ParameterSpec::name)
            .distinct()
            .toList();
    for (String name : plan.parameters().keySet()) {
      if (!known.contains(name)) {
        throw new BadInput(
            "neither "
                + plan.workload().id()
                + " nor a model of "
                + (plan.runtime() == Runtime.JVM ? "the JVM" : "CPython")
                + " has a parameter '"
                + name
                + "'"
                + Nearest.hint(name, known));
      }
    }
    plan.models()
        .forEach(
            model -> Servers.checkOwn("advise", plan.arm(model, OptionalInt.empty()).parameters()));
  }
}
