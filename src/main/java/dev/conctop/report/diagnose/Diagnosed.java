package dev.conctop.report.diagnose;

import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.diagnosis.Verdict;
import dev.conctop.report.part.UseFigures;
import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.sample.thread.SubjectTraits;
import dev.conctop.state.State;
import dev.conctop.state.past.total.ThreadTotals;
import dev.conctop.state.seen.Stage;
import dev.conctop.state.seen.Target;
import java.util.List;
import java.util.Optional;

/**
 * A process of somebody else's over the time that it was watched: the figures, derived once for
 * every format and for what is asserted.
 *
 * @param threadsSeen each thread, the busiest first
 * @param ended whether it ended before the time was up
 * @param hidden threads that may not be read
 */
public record Diagnosed(
    State state,
    Target target,
    Verdict verdict,
    List<ThreadTotals.Group> groups,
    List<ThreadTotals.One> threadsSeen,
    boolean ended,
    int hidden) {

  public static Diagnosed of(State state, ThreadTotals threads) {
    Target target =
        state.target().orElseThrow(() -> new IllegalStateException("no process was watched"));
    double busy = state.observed().hostTotals().map(HostTotals::busy).orElse(Double.NaN);
    return new Diagnosed(
        state,
        target,
        Diagnosis.whole(state, busy),
        threads.groups(),
        threads.threads(),
        state.stage() instanceof Stage.Died,
        state.observed().threads().map(ThreadsSample::hidden).orElse(0));
  }

  /** What it used. */
  public UseFigures used() {
    return UseFigures.of(state);
  }

  /** What is known of it beside its threads. */
  public SubjectTraits traits() {
    return state.observed().threads().map(ThreadsSample::traits).orElse(SubjectTraits.none());
  }

  /** The quota that holds it back. */
  public Optional<CpuLimit> limit() {
    return state.observed().limit();
  }

  /** A part's share of all threads' time. */
  Figure share(Part part) {
    var budget = state.totals().workers();
    return budget.isEmpty()
        ? Figure.na(whyNoBudget())
        : new Figure(budget.share(part), budget.fidelity(part), "");
  }

  /** Why there is no budget, if there is none. */
  public String whyNoBudget() {
    if (hidden > 0) {
      return "its threads may not be read by this user";
    }
    return ended ? "it ended before the second look" : "no thread of it was seen twice";
  }

  Figure hostBusy() {
    return state
        .observed()
        .hostTotals()
        .map(host -> Figure.exact(host.busy()))
        .orElse(Figure.na(UseFigures.NO_LOOK));
  }

  Figure throttled() {
    return limit().map(CpuLimit::throttledSinceMark).orElse(Figure.na(UseFigures.NO_LOOK));
  }

  Figure threads() {
    return used()
        .use()
        .map(use -> Figure.exact(use.threads()))
        .orElse(Figure.na(UseFigures.NO_LOOK));
  }

  Figure processes() {
    return used()
        .use()
        .map(ProcessUse::processes)
        .map(count -> Figure.exact(count))
        .orElse(Figure.na(UseFigures.NO_LOOK));
  }
}
