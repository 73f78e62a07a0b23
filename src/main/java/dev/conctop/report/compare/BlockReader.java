package dev.conctop.report.compare;

import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.diagnosis.Verdict;
import dev.conctop.experiment.BlockFigures;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.host.CoreUse;
import dev.conctop.sample.task.Series;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.state.State;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** A block's figures, from the state right after its end. */
public final class BlockReader {
  private BlockReader() {}

  /** The figures; the round is the race's to say. */
  public static BlockFigures of(State state, SubjectEvent.BlockEnded ended) {
    Optional<Histogram> response = state.totals().latency(Series.RESPONSE);
    Optional<ProcessUse> use = state.observed().threads().map(sample -> sample.use());
    double hostBusy = state.observed().hostTotals().map(HostTotals::busy).orElse(Double.NaN);
    Verdict verdict = Diagnosis.whole(state, hostBusy);
    return new BlockFigures(
        ended.arm(),
        0,
        ended.wallNanos() <= 0 ? Double.NaN : ended.tasks().completed() * 1e9 / ended.wallNanos(),
        percentile(response, 50),
        percentile(response, 99),
        response.filter(all -> all.getTotalCount() > 0).map(Histogram::getMean).orElse(Double.NaN),
        ended.tasks(),
        state.totals().workers().copy(),
        value(use.map(ProcessUse::cpuNanos)) / 1e9,
        value(use.map(ProcessUse::voluntarySwitches))
            + value(use.map(ProcessUse::involuntarySwitches)),
        value(Optional.of(ended.memoryBytes())),
        use.map(ProcessUse::threads).orElse(0),
        ended.tasks().completed() > 0 ? state.observed().gauge("result") : Double.NaN,
        verdict.cause().isEmpty()
            ? verdict.kind().word()
            : verdict.kind().word() + " " + verdict.cause(),
        surroundings(state.observed().hostTotals()));
  }

  private static double percentile(Optional<Histogram> response, double percent) {
    return response
        .filter(all -> all.getTotalCount() > 0)
        .map(all -> (double) all.getValueAtPercentile(percent))
        .orElse(Double.NaN);
  }

  private static double value(Optional<Figure> figure) {
    return figure.filter(Figure::known).map(Figure::value).orElse(Double.NaN);
  }

  private static BlockFigures.Surroundings surroundings(Optional<HostTotals> host) {
    if (host.isEmpty()) {
      return new BlockFigures.Surroundings(Double.NaN, Double.NaN, 1);
    }
    double steal =
        host.get().cores().stream().mapToDouble(CoreUse::steal).average().orElse(Double.NaN);
    return new BlockFigures.Surroundings(
        value(Optional.of(host.get().otherLoadCores())),
        steal,
        Math.max(1, host.get().cores().size()));
  }
}
