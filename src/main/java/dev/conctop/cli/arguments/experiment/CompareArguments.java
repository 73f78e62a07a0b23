package dev.conctop.cli.arguments.experiment;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.Servers;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.catalog.parameter.ParameterSpec;
import dev.conctop.cli.arguments.common.Command;
import dev.conctop.cli.arguments.common.CommonOptions;
import dev.conctop.cli.arguments.common.RunArguments;
import dev.conctop.cli.arguments.common.Words;
import dev.conctop.experiment.RaceAssertion;
import dev.conctop.experiment.RacePlan;
import dev.conctop.state.seen.ArmLabels;
import dev.conctop.state.seen.Contest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The options of {@code conctop compare}. */
public final class CompareArguments {
  private static final long SHORTEST_NANOS = 5_000_000_000L;

  private CompareArguments() {}

  public static Command read(Words words, CommonOptions common, int cores) {
    String workload = words.positional().orElse("");
    if (workload.isEmpty()) {
      throw new BadInput(
          "compare needs a workload, such as http-get ('conctop list workloads' shows them)");
    }
    List<ArmWords> written = arms(words);
    List<RunSpec> arms = ArmSpecs.of(Catalog.workload(workload), written, words, cores);
    List<String> labels = labels(written, arms);
    int reference = reference(words, labels, arms);
    arms = toFront(arms, reference);
    labels = toFront(labels, reference);
    Contest contest = Contest.of(arms, plan(words, labels));
    return new Command.Compare(contest, assertions(words, labels), common);
  }

  /**
   * What was written of the arms: those of -m first. An arm that names no model has that of -m,
   * which then is no arm of its own.
   */
  private static List<ArmWords> arms(Words words) {
    List<String> models =
        words
            .text("-m")
            .map(text -> Stream.of(text.split(",", -1)).map(String::strip).toList())
            .orElse(List.of());
    List<ArmWords> written = words.all("--arm").stream().map(ArmWords::parse).toList();
    List<ArmWords> arms = new ArrayList<>();
    if (written.stream().noneMatch(arm -> arm.model().isEmpty())) {
      models.forEach(model -> arms.add(ArmWords.model(model)));
    }
    String usual = models.size() == 1 ? models.getFirst() : "";
    written.forEach(arm -> arms.add(arm.orUnder(usual)));
    if (arms.size() < 2) {
      throw new BadInput(
          "compare needs two arms or more: -m thread-pool,virtual-threads, or --arm twice");
    }
    if (arms.size() > RacePlan.MOST_ARMS) {
      throw new BadInput(arms.size() + " arms; " + RacePlan.MOST_ARMS + " are the most");
    }
    return arms;
  }

  /** Who writes an arm out finds it again by what was written. */
  private static List<String> labels(List<ArmWords> written, List<RunSpec> arms) {
    List<String> short_ = ArmLabels.of(arms);
    List<String> labels = new ArrayList<>();
    for (int arm = 0; arm < arms.size(); arm++) {
      labels.add(written.get(arm).text().isEmpty() ? short_.get(arm) : written.get(arm).text());
    }
    return ArmLabels.distinct(labels);
  }

  private static int reference(Words words, List<String> labels, List<RunSpec> arms) {
    Optional<String> name = words.text("--reference");
    if (name.isEmpty()) {
      return 0;
    }
    int at = labels.indexOf(name.get());
    for (int arm = 0; at < 0 && arm < arms.size(); arm++) {
      at = arms.get(arm).model().id().equals(name.get()) ? arm : -1;
    }
    if (at < 0) {
      throw new BadInput(
          "--reference '" + name.get() + "' is no arm" + Nearest.hint(name.get(), labels));
    }
    return at;
  }

  private static <T> List<T> toFront(List<T> all, int first) {
    List<T> moved = new ArrayList<>(all);
    moved.addFirst(moved.remove(first));
    return moved;
  }

  private static RacePlan plan(Words words, List<String> labels) {
    int rounds = RunArguments.whole(words, "--rounds", "rounds").orElse(0);
    if (words.text("--rounds").isPresent() && (rounds < 1 || rounds > RacePlan.MOST_ROUNDS)) {
      throw new BadInput("--rounds " + rounds + " is outside 1 … " + RacePlan.MOST_ROUNDS);
    }
    OptionalDouble until = share(words, "--until");
    double within = share(words, "--within").orElse(RacePlan.WITHIN);
    long warm = RunArguments.duration(words, "--warm-up").orElse(RacePlan.USUAL_WARM_NANOS);
    long seed = RunArguments.count(words, "--seed").orElse(1);
    Optional<Boolean> placebo = placebo(words);
    OptionalLong time = RunArguments.duration(words, "-d");
    if (time.isPresent()) {
      int slots = labels.size() + (placebo.orElse(false) ? 1 : 0);
      long least = Math.max(SHORTEST_NANOS, RacePlan.leastNanos(slots, warm));
      if (time.getAsLong() < least) {
        throw new BadInput(
            String.format(
                Locale.ROOT,
                "-d %s is too short for %d arms: they need %.0fs at least",
                words.text("-d").orElse(""),
                labels.size(),
                Math.ceil(least / 1e9)));
      }
      return lives(
          words,
          RacePlan.within(time.getAsLong(), rounds, placebo, labels, warm, until, within, seed));
    }
    int most = rounds > 0 ? rounds : until.isPresent() ? 100 : RacePlan.USUAL_ROUNDS;
    return lives(
        words, RacePlan.ofRounds(most, placebo.orElse(true), labels, warm, until, within, seed));
  }

