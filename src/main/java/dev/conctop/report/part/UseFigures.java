package dev.conctop.report.part;

import dev.conctop.sample.HostTotals;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.state.State;
import java.util.Optional;

/**
 * What the watched processes used, per time.
 *
 * @param observedNanos the measured time that the observer saw: what its own figures are over
 */
public record UseFigures(Optional<ProcessUse> use, long observedNanos) {
  public static final String NO_LOOK = "it was over before the first look";

  public static UseFigures of(State state) {
    return new UseFigures(
        state.observed().threads().map(ThreadsSample::use),
        state.observed().hostTotals().map(HostTotals::wallNanos).orElse(0L));
  }

  /** CPU seconds over wall seconds of the watched processes. */
  public Figure cpuOverWall() {
    return per(use.map(ProcessUse::cpuNanos), observedNanos);
  }

  /** A count since measuring began as a rate a second. */
  public Figure perSecond(Optional<Figure> count) {
    Figure perNano = per(count, observedNanos);
    return perNano.map(rate -> rate * 1e9);
  }

  private static Figure per(Optional<Figure> figure, long nanos) {
    if (figure.isEmpty() || nanos <= 0) {
      return Figure.na(NO_LOOK);
    }
    Figure value = figure.get();
    return value.map(sum -> sum / nanos);
  }
}
