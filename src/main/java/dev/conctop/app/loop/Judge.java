package dev.conctop.app.loop;

import dev.conctop.report.run.ScenarioCheck;
import dev.conctop.state.State;
import dev.conctop.state.seen.Lesson;
import dev.conctop.state.seen.Stage;
import java.util.List;
import java.util.Optional;

/**
 * Holds a run against what its scenario expects while it goes on: by the same document as the
 * report, so once a second at most, and only where there is a scenario.
 */
public final class Judge {
  private static final long PERIOD_NANOS = 1_000_000_000L;

  private long nextNanos = Long.MIN_VALUE;
  private boolean finished;

  /** What became of each expectation, when it is time to say it again. */
  public Optional<List<Lesson.Outcome>> outcomes(State state, long nanos) {
    if (state.lesson().isEmpty() || !state.lesson().get().scenario().sweep().isEmpty()) {
      // What a sweep is to show only all of its runs together can.
      return Optional.empty();
    }
    boolean measured = state.stage() instanceof Stage.Measuring;
    boolean over = state.stage() instanceof Stage.Finished;
    if ((measured && nanos >= nextNanos) || (over && !finished)) {
      nextNanos = nanos + PERIOD_NANOS;
      finished = over;
      return Optional.of(ScenarioCheck.of(state.lesson().get().scenario(), state).outcomes());
    }
    return Optional.empty();
  }
}
