package dev.conctop.app.experiment;

import dev.conctop.app.settings.Settings;
import dev.conctop.experiment.BlockFigures;
import dev.conctop.experiment.sweep.SweepCourse;
import dev.conctop.experiment.sweep.SweepPlan;
import dev.conctop.experiment.sweep.Swept;
import dev.conctop.probe.Probes;
import dev.conctop.report.compare.BlockReader;
import dev.conctop.sample.Fact;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.source.LiveSource;
import dev.conctop.source.Source;
import dev.conctop.state.ArmBlocks;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.Update;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * A sweep without a screen, a report at the end. When the program is told to end before, what is
 * known so far is printed.
 */
public final class HeadlessSweep {
  private static final int FAILED = 1;

  /** What the loop takes: a fact, or the word that it is to end. */
  private sealed interface Mail {
    record Told(Fact fact) implements Mail {}

    record Stop() implements Mail {}
  }

  private final PrintStream err;
  private final SweepCourse course;
  private final Update update;
  private final ProgressLine line;
  private final BlockingQueue<Mail> inbox = new LinkedBlockingQueue<>();
  private State state;
  private double value;

  private HeadlessSweep(PrintStream err, boolean showProgress, SweepPlan plan, Settings settings) {
    this.err = err;
    course = new SweepCourse(plan, System.nanoTime());
    update = new Update(settings.keys(), plan.cores());
    line = new ProgressLine(err, showProgress);
    value = plan.range().values().getLast();
    state =
        State.initial(
            Ui.initial(Page.OVERVIEW, settings.intervalNanos()),
            Optional.of(plan.spec()),
            System.nanoTime());
  }

  /**
   * Runs to the end and prints the report.
   *
   * @param showProgress whether {@code err} is a terminal, on which one line says how far it is
   * @param report what was told → what is printed
   * @return the exit code: 0; 1 when a subject died or no task succeeded
   */
  public static int run(
      SweepPlan plan,
      Settings settings,
      Probes probes,
      PrintStream out,
      PrintStream err,
      boolean showProgress,
      Function<Swept, String> report) {
    HeadlessSweep sweep = new HeadlessSweep(err, showProgress, plan, settings);
    try (PrintsAtEnd atEnd = new PrintsAtEnd(() -> sweep.inbox.add(new Mail.Stop()), err);
        LiveSource live =
            LiveSource.start(
                fact -> sweep.inbox.add(new Mail.Told(fact)),
                probes,
                settings.intervalNanos(),
                settings.causes())) {
      live.arms(plan.arms());
      sweep.turnUntilOver(live);
      Swept swept = sweep.course.swept();
      out.print(report.apply(swept));
      out.flush();
      atEnd.done();
      return sweep.code(swept);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private void turnUntilOver(Source live) throws InterruptedException {
    while (true) {
      switch (course.next(System.nanoTime())) {
        case SweepCourse.Next.Over _ -> {
          line.clear();
          return;
        }
        case SweepCourse.Next.Go go -> begin(live, go);
        case SweepCourse.Next.Wait _ -> {
          // What happens next is told.
        }
      }
      switch (inbox.take()) {
        case Mail.Stop _ -> course.stop("it was interrupted");
        case Mail.Told(Fact fact) -> told(fact);
      }
    }
  }

  private void begin(Source live, SweepCourse.Next.Go go) {
    value = go.value();
    if (course.plan().turns()) {
      live.turn(go.arm(), knob(), value);
    }
    course.begins(go);
    live.go(go.arm(), go.settleNanos(), go.nanos());
  }

  private Source.Knob knob() {
    return switch (course.plan().range().over()) {
      case SweepPlan.WORKERS -> Source.Knob.WORKERS;
      case SweepPlan.IN_FLIGHT -> Source.Knob.IN_FLIGHT;
      case SweepPlan.RATE -> Source.Knob.RATE;
      default -> Source.Knob.SWITCH_INTERVAL;
    };
  }

  private void told(Fact fact) {
    switch (fact) {
      case SubjectEvent.BlockBegins begins ->
          state = ArmBlocks.begun(state, course.plan().at(value), begins);
      case SubjectEvent.BlockEnded ended -> {
        state = ArmBlocks.ended(state, ended);
        BlockFigures figures = BlockReader.of(state, ended);
        course.measured(ended, figures);
        checkWorkers(ended.arm());
      }
      case SubjectEvent.Rests rests -> course.rests(rests.arm());
      case SubjectEvent.ArmDied died ->
          course.died(
              died.arm(),
              died.lastWords().isEmpty()
                  ? died.what()
                  : died.what() + ": " + died.lastWords().getLast());
      default -> state = update.apply(state, new Msg.Observed(fact)).state();
    }
    if (fact instanceof ObserverCost || fact instanceof SubjectEvent) {
      line.show(SweepProgress.line(course, value, state));
    }
  }

  /** A curve over sizes that the subject did not take would be a lie. */
  private void checkWorkers(int arm) {
    double works = state.observed().gauge("workers");
    boolean asked = course.plan().range().over().equals(SweepPlan.WORKERS);
    if (asked && !Double.isNaN(works) && works != value) {
      course.died(arm, "it works with " + Math.round(works) + " workers, not " + Math.round(value));
    }
  }

  private int code(Swept swept) {
    if (!swept.died().isEmpty()) {
      err.println("conctop: " + swept.ended());
      return FAILED;
    }
    if (swept.completed() > 0) {
      return 0;
    }
    err.println(
        swept.points().isEmpty()
            ? "conctop: nothing was measured: " + swept.ended()
            : "conctop: no task succeeded: " + swept.error().orElse("none ended while measuring"));
    return FAILED;
  }
}
