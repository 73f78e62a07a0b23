package dev.conctop.report.whatif;

import dev.conctop.experiment.predict.run.RunMeasure;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.task.TaskCounts;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.state.State;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** What a task's needs follow from, from the state right after a block or a run has ended. */
public final class MeasureReader {
  private MeasureReader() {}

  /**
   * What was seen.
   *
   * @param tasks of the block or the run
   * @param wallNanos how long it was, as whole tasks are counted
   */
  public static RunMeasure of(State state, TaskCounts tasks, long wallNanos) {
    Optional<HostTotals> host = state.observed().hostTotals();
    Optional<ProcessUse> use = state.observed().threads().map(sample -> sample.use());
    return new RunMeasure(
        tasks,
        wallNanos,
        state.totals().workers().copy(),
        value(use.map(ProcessUse::cpuNanos)),
        state.totals().runtime().nanos(Part.ON_CPU),
        host.map(totals -> value(Optional.of(totals.serverCores())) * totals.wallNanos())
            .orElse(Double.NaN),
        value(host.map(HostTotals::otherLoadCores)),
        host.map(totals -> totals.cores().stream().mapToDouble(CoreUse::steal).average())
            .orElseGet(java.util.OptionalDouble::empty)
            .orElse(Double.NaN),
        host.map(totals -> Math.max(1, totals.cores().size())).orElse(1),
        state.totals().sampled().tasks(),
        state
            .totals()
            .latency(Series.LOOP_LAG)
            .filter(all -> all.getTotalCount() > 0)
            .map(Histogram::getMean)
            .orElse(Double.NaN),
        state.totals().sampled().mean("vt_queued"));
  }

  private static double value(Optional<Figure> figure) {
    return figure.filter(Figure::known).map(Figure::value).orElse(Double.NaN);
  }
}
