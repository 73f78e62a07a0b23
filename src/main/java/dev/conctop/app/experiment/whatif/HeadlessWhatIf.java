package dev.conctop.app.experiment.whatif;

import dev.conctop.app.experiment.PrintsAtEnd;
import dev.conctop.app.experiment.ProgressLine;
import dev.conctop.app.experiment.whatif.ListedTurns.Result;
import dev.conctop.app.experiment.whatif.ListedTurns.Turn;
import dev.conctop.app.settings.Settings;
import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.predict.run.Calibration;
import dev.conctop.experiment.predict.run.Candidates;
import dev.conctop.experiment.predict.run.Forecast;
import dev.conctop.experiment.predict.run.Forecaster;
import dev.conctop.experiment.predict.run.FullCores;
import dev.conctop.experiment.predict.run.FullRun;
import dev.conctop.experiment.predict.run.RunDemands;
import dev.conctop.experiment.predict.run.RunMeasure;
import dev.conctop.experiment.predict.run.TaskNeeds;
import dev.conctop.experiment.predict.run.WhatIf;
import dev.conctop.experiment.predict.run.WhatIfPlan;
import dev.conctop.probe.Probes;
import dev.conctop.state.seen.ArmLabels;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Measures one run, then predicts all others, and runs some of them if that was asked for. When the
 * program is told to end before, what is known so far is printed.
 */
public final class HeadlessWhatIf {
  private static final int FAILED = 1;

  private static final long FULL_WARM_NANOS = 1_200_000_000L;
  private static final long FULL_SETTLE_NANOS = 200_000_000L;
  private static final long FULL_BLOCK_NANOS = 1_200_000_000L;

  private final WhatIfPlan plan;
  private final Map<String, String> env;
  private final PrintStream err;

  private HeadlessWhatIf(WhatIfPlan plan, Map<String, String> env, PrintStream err) {
    this.plan = plan;
    this.env = env;
    this.err = err;
  }

