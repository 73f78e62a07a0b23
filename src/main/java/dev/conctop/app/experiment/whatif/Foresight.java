package dev.conctop.app.experiment.whatif;

import dev.conctop.app.experiment.whatif.bench.Costs;
import dev.conctop.app.experiment.whatif.bench.Kept;
import dev.conctop.app.experiment.whatif.bench.MachineName;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.WorkTraits;
import dev.conctop.experiment.predict.run.Calibration;
import dev.conctop.experiment.predict.run.Forecaster;
import dev.conctop.experiment.predict.run.Modelled;
import dev.conctop.experiment.predict.run.RunDemands;
import dev.conctop.experiment.predict.run.RunMeasure;
import dev.conctop.launch.runtime.Interpreters;
import dev.conctop.report.whatif.MeasureReader;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.seen.Contest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * What the arms of a comparison are predicted to do before they run, from the first block of the
 * reference and what is kept of this machine's costs. Where nothing is kept nothing is predicted:
 * measuring it would take time that nobody asked for.
 */
public final class Foresight {
  private final Map<String, String> env;

  /** Of which comparison was last asked. */
  private List<RunSpec> asked = List.of();

  /**
   * A new one.
   *
   * @param env where the machine's costs are kept is said there
   */
  public Foresight(Map<String, String> env) {
    this.env = env;
  }

  /**
   * A block is over: if it is the first of the reference of a comparison, the others are predicted,
   * by a thread of its own.
   *
   * @param state right after the block
   * @param told takes what is predicted, by that thread, if anything is
   */
  public void after(State state, SubjectEvent.BlockEnded ended, Consumer<Msg> told) {
    Optional<Contest> contest = state.contest().filter(each -> !each.isOver());
    if (contest.isEmpty() || ended.arm() != 0 || ended.tasks().completed() == 0) {
      return;
    }
    List<RunSpec> arms = contest.get().arms();
    if (arms.equals(asked)) {
      return;
    }
    asked = arms;
    RunMeasure measure = MeasureReader.of(state, ended.tasks(), ended.wallNanos());
    Thread.ofPlatform()
        .daemon()
        .name("foresight")
        .start(() -> foresee(arms, measure).ifPresent(each -> told.accept(each)));
  }

  private Optional<Msg> foresee(List<RunSpec> arms, RunMeasure measure) {
    RunSpec from = arms.getFirst();
    Optional<Kept> kept =
        Costs.kept(env, MachineName.here(Runtime.getRuntime().availableProcessors()));
    if (kept.isEmpty()
        || !(Modelled.of(from) instanceof Modelled.As)
        || WorkTraits.entangled(from.workload()).isPresent()) {
      return Optional.empty();
    }
    Calibration known = kept.get().of(python(arms));
    List<OptionalDouble> all =
        throughputs(
            arms,
            Forecaster.of(
                from,
                RunDemands.of(List.of(measure), from.model().tasksShareThreads()),
                known,
                kept.get().errors(),
                Optional.empty()));
    return all.stream().anyMatch(OptionalDouble::isPresent)
        ? Optional.of(new Msg.Foreseen(arms, all))
        : Optional.empty();
  }

  /** Of each arm; the reference is measured, not predicted, and other work does not follow. */
  static List<OptionalDouble> throughputs(List<RunSpec> arms, Forecaster forecaster) {
    RunSpec from = arms.getFirst();
    List<OptionalDouble> all = new ArrayList<>();
    all.add(OptionalDouble.empty());
    for (RunSpec arm : arms.subList(1, arms.size())) {
      boolean same =
          arm.workload().equals(from.workload())
              && arm.workParameters().equals(from.workParameters())
              && Forecaster.reaches(from, arm.model().runtime());
      all.add(same ? forecaster.forecast(arm, "").throughput() : OptionalDouble.empty());
    }
    return all;
  }

  private String python(List<RunSpec> arms) {
    return arms.stream()
        .filter(each -> each.model().runtime() == ModelSpec.Runtime.CPYTHON)
        .findFirst()
        .map(
            each ->
                Interpreters.identity(
                    each.parameters().has("python") ? each.parameters().text("python") : "python3",
                    env))
        .orElse("none");
  }
}
