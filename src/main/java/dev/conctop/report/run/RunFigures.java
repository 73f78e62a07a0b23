package dev.conctop.report.run;

import dev.conctop.catalog.RunSpec;
import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.diagnosis.Verdict;
import dev.conctop.report.part.UseFigures;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.state.State;
import dev.conctop.state.past.total.Totals;
import dev.conctop.state.seen.Stage;

/**
 * The figures of a measured run, derived once for every format.
 *
 * @param wallNanos measured wall time, by the subject's clock
 */
public record RunFigures(State state, RunSpec spec, Verdict verdict, long wallNanos) {

  public static RunFigures of(State state) {
    RunSpec spec =
        state.run().orElseThrow(() -> new IllegalStateException("nothing was run: no report"));
    double hostBusy = state.observed().hostTotals().map(HostTotals::busy).orElse(Double.NaN);
    long wall =
        state.stage() instanceof Stage.Finished finished
            ? finished.wallNanos()
            : state.totals().phaseNanos();
    return new RunFigures(state, spec, Diagnosis.whole(state, hostBusy), wall);
  }

  public Totals totals() {
    return state.totals();
  }

  public TaskCounts tasks() {
    return state.totals().tasks();
  }

  /** Tasks completed a second; NaN when nothing was measured. */
  public double throughput() {
    return wallNanos <= 0 ? Double.NaN : tasks().completed() * 1e9 / wallNanos;
  }

  public UseFigures used() {
    return UseFigures.of(state);
  }

  /** Share of task time, 0 to 1. */
  public double waitingIo() {
    double sum = 0;
    for (int i = 0; i < TaskWait.count(); i++) {
      sum += TaskWait.at(i).isIo() ? tasks().share(TaskWait.at(i)) : 0;
    }
    return sum;
  }

  /** Share of task time, 0 to 1. */
  public double waitingLock() {
    return tasks().share(TaskWait.LOCK) + tasks().share(TaskWait.GIL);
  }

  /** Why there is nothing of a series. */
  public String whyNoSeries(Series series) {
    return switch (series) {
      case RESPONSE, QUEUE, SERVICE -> "no task was completed while measuring";
      case LOOP_LAG ->
          ServedFigures.of(this).isPresent()
              ? "this server has no event loop, or none of which it says how late it is"
              : "this model has no event loop";
      case GIL_WAIT -> "this model has no interpreter lock, or nobody waited for it";
      case ROUND_TRIP -> "this workload makes no echo round trips";
    };
  }
}
