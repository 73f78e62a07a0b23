package dev.conctop.app.experiment;

import dev.conctop.app.recording.Tape;
import dev.conctop.app.recording.deck.Plans;
import dev.conctop.app.settings.Settings;
import dev.conctop.experiment.RaceAssertion;
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
import dev.conctop.state.seen.Contest;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * An experiment without a screen: the same course as on it, a report at the end. When the program
 * is told to end before, what is known so far is printed.
 */
public final class HeadlessRace {
  private static final int FAILED = 1;
  private static final int BROKEN = 3;

  private final PrintStream out;
  private final PrintStream err;
  private final ProgressLine line;
  private final Tape tape;
  private final BlockingQueue<Msg> inbox = new LinkedBlockingQueue<>();
  private @Nullable Source source;
  private State state;
  private final Update update;

  private HeadlessRace(
      PrintStream out,
      PrintStream err,
      boolean showProgress,
      Tape tape,
      Contest contest,
      Settings settings) {
    this.tape = tape;
    this.out = out;
    this.err = err;
    line = new ProgressLine(err, showProgress);
    update = new Update(settings.keys(), Runtime.getRuntime().availableProcessors());
    state =
        State.initial(
                Ui.initial(Page.OVERVIEW, settings.intervalNanos()),
                Optional.of(contest.arms().getFirst()),
                System.nanoTime())
            .withContest(contest);
  }

  /**
   * Runs to the end and prints the report.
   *
   * @param showProgress whether {@code err} is a terminal, on which one line says how far it is
   * @param tape takes what is seen
   * @param report the contest as it ended and what became of the assertions → what is printed
   * @return the exit code: 0; 1 when arms are missing at the end, so that nothing could be
   *     compared; 3 when an assertion was broken
   */
  public static int run(
      Contest contest,
      List<RaceAssertion> assertions,
      Settings settings,
      Probes probes,
      PrintStream out,
      PrintStream err,
      boolean showProgress,
      Tape tape,
      BiFunction<Contest, List<RaceAssertion.Outcome>, String> report) {
    HeadlessRace race = new HeadlessRace(out, err, showProgress, tape, contest, settings);
    tape.begins(Plans.written(contest));
    try (PrintsAtEnd atEnd =
            new PrintsAtEnd(() -> race.inbox.add(new Msg.StopContest("it was interrupted")), err);
        LiveSource live =
            LiveSource.start(
                fact -> race.inbox.add(new Msg.Observed(fact)),
                probes,
                settings.intervalNanos(),
                settings.causes())) {
      race.source = live;
      live.arms(contest.slots());
      race.turnUntilOver();
      int code = race.finish(assertions, report);
      atEnd.done();
      return code;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }

  private void turnUntilOver() throws InterruptedException {
    while (!contest().isOver()) {
      Msg msg = inbox.take();
      if (msg instanceof Msg.Observed(Fact fact)) {
        tape.fact(fact);
      }
      Step step = update.apply(state, msg);
      state = step.state();
      step.effects().forEach(this::perform);
      if (msg instanceof Msg.Observed(Fact fact)
          && (fact instanceof ObserverCost || fact instanceof SubjectEvent)) {
        line.show(RaceProgress.line(contest(), state));
      }
    }
    line.clear();
  }

  private Contest contest() {
    return state.contest().orElseThrow(() -> new IllegalStateException("no experiment"));
  }

  private void perform(Effect effect) {
    Source live = source;
    if (live == null) {
      return;
    }
    switch (effect) {
      case Effect.Go go -> live.go(go.slot(), go.settleNanos(), go.nanos());
      case Effect.Renew renew -> live.renew(renew.slot());
      case Effect.ReadBlock read ->
          inbox.add(new Msg.BlockMeasured(BlockReader.of(state, read.ended())));
      case Effect.EndArms _ -> live.release();
      default -> {
        // Nothing else comes where nobody presses keys.
      }
    }
  }

  private int finish(
      List<RaceAssertion> assertions,
      BiFunction<Contest, List<RaceAssertion.Outcome>, String> report) {
    Contest contest = contest();
    List<RaceAssertion.Outcome> outcomes =
        assertions.stream().map(assertion -> assertion.check(contest.race())).toList();
    out.print(report.apply(contest, outcomes));
    out.flush();
    int code = 0;
    for (RaceAssertion.Outcome outcome : outcomes) {
      if (!outcome.held()) {
        err.println("conctop: broken: " + outcome.assertion().text() + ", " + outcome.found());
        code = BROKEN;
      }
    }
    for (int arm = 0; arm < contest.arms().size(); arm++) {
      Optional<String> why = contest.race().dead(arm);
      if (why.isPresent()) {
        err.println(
            "conctop: " + contest.race().plan().labels().get(arm) + " is out: " + why.get());
      }
    }
    boolean compared =
        contest.standing().judgement().effects().stream().anyMatch(effect -> effect.rounds() > 0);
    return code != 0 ? code : compared && contest.race().dead(0).isEmpty() ? 0 : FAILED;
  }
}
