package dev.conctop.state.update;

import dev.conctop.sample.CpuLimit;
import dev.conctop.sample.DevicesSample;
import dev.conctop.sample.Fact;
import dev.conctop.sample.HostSample;
import dev.conctop.sample.HostTotals;
import dev.conctop.sample.JvmSample;
import dev.conctop.sample.MachineInfo;
import dev.conctop.sample.ObserverCost;
import dev.conctop.sample.ProcessTable;
import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;
import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.task.LatencyInterval;
import dev.conctop.sample.task.Phase;
import dev.conctop.sample.task.Series;
import dev.conctop.state.Common;
import dev.conctop.state.State;
import dev.conctop.state.past.total.Totals;
import dev.conctop.state.row.Processes;
import dev.conctop.state.row.ThreadTableUpdate;
import dev.conctop.state.seen.Stage;

/** What a fact changes. */
final class FactUpdate {
  private FactUpdate() {}

  static State apply(State state, Fact fact) {
    return switch (fact) {
      case HostSample host -> {
        state.history().add(host);
        yield state.withNow(host.nanos()).withObserved(state.observed().with(host));
      }
      case ThreadsSample threads -> threads(state, threads);
      case TaskFrame frame -> frame(state, frame);
      case HostTotals totals -> state.withObserved(state.observed().with(totals));
      case MachineInfo machine -> state.withObserved(state.observed().with(machine));
      case ObserverCost cost -> state.withObserved(state.observed().with(cost));
      case CpuLimit limit -> state.withObserved(state.observed().with(limit));
      case ProcessTable table -> Processes.seen(state, table);
      case DevicesSample devices -> {
        state.history().add(devices);
        yield state.withObserved(state.observed().with(devices));
      }
      case JvmSample jvm -> state.withObserved(state.observed().with(jvm));
      case ThreadStack stack -> DetailUpdate.answered(state, stack);
      case SubjectEvent event -> event(state, event);
    };
  }

  private static State threads(State state, ThreadsSample threads) {
    return ThreadTableUpdate.followed(state, taken(state, threads));
  }

  private static State taken(State state, ThreadsSample threads) {
    state.history().add(threads);
    if (state.stage() instanceof Stage.Measuring) {
      state.totals().add(threads);
    }
    return state.withNow(threads.nanos()).withObserved(state.observed().with(threads));
  }

  private static State frame(State state, TaskFrame frame) {
    State next = phase(state, frame);
    long expected = state.observed().frame().map(f -> f.sequence() + 1).orElse(frame.sequence());
    next.totals().lost(Math.max(0, frame.sequence() - expected));
    next.history().add(frame);
    for (LatencyInterval interval : frame.latencies()) {
      next.totals().add(interval);
      if (interval.series() == Series.RESPONSE) {
        next.history().heat().add(interval.values());
      }
    }
    frame.slow().ifPresent(next.totals()::add);
    next.totals().add(frame);
    if (frame.phase() == Phase.MEASURE || frame.phase() == Phase.WARM_UP) {
      next.totals().tasks(frame.tasks(), frame.errors(), frame.phaseNanos());
    }
    return next.withObserved(next.observed().with(frame));
  }

  /** A new phase starts the sums afresh: what was warmed up does not count. */
  private static State phase(State state, TaskFrame frame) {
    boolean first = state.observed().frame().isEmpty();
    Phase before = state.observed().frame().map(TaskFrame::phase).orElse(Phase.STARTING);
    if (before == frame.phase() && !first) {
      return state;
    }
    long since = looked(state) - frame.phaseNanos();
    return switch (frame.phase()) {
      case STARTING -> state;
      case WARM_UP -> fresh(state).withStage(new Stage.WarmingUp(since));
      case MEASURE -> fresh(state).withStage(new Stage.Measuring(since));
      case DRAIN -> state.withStage(new Stage.Draining());
    };
  }

  /**
   * When the newest look was, which comes right before a phase begins. What time it is otherwise
   * depends on when somebody last drew: a replay would not say the same.
   */
  private static long looked(State state) {
    return state.observed().host().map(HostSample::nanos).orElse(state.nowNanos());
  }

  private static State fresh(State state) {
    state.history().restartCounts();
    return state.withTotals(new Totals());
  }

  /** Whether what the subject says in words is news of a run: that a worker has died, say. */
  private static boolean underWay(Stage stage) {
    return switch (stage) {
      case Stage.WarmingUp _, Stage.Measuring _, Stage.Draining _ -> true;
      case Stage.Watching _, Stage.Starting _, Stage.Finished _, Stage.Died _ -> false;
    };
  }

  private static State event(State state, SubjectEvent event) {
    return switch (event) {
      case SubjectEvent.Starting starting ->
          underWay(state.stage())
              ? Common.notice(state, starting.step())
              : state.withStage(new Stage.Starting(starting.step(), looked(state)));
      case SubjectEvent.Hello hello -> state.withObserved(state.observed().with(hello));
      case SubjectEvent.Finished finished -> {
        state.totals().tasks(finished.tasks(), finished.errors(), finished.wallNanos());
        yield state.withStage(new Stage.Finished(finished.wallNanos()));
      }
      case SubjectEvent.ArmsBegin _,
          SubjectEvent.BlockBegins _,
          SubjectEvent.BlockEnded _,
          SubjectEvent.Rests _,
          SubjectEvent.ArmDied _ ->
          // Of an experiment: RaceUpdate has them.
          state;
      case SubjectEvent.Died died ->
          state.withStage(new Stage.Died(died.what(), died.lastWords(), died.refused()));
    };
  }
}
