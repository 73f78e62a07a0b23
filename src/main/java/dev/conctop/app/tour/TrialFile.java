package dev.conctop.app.tour;

import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.WorkloadSpec;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.catalog.parameter.ParameterSpec;
import dev.conctop.experiment.RacePlan;
import dev.conctop.state.seen.ArmLabels;
import dev.conctop.tour.lesson.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a lesson runs: the tables {@code [run]} and {@code [compare]}. */
final class TrialFile {
  private static final List<String> OF_RUN =
      List.of(
          "workload", "model", "workers", "in_flight", "rate", "duration", "warm_up", "parameters");
  private static final List<String> OF_COMPARE =
      List.of(
          "workload",
          "arms",
          "workers",
          "in_flight",
          "rate",
          "parameters",
          "rounds",
          "warm_up",
          "placebo");
  private static final List<String> OF_ARM =
      List.of("model", "label", "workers", "in_flight", "rate", "parameters");
  private static final int USUAL_ROUNDS = 6;
  private static final int LONGEST_LABEL = 24;

  private TrialFile() {}

  static Trial run(TomlTable table, int cores) {
    table.only(OF_RUN);
    if (!table.has("duration")) {
      throw table.bad("", "'duration' is missing: how long is measured?");
    }
    RunRequest request =
        new RunRequest(
            table.text("workload"),
            table.text("model"),
            table.words("parameters"),
            table.whole("workers"),
            table.whole("in_flight"),
            table.number("rate"),
            OptionalLong.empty(),
            table.duration("duration"),
            table.duration("warm_up"));
    return new Trial.Alone(table.at("", () -> request.check(cores)));
  }

  static Trial compare(TomlTable table, int cores) {
    table.only(OF_COMPARE);
    WorkloadSpec workload = table.at("workload", () -> Catalog.workload(table.text("workload")));
    List<TomlTable> written = table.tables("arms");
    if (written.size() < 2 || written.size() > RacePlan.MOST_ARMS) {
      throw table.bad("arms", "there must be 2 to " + RacePlan.MOST_ARMS + " of them");
    }
    List<RunSpec> arms = new ArrayList<>();
    for (TomlTable arm : written) {
      arm.only(OF_ARM);
      arms.add(arm.at("", () -> arm(table, arm, workload, cores)));
    }
    someHas(table, arms);
    int rounds = table.whole("rounds").orElse(USUAL_ROUNDS);
    if (rounds < 1 || rounds > RacePlan.MOST_ROUNDS) {
      throw table.bad("rounds", rounds + " is outside 1 … " + RacePlan.MOST_ROUNDS);
    }
    return new Trial.Arms(
        arms,
        RacePlan.ofRounds(
            rounds,
            table.flag("placebo", false),
            labels(written, arms),
            table.duration("warm_up").orElse(RacePlan.USUAL_WARM_NANOS),
            OptionalDouble.empty(),
            RacePlan.WITHIN,
            1));
  }

  /** What stands in the table holds for the arms that have it and say nothing else. */
  private static RunSpec arm(TomlTable all, TomlTable arm, WorkloadSpec workload, int cores) {
    ModelSpec model = Catalog.model(arm.text("model"));
    boolean ownLoad = arm.has("in_flight") || arm.has("rate");
    OptionalInt shared =
        model.workers() == ModelSpec.Workers.ONE ? OptionalInt.empty() : all.whole("workers");
    Map<String, String> parameters = new LinkedHashMap<>(all.words("parameters"));
    parameters.keySet().retainAll(names(workload, model));
    parameters.putAll(arm.words("parameters"));
    return new RunRequest(
            workload.id(),
            model.id(),
            parameters,
            arm.has("workers") ? arm.whole("workers") : shared,
            (ownLoad ? arm : all).whole("in_flight"),
            (ownLoad ? arm : all).number("rate"),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty())
        .check(cores);
  }

  private static List<String> names(WorkloadSpec workload, ModelSpec model) {
    return RunSpec.parametersOf(workload, model).stream().map(ParameterSpec::name).toList();
  }

  /** What no arm has is a mistake. */
  private static void someHas(TomlTable table, List<RunSpec> arms) {
    List<String> known = new ArrayList<>();
    arms.forEach(arm -> known.addAll(names(arm.workload(), arm.model())));
    for (String name : table.words("parameters").keySet()) {
      if (!known.contains(name)) {
        throw table.bad(
            "parameters." + name, "no arm has such a parameter" + Nearest.hint(name, known));
      }
    }
  }

  private static List<String> labels(List<TomlTable> written, List<RunSpec> arms) {
    List<String> usual = ArmLabels.of(arms);
    List<String> labels = new ArrayList<>();
    for (int arm = 0; arm < arms.size(); arm++) {
      TomlTable its = written.get(arm);
      String label = its.optionalText("label").orElse(usual.get(arm));
      if (its.has("label") && (label.length() > LONGEST_LABEL || label.contains("\n"))) {
        throw its.bad("label", "it has more than " + LONGEST_LABEL + " characters");
      }
      labels.add(label);
    }
    return ArmLabels.distinct(labels);
  }
}
