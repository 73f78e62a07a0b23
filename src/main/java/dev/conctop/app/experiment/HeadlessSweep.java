package dev.conctop.app.experiment;

import dev.conctop.app.recording.Tape;
import dev.conctop.app.recording.deck.Plans;
import dev.conctop.app.settings.Settings;
import dev.conctop.experiment.sweep.SweepPlan;
import dev.conctop.experiment.sweep.Swept;
import dev.conctop.probe.Probes;
import dev.conctop.report.compare.BlockReader;
import dev.conctop.sample.Fact;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.source.LiveSource;
import dev.conctop.source.Source;
import dev.conctop.state.Msg;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.seen.Curve;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * A sweep without a screen: the same course as on it, a report at the end. When the program is told
 * to end before, what is known so far is printed.
 */
public final class HeadlessSweep {
  private static final int FAILED = 1;

  private final Update update;
  private final ProgressLine line;
  private final Tape tape;
  private final BlockingQueue<Msg> inbox = new LinkedBlockingQueue<>();
  private State state;

  private HeadlessSweep(
      PrintStream err, boolean showProgress, Tape tape, SweepPlan plan, Settings settings) {
    this.tape = tape;
    update = new Update(settings.keys(), plan.cores());
    line = new ProgressLine(err, showProgress);
    long now = System.nanoTime();
    Curve curve = Curve.of(plan, now);
    Ui ui = Ui.initial(Page.OVERVIEW, settings.intervalNanos());
    state = State.initial(ui, Optional.of(plan.spec()), now).withCurve(curve);
  }

  /**
   * Runs to the end and prints the report.
   *
   * @param showProgress whether {@code err} is a terminal, on which one line says how far it is
   * @param tape takes what is seen
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
      Tape tape,
      Function<Swept, String> report) {
    HeadlessSweep sweep = new HeadlessSweep(err, showProgress, tape, plan, settings);
    tape.begins(Plans.written(plan));
    try (PrintsAtEnd atEnd =
            new PrintsAtEnd(() -> sweep.inbox.add(new Msg.StopContest("it was interrupted")), err);
        LiveSource live =
            LiveSource.start(
                fact -> sweep.inbox.add(new Msg.Observed(fact)),
                probes,
                settings.intervalNanos(),
                settings.causes())) {
      live.arms(plan.arms());
      sweep.turnUntilOver(live);
      Swept swept = sweep.curve().swept();
      out.print(report.apply(swept));
      out.flush();
      atEnd.done();
      return code(swept, err);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private Curve curve() {
    return state.curve().orElseThrow(() -> new IllegalStateException("no sweep"));
  }

  private void turnUntilOver(Source live) throws InterruptedException {
    while (!curve().isOver()) {
      Msg msg = inbox.take();
      if (msg instanceof Msg.Observed(Fact fact)) {
        tape.fact(fact);
      }
      Step step = update.apply(state, msg);
      state = step.state();
      step.effects().forEach(effect -> perform(live, effect));
      if (msg instanceof Msg.Observed(Fact fact)
          && (fact instanceof ObserverCost || fact instanceof SubjectEvent)) {
        line.show(SweepProgress.line(curve(), state));
      }
    }
    line.clear();
  }

  private void perform(Source live, Effect effect) {
    switch (effect) {
      case Effect.TurnArm turn -> live.turn(turn.slot(), Knobs.of(turn.knob()), turn.value());
      case Effect.Go go -> live.go(go.slot(), go.settleNanos(), go.nanos());
      case Effect.ReadBlock read ->
          inbox.add(new Msg.BlockMeasured(BlockReader.of(state, read.ended())));
      case Effect.EndArms _ -> live.release();
      default -> {
        // Nothing else comes where nobody presses keys.
      }
    }
  }

  /** How it ended, and one line when it failed. */
  public static int code(Swept swept, PrintStream err) {
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
