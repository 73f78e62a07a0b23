package dev.conctop.state;

import dev.conctop.catalog.RunSpec;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.state.past.History;
import dev.conctop.state.past.total.Totals;
import dev.conctop.state.seen.Contest;
import dev.conctop.state.seen.Curve;
import dev.conctop.state.seen.Lesson;
import dev.conctop.state.seen.Observed;
import dev.conctop.state.seen.Playback;
import dev.conctop.state.seen.Stage;
import dev.conctop.state.seen.Target;
import dev.conctop.state.ui.Page;
import dev.conctop.state.ui.Ui;
import dev.conctop.state.update.Update;
import dev.conctop.tour.Walk;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything the observer knows and shows. One thread owns it; {@link Update} makes the next one.
 * It knows nothing of colours or columns.
 *
 * @param nowNanos the time of the newest message that carried one
 * @param run what is run; empty while only the machine or a process is watched
 * @param target the process of somebody else's that is watched, if one is
 * @param totals sums since measuring began
 * @param frozen while paused: what is shown instead, and since when
 * @param lesson what the run is to show, if it is one of the scenarios
 * @param contest the experiment of which the run is an arm, if it is one
 * @param curve the sweep of which the run is one size, if it is one
 * @param tour the guided tour of which the run is a part, if it is one
 * @param playback how the recording is played, if it is one that is seen
 */
