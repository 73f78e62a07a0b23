package dev.conctop.app.experiment;

import dev.conctop.experiment.curve.Ladder;
import dev.conctop.experiment.sweep.SweepCourse;
import dev.conctop.experiment.sweep.SweepPlan;
import dev.conctop.state.State;
import dev.conctop.state.seen.Stage;

/** One line that says how far a sweep is. */
final class SweepProgress {
  private SweepProgress() {}

  static String line(SweepCourse course, double value, State state) {
    if (course.isWarming()) {
      boolean starts =
          state.stage() instanceof Stage.Starting starting && !starting.step().isEmpty();
      return starts ? ((Stage.Starting) state.stage()).step() + " …" : "warming up";
    }
    SweepPlan plan = course.plan();
    String what = course.step().map(step -> word(step.phase())).orElse("the last block");
    return what
        + ": "
        + plan.range().over()
        + " "
        + plan.range().written(value)
        + ", at most "
        + course.blocksLeft()
        + " blocks to go";
  }

  private static String word(Ladder.Phase phase) {
    return switch (phase) {
      case RUNGS -> "all sizes";
      case AROUND_KNEE -> "around the knee";
      case CANDIDATES -> "the candidates once more";
    };
  }
}
