package dev.conctop.app.experiment;

import dev.conctop.app.recording.Tape;
import dev.conctop.app.settings.Settings;
import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.advice.Advice;
import dev.conctop.experiment.advice.Forecasts;
import dev.conctop.experiment.advice.probe.AdvicePlan;
import dev.conctop.experiment.advice.probe.AdvicePlan.Test;
import dev.conctop.experiment.advice.probe.Entrant;
import dev.conctop.experiment.advice.probe.Entrant.Field;
import dev.conctop.experiment.advice.probe.Probed;
import dev.conctop.probe.Probes;
import dev.conctop.report.advice.Advised;
import dev.conctop.source.LiveSource;
import dev.conctop.state.seen.Contest;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Advice on a workload: a probing run, the rules, and where the time allows what they name is run
 * against others. When the program is told to end before, what is known so far is printed.
 */
public final class HeadlessAdvice {
  private static final int FAILED = 1;

  private final AdvicePlan plan;
  private final Settings settings;
  private final Probes probes;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean showProgress;
  private final Function<Advised, String> report;
  private final long began = System.nanoTime();

  private HeadlessAdvice(
      AdvicePlan plan,
      Settings settings,
      Probes probes,
      PrintStream out,
      PrintStream err,
      boolean showProgress,
      Function<Advised, String> report) {
    this.plan = plan;
    this.settings = settings;
    this.probes = probes;
    this.out = out;
    this.err = err;
    this.showProgress = showProgress;
    this.report = report;
  }

  /**
   * Runs to the end and prints the report.
   *
   * @param showProgress whether {@code err} is a terminal, on which one line says how far it is
   * @param report what came of it → what is printed
   * @return the exit code: 0; 1 when not one task could be measured
   */
  public static int run(
      AdvicePlan plan,
      Settings settings,
      Probes probes,
      PrintStream out,
      PrintStream err,
      boolean showProgress,
      Function<Advised, String> report) {
    return new HeadlessAdvice(plan, settings, probes, out, err, showProgress, report).run();
  }

  private int run() {
    ProbingRun probing = new ProbingRun(plan, settings, new ProgressLine(err, showProgress));
    try (PrintsAtEnd atEnd = new PrintsAtEnd(probing.blocks()::stop, err)) {
      if (probe(probing)) {
        atEnd.done();
        return code(probing);
      }
      Probed probed = probing.probed();
      String untested = untested(probed);
      if (!untested.isEmpty()) {
        print(Advised.untested(plan, probed, untested, "all was measured"));
      } else {
        test(probed);
      }
      atEnd.done();
      return code(probing);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  /** Whether it was told to end, and has printed what is known. */
  private boolean probe(ProbingRun probing) throws InterruptedException {
    try (LiveSource live =
        LiveSource.start(
            probing.blocks()::tell, probes, settings.intervalNanos(), settings.causes())) {
      try {
        probing.run(live);
        return false;
      } catch (ProbeBlocks.Stopped e) {
        String why = String.valueOf(e.getMessage());
        print(Advised.untested(plan, probing.probed(), why, why));
        return true;
      }
    }
  }

  private int code(ProbingRun probing) {
    if (probing.probed().measured()) {
      return 0;
    }
    err.println(
        "conctop: "
            + probing
                .broken()
                .or(() -> probing.blocks().error().map(why -> "no task succeeded: " + why))
                .orElse("no task ended in the time that there was"));
    return FAILED;
  }

  private void print(Advised advised) {
    out.print(report.apply(advised));
    out.flush();
  }

  // ---- tested by running it

  private long leftNanos() {
    return plan.nanos() - (System.nanoTime() - began);
  }

  /** Why it is not; empty when it is. */
  private String untested(Probed probed) {
    if (!probed.measured()) {
      return "nothing was measured";
    }
    if (plan.test() == Test.NO) {
      return "--no-verify";
    }
    long least = Entrant.leastNanos(2, taskNanos(probed));
    long left = leftNanos();
    return plan.test() == Test.IF_TIME && left < least
        ? String.format(
            Locale.ROOT,
            "two models in turns need %.0f s, and %.0f s are left: give it -d %.0fs",
            Math.ceil(least / 1e9),
            Math.max(0, Math.floor(left / 1e9)),
            Math.ceil((plan.nanos() - left + least) / 1e9))
        : "";
  }

  private static double taskNanos(Probed probed) {
    return probed.shape().aloneNanos().orElse(0);
  }

  private void test(Probed probed) {
    long usual = Entrant.leastNanos(Entrant.USUAL, taskNanos(probed));
    boolean enough = plan.test() == Test.YES || leftNanos() >= usual;
    long nanos = plan.test() == Test.YES ? Math.max(leftNanos(), usual) : leftNanos();
    Advice byRules = Advised.byRules(probed);
    Field field =
        Entrant.choose(
            plan,
            probed.shape(),
            byRules,
            Forecasts.of(probed.shape()),
            enough ? Entrant.USUAL : Entrant.USUAL - 1);
    if (field.entrants().size() < 2) {
      print(
          Advised.untested(
              plan, probed, "there is no other model to run it against", "all was measured"));
      return;
    }
    List<RunSpec> arms =
        field.entrants().stream().map(each -> plan.arm(each.model(), each.workers())).toList();
    HeadlessRace.run(
        Contest.of(arms, Entrant.race(field.entrants(), nanos, plan.seed())),
        List.of(),
        settings,
        probes,
        out,
        err,
        showProgress,
        Tape.none(),
        (contest, _) -> report.apply(Advised.tested(plan, probed, field, contest)));
  }
}
