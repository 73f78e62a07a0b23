package dev.conctop.state.update;

import dev.conctop.experiment.BlockFigures;
import dev.conctop.experiment.sweep.SweepCourse;
import dev.conctop.experiment.sweep.SweepPlan;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import dev.conctop.state.seen.Curve;
import java.util.ArrayList;
import java.util.List;

/** What a sweep does next, whenever something has happened to one of its subjects. */
final class SweepUpdate {
  private SweepUpdate() {}

  /** A subject's own event. */
  static Step apply(State state, Curve curve, SubjectEvent event) {
    if (event instanceof SubjectEvent.ArmsBegin) {
      return Step.of(state.withCurve(curve.begins()));
    }
    if (!curve.begun() || curve.isOver()) {
      return Step.of(state);
    }
    return switch (event) {
      case SubjectEvent.BlockBegins begins -> Step.of(state.blockBegins(curve.run(), begins));
      case SubjectEvent.BlockEnded ended ->
          Step.of(
              state.blockEnded(ended).withCurve(curve.ended(ended)), new Effect.ReadBlock(ended));
      case SubjectEvent.Rests rests -> {
        curve.course().rests(rests.arm());
        yield advance(state, curve);
      }
      case SubjectEvent.ArmDied died -> {
        String words = died.lastWords().isEmpty() ? "" : ": " + died.lastWords().getLast();
        curve.course().died(died.arm(), died.what() + words);
        yield advance(state, curve);
      }
      default -> Step.of(state);
    };
  }

  /** A block's figures have been read. */
  static Step measured(State state, Curve curve, BlockFigures figures) {
    if (curve.isOver()) {
      return Step.of(state);
    }
    checkWorkers(state, curve, figures.arm());
    return advance(state, curve.measured(figures));
  }

  /** Somebody wants it to end with what is known. */
  static Step stop(State state, Curve curve, String why) {
    return curve.isOver() ? Step.of(state) : advance(state, curve.stopped(why));
  }

  /** A curve over sizes that the subject did not take would be a lie. */
  private static void checkWorkers(State state, Curve curve, int arm) {
    double works = state.observed().gauge("workers");
    boolean asked = curve.plan().range().over().equals(SweepPlan.WORKERS);
    if (asked && !Double.isNaN(works) && works != curve.value()) {
      curve
          .course()
          .died(
              arm,
              "it works with " + Math.round(works) + " workers, not " + Math.round(curve.value()));
    }
  }

  private static Step advance(State state, Curve curve) {
    return switch (curve.course().next(state.nowNanos())) {
      case SweepCourse.Next.Wait _ -> Step.of(state.withCurve(curve));
      case SweepCourse.Next.Go go -> {
        List<Effect> effects = new ArrayList<>();
        if (curve.plan().turns()) {
          effects.add(new Effect.TurnArm(go.arm(), knob(curve.plan()), go.value()));
        }
        effects.add(new Effect.Go(go.arm(), go.settleNanos(), go.nanos()));
        yield new Step(state.withCurve(curve.goes(go)), effects);
      }
      case SweepCourse.Next.Over over ->
          Step.of(state.withCurve(curve.stopped(over.why())), new Effect.EndArms());
    };
  }

  private static Effect.Knob knob(SweepPlan plan) {
    return switch (plan.range().over()) {
      case SweepPlan.WORKERS -> Effect.Knob.WORKERS;
      case SweepPlan.IN_FLIGHT -> Effect.Knob.IN_FLIGHT;
      case SweepPlan.RATE -> Effect.Knob.RATE;
      default -> Effect.Knob.SWITCH_INTERVAL;
    };
  }
}
