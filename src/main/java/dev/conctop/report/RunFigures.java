package dev.conctop.report;

import dev.conctop.catalog.RunSpec;
import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.diagnosis.Verdict;
import dev.conctop.sample.Figure;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.ProcessUse;
import dev.conctop.sample.TaskCounts;
import dev.conctop.sample.TaskWait;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.state.Stage;
import dev.conctop.state.State;
import dev.conctop.state.Totals;
import java.util.Optional;

/**
 * The figures of a measured run, derived once for every format.
 *
 * @param wallNanos measured wall time, by the subject's clock
 * @param observedNanos the measured time that the observer saw: what its own figures are over
 */
record RunFigures(State state, RunSpec spec, Verdict verdict, long wallNanos, long observedNanos) {

  static RunFigures of(State state) {
    RunSpec spec =
        state.run().orElseThrow(() -> new IllegalStateException("nothing was run: no report"));
    double hostBusy = state.observed().hostTotals().map(HostTotals::busy).orElse(Double.NaN);
    long wall =
        state.stage() instanceof Stage.Finished finished
            ? finished.wallNanos()
            : state.totals().phaseNanos();
    return new RunFigures(
        state,
        spec,
        Diagnosis.whole(state, hostBusy),
        wall,
        state.observed().hostTotals().map(HostTotals::wallNanos).orElse(0L));
  }

  Totals totals() {
    return state.totals();
  }

  TaskCounts tasks() {
    return state.totals().tasks();
  }

  double throughput() {
    return wallNanos <= 0 ? Double.NaN : tasks().completed() * 1e9 / wallNanos;
  }

  Optional<ProcessUse> use() {
    return state.observed().threads().map(ThreadsSample::use);
  }

  /** CPU seconds over wall seconds of the subject's processes. */
  Figure cpuOverWall() {
    return per(use().map(ProcessUse::cpuNanos), observedNanos);
  }

  /** A count since measuring began as a rate a second. */
  Figure perSecond(Optional<Figure> count) {
    Figure perNano = per(count, observedNanos);
    return perNano.known() ? new Figure(perNano.value() * 1e9, perNano.fidelity(), "") : perNano;
  }

  private static Figure per(Optional<Figure> figure, long nanos) {
    if (figure.isEmpty() || nanos <= 0) {
      return Figure.na("the run was over before the first look");
    }
    Figure value = figure.get();
    return value.known() ? new Figure(value.value() / nanos, value.fidelity(), "") : value;
  }

  double waitingIo() {
    double sum = 0;
    for (int i = 0; i < TaskWait.count(); i++) {
      sum += TaskWait.at(i).isIo() ? tasks().share(TaskWait.at(i)) : 0;
    }
    return sum;
  }

  double waitingLock() {
    return tasks().share(TaskWait.LOCK) + tasks().share(TaskWait.GIL);
  }
}
