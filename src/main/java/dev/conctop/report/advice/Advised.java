package dev.conctop.report.advice;

import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.experiment.ArmEstimate;
import dev.conctop.experiment.Standing;
import dev.conctop.experiment.advice.Advice;
import dev.conctop.experiment.advice.Adviser;
import dev.conctop.experiment.advice.Forecasts;
import dev.conctop.experiment.advice.probe.AdvicePlan;
import dev.conctop.experiment.advice.probe.Entrant.Field;
import dev.conctop.experiment.advice.probe.Probed;
import dev.conctop.experiment.curve.Slo;
import dev.conctop.experiment.statistic.Effect;
import dev.conctop.state.seen.Contest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Advice on a workload with all that it rests on: derived once for every format.
 *
 * @param field who was run against whom; nobody where it was not tested
 * @param contest the test, if there was one
 * @param untested why there was none; empty otherwise
 * @param ended why it ended
 */
public record Advised(
    AdvicePlan plan,
    Probed probed,
    Advice advice,
    Field field,
    Optional<Contest> contest,
    String untested,
    String ended) {
  /** By which two processes of the same may differ. */
  private static final double PROCESSES_DIFFER = 0.1;

  /** Above it a task computes more than it waits. */
  private static final double CPU_BOUND = 0.5;

  /** What the rules say. */
  public static Advice byRules(Probed probed) {
    return Adviser.advise(probed.shape(), Forecasts::of, Map.of());
  }

  /** Without a test. */
  public static Advised untested(AdvicePlan plan, Probed probed, String why, String ended) {
    return new Advised(
        plan,
        probed,
        byRules(probed),
        new Field(List.of(), List.of()),
        Optional.empty(),
        why,
        ended);
  }

  /**
   * With a test.
   *
   * @param contest as it ended
   */
  public static Advised tested(AdvicePlan plan, Probed probed, Field field, Contest contest) {
    Map<String, Effect> effects = effects(plan, field, contest);
    return new Advised(
        plan,
        probed,
        Adviser.advise(probed.shape(), Forecasts::of, effects),
        field,
        Optional.of(contest),
        "",
        contest.over());
  }

  /** What each did, of those that hold what is asked for, where one does. */
  private static Map<String, Effect> effects(AdvicePlan plan, Field field, Contest contest) {
    Map<String, Effect> all = new LinkedHashMap<>();
    boolean ratios = contest.standing().arms().getFirst().throughput().rounds() > 0;
    for (int arm = 0; arm < field.entrants().size(); arm++) {
      Effect effect =
          ratios ? ratio(contest, arm) : contest.standing().arms().get(arm).throughput();
      if (effect.rounds() > 0 && effect.ratio() > 0) {
        all.put(field.entrants().get(arm).model().id(), effect);
      }
    }
    Map<String, Effect> holding = new HashMap<>(all);
    for (int arm = 0; arm < field.entrants().size(); arm++) {
      if (holds(plan, contest, arm).filter(held -> !held).isPresent()) {
        holding.remove(field.entrants().get(arm).model().id());
      }
    }
    return holding.isEmpty() ? all : holding;
  }

  private static Effect ratio(Contest contest, int arm) {
    return arm == 0
        ? new Effect(1, 1, 1, contest.standing().arms().getFirst().throughput().rounds())
        : contest.standing().judgement().effects().get(arm - 1);
  }

  /** What an arm did to what the first did; 1 for the first. */
  Effect ratio(int arm) {
    return ratio(contest.orElseThrow(() -> new IllegalStateException("no test")), arm);
  }

  /** Whether an arm held what is asked for; empty where nothing is, or it cannot be told. */
  Optional<Boolean> holds(int arm) {
    return contest.flatMap(test -> holds(plan, test, arm));
  }

  private static Optional<Boolean> holds(AdvicePlan plan, Contest contest, int arm) {
    ArmEstimate estimate = contest.standing().arms().get(arm);
    return plan.slo()
        .flatMap(
            slo -> {
              Effect figure = figure(slo, estimate);
              double most = figure.hasInterval() ? figure.high() : figure.ratio();
              return most > 0 ? Optional.of(most < slo.belowNanos()) : Optional.empty();
            });
  }

  private static Effect figure(Slo slo, ArmEstimate estimate) {
    return slo.percentile() == 50 ? estimate.p50() : estimate.p99();
  }

  /**
   * What the best of the others was measured to do.
   *
   * @param model the other
   * @param effect its throughput to that of the answer
   */
  record Gap(String model, Effect effect) {}

  /** The nearest that was run beside the answer; empty where there is none. */
  Optional<Gap> gap() {
    if (contest.isEmpty() || advice.model().isEmpty()) {
      return Optional.empty();
    }
    int own = arm(advice.model().get());
    Optional<String> other =
        advice.tested().keySet().stream()
            .filter(model -> !model.equals(advice.model().get()))
            .findFirst();
    if (own < 0 || other.isEmpty()) {
      return Optional.empty();
    }
    Effect effect = Standing.between(contest.get().race(), arm(other.get()), own);
    return effect.rounds() == 0 ? Optional.empty() : Optional.of(new Gap(other.get(), effect));
  }

  private int arm(String model) {
    for (int arm = 0; arm < field.entrants().size(); arm++) {
      if (field.entrants().get(arm).model().id().equals(model)) {
        return arm;
      }
    }
    return -1;
  }

  /** What whoever reads it should know, a sentence each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>(probed.notes());
    contest.ifPresent(test -> notes.addAll(test.notes()));
    boolean computes = probed.shape().cpuShare().orElse(0) > CPU_BOUND;
    boolean near =
        gap().filter(gap -> Math.abs(gap.effect().ratio() - 1) < PROCESSES_DIFFER).isPresent();
    if (near && computes && plan.runtime() == Runtime.JVM) {
      notes.add(
          "each model ran in one process: two JVMs of the same that compute may differ by some"
              + " 10 %");
    }
    return notes;
  }
}