public record State(
    long nowNanos,
    Ui ui,
    Optional<RunSpec> run,
    Optional<Target> target,
    Stage stage,
    Observed observed,
    Totals totals,
    History history,
    Optional<Frozen> frozen,
    Optional<Lesson> lesson,
    Optional<Contest> contest,
    Optional<Curve> curve,
    Optional<Walk> tour,
    Optional<Playback> playback) {
  /** Of what is only kept. */
  private static final History FORGOTTEN = new History();

  /**
   * A picture that stands still while collection goes on.
   *
   * @param sinceNanos when the pause began
   * @param run what ran then
   * @param ofArm whether it is one arm's last block, looked at from the comparison
   * @param back how the last minutes are played, if it is a moment of these
   */
  public record Frozen(
      long sinceNanos,
      Optional<RunSpec> run,
      Optional<Target> target,
      Stage stage,
      Observed observed,
      Totals totals,
      History history,
      Optional<Contest> contest,
      Optional<Curve> curve,
      boolean ofArm,
      Optional<Playback> back) {}

  public static State initial(Ui ui, Optional<RunSpec> run, long nowNanos) {
    Stage stage = run.isPresent() ? new Stage.Starting("starting", nowNanos) : new Stage.Watching();
    return new State(
        nowNanos,
        ui,
        run,
        Optional.empty(),
        stage,
        Observed.nothing(),
        new Totals(),
        new History(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A state that watches a process of somebody else's. */
  public static State attached(Ui ui, Target target, long nowNanos) {
    return new State(
        nowNanos,
        ui,
        Optional.empty(),
        Optional.of(target),
        new Stage.Measuring(nowNanos),
        Observed.nothing(),
        new Totals(),
        new History(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public boolean paused() {
    return frozen.isPresent();
  }

  /** Whether a moment of the last minutes is shown. */
  public boolean rewound() {
    return frozen.filter(still -> still.back().isPresent()).isPresent();
  }

  /**
   * A picture of this, which may be changed then.
   *
   * @param back how the last minutes are played, if it is a moment of these
   */
  public Frozen picture(Optional<Playback> back) {
    return new Frozen(
        nowNanos,
        run,
        target,
        stage,
        observed,
        totals.copy(),
        history.copy(),
        contest,
        curve,
        false,
        back);
  }

  /** The state as it is to be drawn: the frozen picture while paused, else this. */
  public State shown() {
    return frozen
        .map(
            still ->
                with(
                    next -> {
                      next.run = still.run();
                      next.target = still.target();
                      next.stage = still.stage();
                      next.observed = still.observed();
                      next.totals = still.totals();
                      next.history = still.history();
                      next.contest = still.contest();
                      next.curve = still.curve();
                      next.playback = still.back().or(() -> playback);
                    }))
        .orElse(this);
  }

  /** The same, looked at in another way. */
  public State withUi(Ui newUi) {
    return with(next -> next.ui = newUi);
  }

  public State withNow(long nanos) {
    return with(next -> next.nowNanos = nanos);
  }

  public State withStage(Stage newStage) {
    return with(next -> next.stage = newStage);
  }

  public State withObserved(Observed newObserved) {
    return with(next -> next.observed = newObserved);
  }

  public State withTotals(Totals newTotals) {
    return with(next -> next.totals = newTotals);
  }

  public State withFrozen(Optional<Frozen> newFrozen) {
    return with(next -> next.frozen = newFrozen);
  }

  /** The same run with what it is to show. */
  public State withLesson(Lesson newLesson) {
    return with(next -> next.lesson = Optional.of(newLesson));
  }

  /** The same within a tour. */
  public State withTour(Walk newTour) {
    return with(next -> next.tour = Optional.of(newTour));
  }

  /** Whether two lines above the page say what the run is to show. */
  public boolean hasLessonLines() {
    return lesson.isPresent() || tour.isPresent();
  }

  /** The same with an experiment. */
  public State withContest(Contest newContest) {
    return with(next -> next.contest = Optional.of(newContest));
  }

  /** The same with a sweep. */
  public State withCurve(Curve newCurve) {
    return with(next -> next.curve = Optional.of(newCurve));
  }

  /** Whether several subjects work in turns, of which a page tells. */
  public boolean isExperiment() {
    return contest.isPresent() || curve.isPresent();
  }

  /**
   * What is left to recall it from when the course of the last minute is not kept: totals are
   * packed, the recent past is empty. It is only to be kept.
   */
  public State remembered() {
    return with(
        next -> {
          next.totals = totals.packed();
          next.history = FORGOTTEN;
          next.frozen = Optional.empty();
        });
  }

  /** From what was remembered, which stays as it is, one to go on from. */
  public State recalled() {
    return with(
        next -> {
          next.totals = totals.copy();
          next.history = new History();
          next.frozen = Optional.empty();
        });
  }

  /** The same, as if it was measured since a moment: what counts is empty. */
  public State measuredFrom(long nanos) {
    return with(
        next -> {
          next.totals = new Totals();
          next.history = new History();
          next.observed = observed.measuredFromNow();
          if (stage instanceof Stage.Measuring) {
            next.stage = new Stage.Measuring(nanos);
          }
        });
  }

  /** The same, of a recording. */
  public State withPlayback(Playback newPlayback) {
    return with(next -> next.playback = Optional.of(newPlayback));
  }

  /** The same, with what who looks has chosen, and with the recording as he has it. */
  public State kept(State now) {
    return with(
        next -> {
          next.ui = now.ui;
          next.playback = now.playback;
        });
  }

  /** An experiment begins: the machine's past stays, whatever was watched goes. */
  public State contested(Contest newContest) {
    return restarted(newContest.arms().getFirst())
        .with(
            next -> {
              next.contest = Optional.of(newContest);
              next.ui = ui.withPage(Page.COMPARE).withFilter("");
            });
  }

  /**
   * A block of one of several subjects begins: what is told from now on is about it.
   *
   * @param spec what works
   */
  public State blockBegins(RunSpec spec, SubjectEvent.BlockBegins begins) {
    State next = inBlock(spec);
    return next.withObserved(next.observed().with(begins.hello()));
  }

  /** All that is known of the block has been told. */
  public State blockEnded(SubjectEvent.BlockEnded ended) {
    totals().tasks(ended.tasks(), ended.errors(), ended.wallNanos());
    return withStage(new Stage.Finished(ended.wallNanos()));
  }

  /** An arm begins a block: what is known of it is new, who looks at a frozen picture keeps it. */
  State inBlock(RunSpec arm) {
    return withoutPast(new Stage.WarmingUp(nowNanos))
        .with(
            next -> {
              next.run = Optional.of(arm);
              next.contest = contest;
              next.curve = curve;
              next.lesson = lesson;
              next.frozen = frozen;
              next.ui = ui;
            });
  }

  public State withRun(RunSpec newRun) {
    return with(next -> next.run = Optional.of(newRun));
  }

  /** A process is watched from now on: the machine's past stays, the subject's goes. */
  public State attachedTo(Target newTarget) {
    return withoutPast(new Stage.Measuring(nowNanos))
        .with(
            next -> {
              next.ui = ui.withPage(Page.OVERVIEW).withFilter("");
              next.run = Optional.empty();
              next.target = Optional.of(newTarget);
            });
  }

  /** The machine alone is watched from now on. */
  public State released() {
    return withoutPast(new Stage.Watching())
        .with(
            next -> {
              next.ui = ui.withPage(Page.HOST).withFilter("");
              next.run = Optional.empty();
              next.target = Optional.empty();
            });
  }

  /** A new run begins: the machine's past stays, the subject's goes. */
  public State restarted(RunSpec newRun) {
    return withoutPast(new Stage.Starting("starting", nowNanos))
        .with(
            next -> {
              next.run = Optional.of(newRun);
              next.target = Optional.empty();
            });
  }

  /** Something else is watched. */
  private State withoutPast(Stage newStage) {
    return with(
        next -> {
          next.stage = newStage;
          next.observed = observed.withoutSubject();
          next.totals = new Totals();
          next.history = new History();
          next.frozen = Optional.empty();
          next.lesson = Optional.empty();
          next.contest = Optional.empty();
          next.curve = Optional.empty();
          if (ui.page() == Page.COMPARE) {
            next.ui = ui.withPage(Page.OVERVIEW);
          }
        });
  }

  /** All fields, to be changed before a state is made of them. */
  private static final class Draft {
    long nowNanos;
    Ui ui;
    Optional<RunSpec> run;
    Optional<Target> target;
    Stage stage;
    Observed observed;
    Totals totals;
    History history;
    Optional<Frozen> frozen;
    Optional<Lesson> lesson;
    Optional<Contest> contest;
    Optional<Curve> curve;
    Optional<Walk> tour;
    Optional<Playback> playback;

    Draft(State from) {
      nowNanos = from.nowNanos;
      ui = from.ui;
      run = from.run;
      target = from.target;
      stage = from.stage;
      observed = from.observed;
      totals = from.totals;
      history = from.history;
      frozen = from.frozen;
      lesson = from.lesson;
      contest = from.contest;
      curve = from.curve;
      tour = from.tour;
      playback = from.playback;
    }

    State made() {
      return new State(
          nowNanos, ui, run, target, stage, observed, totals, history, frozen, lesson, contest,
          curve, tour, playback);
    }
  }

  private State with(Consumer<Draft> change) {
    Draft next = new Draft(this);
    change.accept(next);
    return next.made();
  }
}