  /**
   * Runs to the end and prints the report.
   *
   * @param env where the machine's costs are kept is said there
   * @param showProgress whether {@code err} is a terminal, on which one line says how far it is
   * @param report what is known → what is printed
   * @return the exit code: 0; 1 when the subject died or no task succeeded
   */
  public static int run(
      WhatIfPlan plan,
      Settings settings,
      Probes probes,
      Map<String, String> env,
      PrintStream out,
      PrintStream err,
      boolean showProgress,
      Function<WhatIf, String> report) {
    HeadlessWhatIf whatIf = new HeadlessWhatIf(plan, env, err);
    ProgressLine line = new ProgressLine(err, showProgress);
    try (Bench bench = Bench.open(plan.from(), settings, probes, line);
        PrintsAtEnd atEnd = new PrintsAtEnd(bench::stop, err)) {
      Optional<WhatIf> known = whatIf.all(bench);
      known.ifPresent(each -> out.print(report.apply(each)));
      out.flush();
      atEnd.done();
      return known.isPresent() ? 0 : FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private Optional<WhatIf> all(Bench bench) throws InterruptedException {
    Costs costs = Costs.open(plan, env, err);
    MeasuredRun course = new MeasuredRun(plan.nanos());
    ListedTurns turns = new ListedTurns(1, course);
    String name = plan.from().model().id();
    bench.run(
        List.of(plan.from()),
        turns,
        () ->
            turns.results().isEmpty()
                ? "warming up " + name
                : "measuring " + name + ": " + turns.results().size() + " of " + course.blocks());
    List<Result> blocks = turns.results().stream().skip(1).toList();
    if (blocks.stream().allMatch(each -> each.measure().tasks().completed() == 0)) {
      err.println("conctop: " + nothing(turns, bench));
      return Optional.empty();
    }
    TaskNeeds needs = needs(blocks, plan.from());
    Optional<FullCores> full = full(needs, bench);
    costs.measure(plan, bench);
    WhatIf predicted = predicted(blocks, needs, full, costs, bench);
    return Optional.of(plan.verify() ? Verification.run(predicted, costs, bench) : predicted);
  }

  private static TaskNeeds needs(List<Result> blocks, RunSpec of) {
    List<RunMeasure> measures = blocks.stream().map(Result::measure).toList();
    return RunDemands.of(measures, of.model().tasksShareThreads());
  }

  /** What the same tasks cost with the cores full, where the run left them idle. */
  private Optional<FullCores> full(TaskNeeds needs, Bench bench) throws InterruptedException {
    Optional<RunSpec> many = FullRun.of(plan.from(), needs);
    if (many.isEmpty()) {
      return Optional.empty();
    }
    Queue<Turn> order =
        new ArrayDeque<>(
            List.of(
                new Turn(0, FULL_WARM_NANOS, FULL_BLOCK_NANOS),
                new Turn(0, FULL_SETTLE_NANOS, FULL_BLOCK_NANOS)));
    ListedTurns turns = new ListedTurns(1, _ -> Optional.ofNullable(order.poll()));
    bench.run(List.of(many.get()), turns, () -> "measuring a task's cost with the cores full");
    boolean told =
        turns.results().stream().anyMatch(each -> each.measure().tasks().completed() > 0);
    return told ? FullCores.between(needs, needs(turns.results(), many.get())) : Optional.empty();
  }

  private String nothing(ListedTurns turns, Bench bench) {
    if (!turns.dead().isEmpty()) {
      return plan.from().model().id() + " is out: " + turns.dead().get(0);
    }
    return bench.stopped()
        ? "nothing was measured: it was interrupted"
        : "nothing follows from a run in which no task succeeded";
  }

  private WhatIf predicted(
      List<Result> blocks, TaskNeeds needs, Optional<FullCores> full, Costs costs, Bench bench) {
    RunSpec from = plan.from();
    Calibration known = costs.known();
    Forecaster forecaster = Forecaster.of(from, needs, known, costs.past(), full);
    List<RunSpec> arms = Candidates.of(from, needs, plan.cores());
    List<String> labels = ArmLabels.of(arms);
    OptionalDouble p50 = p50(blocks);
    List<Forecast> forecasts = new ArrayList<>();
    forecasts.add(forecaster.control(labels.getFirst(), p50));
    // Nobody works meanwhile: all cores are free for it.
    forecasts.addAll(
        IntStream.range(1, arms.size())
            .parallel()
            .mapToObj(arm -> forecaster.forecast(arms.get(arm), labels.get(arm)))
            .toList());
    double seconds = blocks.stream().mapToDouble(each -> each.measure().wallNanos()).sum() / 1e9;
    return new WhatIf(
        from,
        p50,
        seconds,
        Optional.of(needs),
        known,
        WhatIf.ordered(forecasts),
        Optional.empty(),
        bench.stopped() ? "it was interrupted" : "as long as asked for",
        notes(blocks, needs, full));
  }

  private static OptionalDouble p50(List<Result> blocks) {
    double[] all =
        blocks.stream()
            .mapToDouble(each -> each.figures().p50())
            .filter(value -> value > 0)
            .sorted()
            .toArray();
    return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(all[all.length / 2]);
  }

  private static List<String> notes(
      List<Result> blocks, TaskNeeds needs, Optional<FullCores> full) {
    List<String> notes = new ArrayList<>();
    long failed = blocks.stream().mapToLong(each -> each.measure().tasks().failed()).sum();
    if (failed > 0) {
      notes.add(failed + " tasks failed: they are no part of the demands");
    }
    full.ifPresent(
        each ->
            notes.add(
                String.format(
                    Locale.ROOT,
                    "with the cores %.0f %% busy a task takes %.2f times the CPU, its server %.2f times"
                        + " (the run: %.0f %% busy)",
                    100 * each.fullBusy(),
                    each.work(),
                    each.served(),
                    100 * each.measuredBusy())));
    if (needs.sampled() == 0) {
      notes.add("tasks were not seen step by step: all are taken to be like the mean");
    }
    long disturbed =
        blocks.stream().filter(each -> each.figures().surroundings().disturbed()).count();
    if (disturbed > 0) {
      notes.add(disturbed + " of " + blocks.size() + " blocks were disturbed by others");
    }
    return notes;
  }
}
