package dev.conctop.app.experiment.whatif;

import dev.conctop.app.experiment.PrintsAtEnd;
import dev.conctop.app.experiment.ProgressLine;
import dev.conctop.app.experiment.whatif.bench.Bench;
import dev.conctop.app.experiment.whatif.bench.Costs;
import dev.conctop.app.experiment.whatif.bench.ListedTurns;
import dev.conctop.app.experiment.whatif.bench.ListedTurns.Result;
import dev.conctop.app.experiment.whatif.bench.ListedTurns.Turn;
import dev.conctop.app.settings.Settings;
import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.predict.run.FullCores;
import dev.conctop.experiment.predict.run.FullRun;
import dev.conctop.experiment.predict.run.TaskNeeds;
import dev.conctop.experiment.predict.run.WhatIf;
import dev.conctop.experiment.predict.run.WhatIfPlan;
import dev.conctop.probe.Probes;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

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
    Measured measured = measured(plan.from(), turns.results().stream().skip(1).toList());
    if (!measured.tells()) {
      err.println("conctop: " + nothing(turns, bench));
      return Optional.empty();
    }
    TaskNeeds needs = measured.needs();
    Optional<FullCores> full = full(needs, bench);
    costs.measure(plan, bench);
    WhatIf predicted =
        measured.predicted(
            needs,
            full,
            costs.known(),
            costs.past(),
            plan.cores(),
            bench.stopped() ? "it was interrupted" : "as long as asked for");
    return Optional.of(plan.verify() ? Verification.run(predicted, costs, bench) : predicted);
  }

  private static Measured measured(RunSpec of, List<Result> results) {
    return new Measured(
        of,
        results.stream().map(each -> new Measured.Block(each.figures(), each.measure())).toList());
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
    Measured measured = measured(many.get(), turns.results());
    return measured.tells() ? FullCores.between(needs, measured.needs()) : Optional.empty();
  }

  private String nothing(ListedTurns turns, Bench bench) {
    if (!turns.dead().isEmpty()) {
      return plan.from().model().id() + " is out: " + turns.dead().get(0);
    }
    return bench.stopped()
        ? "nothing was measured: it was interrupted"
        : "nothing follows from a run in which no task succeeded";
  }
}
