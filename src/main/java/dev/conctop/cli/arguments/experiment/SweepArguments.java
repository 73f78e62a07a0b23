package dev.conctop.cli.arguments.experiment;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.cli.arguments.common.RunArguments;
import dev.conctop.cli.arguments.common.Words;
import dev.conctop.experiment.curve.Range;
import dev.conctop.experiment.curve.Slo;
import dev.conctop.experiment.sweep.SweepPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The options of {@code conctop sweep}. */
public final class SweepArguments {
  private static final long SHORTEST_NANOS = 5_000_000_000L;

  private SweepArguments() {}

  public static Command read(Words words, CommonOptions common, int cores) {
    String name = words.positional().orElse("");
    if (name.isEmpty()) {
      throw new BadInput(
          "sweep needs a workload, such as http-get ('conctop list workloads' shows them)");
    }
    WorkloadSpec workload = Catalog.workload(name);
    ModelSpec model = Catalog.model(words.text("-m").orElse("thread-pool"));
    Range range =
        Range.read(
            words
                .text("--over")
                .orElseThrow(() -> new BadInput("sweep needs --over, such as workers=1..64")),
            RunSpec.parametersOf(workload, model));
    Optional<Slo> slo = words.text("--slo").map(Slo::read);
    RunSpec spec = request(words, workload, model, range).check(cores);
    long longest = longest(words);
    long seed = RunArguments.count(words, "--seed").orElse(1);
    return new Command.Sweep(SweepPlan.of(spec, range, cores, longest, seed, slo), common);
  }

  private static RunRequest request(
      Words words, WorkloadSpec workload, ModelSpec model, Range range) {
    OptionalInt workers = RunArguments.whole(words, "-j", "--workers");
    OptionalInt inFlight = RunArguments.whole(words, "-c", "--in-flight");
    OptionalDouble rate = RunArguments.rate(words);
    Map<String, String> parameters = new LinkedHashMap<>(RunArguments.parameters(Map.of(), words));
    double most = range.values().getLast();
    switch (range.over()) {
      case SweepPlan.WORKERS -> {
        notGiven("-j", workers.isPresent());
        // Else there would be more workers than there is work.
        if (inFlight.isEmpty() && rate.isEmpty()) {
          inFlight = OptionalInt.of((int) most);
        }
      }
      case SweepPlan.IN_FLIGHT -> {
        notGiven("-c", inFlight.isPresent());
        notGiven("--rate", rate.isPresent());
        inFlight = OptionalInt.of((int) most);
      }
      case SweepPlan.RATE -> {
        notGiven("--rate", rate.isPresent());
        notGiven("-c", inFlight.isPresent());
        rate = OptionalDouble.of(most);
      }
      default -> notGiven("-p " + range.over(), parameters.containsKey(range.over()));
    }
    return new RunRequest(
        workload.id(),
        model.id(),
        parameters,
        workers,
        inFlight,
        rate,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  private static void notGiven(String option, boolean given) {
    if (given) {
      throw new BadInput("give either --over or " + option + ", not both");
    }
  }

  private static long longest(Words words) {
    OptionalLong time = RunArguments.duration(words, "-d");
    if (time.isPresent() && time.getAsLong() < SHORTEST_NANOS) {
      throw new BadInput("-d " + words.text("-d").orElse("") + " is below 5s");
    }
    return time.orElse(SweepPlan.NO_END);
  }
}
