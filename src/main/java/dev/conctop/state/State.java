package dev.conctop.state;

import dev.conctop.catalog.RunSpec;
import java.util.Optional;

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
    Optional<Lesson> lesson) {
  /**
   * A picture that stands still while collection goes on.
   *
   * @param sinceNanos when the pause began
   */
  public record Frozen(
      long sinceNanos, Stage stage, Observed observed, Totals totals, History history) {}

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
        Optional.empty());
  }

  public boolean paused() {
    return frozen.isPresent();
  }

  /** The state as it is to be drawn: the frozen picture while paused, else this. */
  public State shown() {
    return frozen
        .map(
            f ->
                new State(
                    nowNanos,
                    ui,
                    run,
                    target,
                    f.stage(),
                    f.observed(),
                    f.totals(),
                    f.history(),
                    frozen,
                    lesson))
        .orElse(this);
  }

  State withUi(Ui newUi) {
    return new State(
        nowNanos, newUi, run, target, stage, observed, totals, history, frozen, lesson);
  }

  State withNow(long nanos) {
    return new State(nanos, ui, run, target, stage, observed, totals, history, frozen, lesson);
  }

  State withStage(Stage newStage) {
    return new State(
        nowNanos, ui, run, target, newStage, observed, totals, history, frozen, lesson);
  }

  State withObserved(Observed newObserved) {
    return new State(
        nowNanos, ui, run, target, stage, newObserved, totals, history, frozen, lesson);
  }

  State withTotals(Totals newTotals) {
    return new State(
        nowNanos, ui, run, target, stage, observed, newTotals, history, frozen, lesson);
  }

  State withFrozen(Optional<Frozen> newFrozen) {
    return new State(
        nowNanos, ui, run, target, stage, observed, totals, history, newFrozen, lesson);
  }

  /** The same run with what it is to show. */
  public State withLesson(Lesson newLesson) {
    return new State(
        nowNanos,
        ui,
        run,
        target,
        stage,
        observed,
        totals,
        history,
        frozen,
        Optional.of(newLesson));
  }

  State withRun(RunSpec newRun) {
    return new State(
        nowNanos,
        ui,
        Optional.of(newRun),
        target,
        stage,
        observed,
        totals,
        history,
        frozen,
        lesson);
  }

  /** A process is watched from now on: the machine's past stays, the subject's goes. */
  State attachedTo(Target newTarget) {
    return new State(
        nowNanos,
        ui.withPage(Page.OVERVIEW).withFilter(""),
        Optional.empty(),
        Optional.of(newTarget),
        new Stage.Measuring(nowNanos),
        observed.withoutSubject(),
        new Totals(),
        new History(),
        Optional.empty(),
        Optional.empty());
  }

  /** The machine alone is watched from now on. */
  State released() {
    return new State(
        nowNanos,
        ui.withPage(Page.HOST).withFilter(""),
        Optional.empty(),
        Optional.empty(),
        new Stage.Watching(),
        observed.withoutSubject(),
        new Totals(),
        new History(),
        Optional.empty(),
        Optional.empty());
  }

  /** A new run begins: the machine's past stays, the subject's goes. */
  State restarted(RunSpec newRun) {
    return new State(
        nowNanos,
        ui,
        Optional.of(newRun),
        Optional.empty(),
        new Stage.Starting("starting", nowNanos),
        observed.withoutSubject(),
        new Totals(),
        new History(),
        Optional.empty(),
        Optional.empty());
  }
}