  private static RacePlan lives(Words words, RacePlan plan) {
    return words.has("--keep-processes") ? plan.kept() : plan;
  }

  private static Optional<Boolean> placebo(Words words) {
    if (words.has("--placebo") && words.has("--no-placebo")) {
      throw new BadInput("give either --placebo or --no-placebo");
    }
    return words.has("--placebo")
        ? Optional.of(true)
        : words.has("--no-placebo") ? Optional.of(false) : Optional.empty();
  }

  /** 2% or 0.02. */
  private static OptionalDouble share(Words words, String option) {
    Optional<String> text = words.text(option);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    String number = text.get().strip();
    boolean percent = number.endsWith("%");
    try {
      double value =
          Double.parseDouble(percent ? number.substring(0, number.length() - 1) : number)
              / (percent ? 100 : 1);
      if (value > 0 && value <= 1) {
        return OptionalDouble.of(value);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new BadInput(option + " '" + text.get() + "' is not a share such as 2% or 0.02");
  }

  private static List<RaceAssertion> assertions(Words words, List<String> labels) {
    try {
      return words.all("--assert").stream().map(text -> RaceAssertion.parse(text, labels)).toList();
    } catch (IllegalArgumentException e) {
      throw new BadInput("--assert: " + e.getMessage());
    }
  }

  /** The arms' runs, checked. */
  static final class ArmSpecs {
    private ArmSpecs() {}

    static List<RunSpec> of(WorkloadSpec workload, List<ArmWords> written, Words words, int cores) {
      Map<String, String> shared = RunArguments.parameters(Map.of(), words);
      OptionalInt workers = RunArguments.whole(words, "-j", "--workers");
      OptionalInt inFlight = RunArguments.whole(words, "-c", "--in-flight");
      OptionalDouble rate = RunArguments.rate(words);
      known(workload, written, shared);
      List<RunRequest> requests = new ArrayList<>();
      for (ArmWords arm : written) {
        ModelSpec model = Catalog.model(arm.model());
        boolean ownLoad = arm.inFlight().isPresent() || arm.rate().isPresent();
        OptionalInt its = arm.workers().isPresent() ? arm.workers() : workers;
        requests.add(
            new RunRequest(
                workload.id(),
                model.id(),
                parameters(workload, model, shared, arm),
                // An arm that has one worker keeps it, unless it was itself told otherwise.
                model.workers() == ModelSpec.Workers.ONE ? arm.workers() : its,
                ownLoad ? arm.inFlight() : inFlight,
                ownLoad ? arm.rate() : rate,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty()));
      }
      return sameLoad(requests, cores);
    }

    /** Who said no load gets the same as all others: else it would be another race. */
    private static List<RunSpec> sameLoad(List<RunRequest> requests, int cores) {
      int most = 1;
      boolean rated = requests.stream().anyMatch(each -> each.ratePerSecond().isPresent());
      for (RunRequest request : requests) {
        boolean said = request.inFlight().isPresent() || request.ratePerSecond().isPresent();
        if (rated && !said) {
          throw new BadInput(
              request.model() + " has no load, and another arm has a rate: give it -c or --rate");
        }
        if (!said) {
          most = Math.max(most, request.check(cores).inFlight());
        }
      }
      List<RunSpec> arms = new ArrayList<>();
      for (RunRequest request : requests) {
        boolean said = request.inFlight().isPresent() || request.ratePerSecond().isPresent();
        arms.add((said ? request : withInFlight(request, most)).check(cores));
      }
      return arms;
    }

    private static RunRequest withInFlight(RunRequest request, int tasks) {
      return new RunRequest(
          request.workload(),
          request.model(),
          request.parameters(),
          request.workers(),
          OptionalInt.of(tasks),
          OptionalDouble.empty(),
          request.tasks(),
          request.durationNanos(),
          request.warmUpNanos());
    }

    /** What is given for all holds for those that have it; what nobody has is a mistake. */
    private static void known(
        WorkloadSpec workload, List<ArmWords> written, Map<String, String> shared) {
      List<String> all = new ArrayList<>();
      for (ArmWords arm : written) {
        all.addAll(names(workload, Catalog.model(arm.model()), with(shared, arm)));
      }
      for (String name : shared.keySet()) {
        if (!all.contains(name)) {
          throw new BadInput(
              "no arm has a parameter '"
                  + name
                  + "'"
                  + Nearest.hint(name, new LinkedHashSet<>(all)));
        }
      }
    }

    private static Map<String, String> parameters(
        WorkloadSpec workload, ModelSpec model, Map<String, String> shared, ArmWords arm) {
      Map<String, String> its = new LinkedHashMap<>(shared);
      its.keySet().retainAll(names(workload, model, with(shared, arm)));
      its.putAll(arm.parameters());
      return its;
    }

    private static Map<String, String> with(Map<String, String> shared, ArmWords arm) {
      Map<String, String> all = new LinkedHashMap<>(shared);
      all.putAll(arm.parameters());
      return all;
    }

    private static List<String> names(
        WorkloadSpec workload, ModelSpec model, Map<String, String> given) {
      return Stream.concat(
              RunSpec.parametersOf(workload, model).stream(), Servers.parameters(given).stream())
          .map(ParameterSpec::name)
          .toList();
    }
  }
}
