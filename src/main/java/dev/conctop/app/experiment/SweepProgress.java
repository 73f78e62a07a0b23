package dev.conctop.app.experiment;

import dev.conctop.state.State;
import dev.conctop.state.seen.Curve;
import dev.conctop.state.seen.Stage;

/** One line that says how far a sweep is. */
final class SweepProgress {
  private SweepProgress() {}

  static String line(Curve curve, State state) {
    return state.stage() instanceof Stage.Starting starting && !starting.step().isEmpty()
        ? starting.step() + " …"
        : curve.progress()
            + ": "
            + curve.plan().range().over()
            + " "
            + curve.plan().range().written(curve.value());
  }
}
