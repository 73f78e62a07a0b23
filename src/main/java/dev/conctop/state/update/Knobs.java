package dev.conctop.state.update;

import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.parameter.Quantity;
import dev.conctop.state.Common;
import dev.conctop.state.State;
import dev.conctop.state.Step;
import dev.conctop.state.effect.Effect;
import java.util.OptionalDouble;

/** Live changes of workers and load. */
final class Knobs {
  private static final String SWITCH_INTERVAL = "switch-interval";
  private static final long SHORTEST_SWITCH = 50_000;
  private static final long LONGEST_SWITCH = 10_000_000_000L;

  private Knobs() {}

  private static boolean compares(State state) {
    return state.isExperiment();
  }

  static Step workers(State state, boolean more) {
    if (compares(state)) {
      return Step.of(Common.notice(state, "arms stay as they are while they are compared"));
    }
    if (state.run().isEmpty()) {
      return Step.of(Common.notice(state, "nothing runs; n picks a workload"));
    }
    RunSpec run = state.run().get();
    if (run.model().workers() == ModelSpec.Workers.ONE
        || run.model().workers() == ModelSpec.Workers.PER_TASK) {
      return Step.of(
          Common.notice(state, run.model().id() + " has no number of workers to change"));
    }
    int workers = (int) step(run.workers(), more, RunSpec.MAX_WORKERS);
    RunSpec changed = with(run, workers, run.inFlight(), run.ratePerSecond());
    return Step.of(state.withRun(changed), new Effect.Turn(Effect.Knob.WORKERS, workers));
  }

  static Step load(State state, boolean more) {
    if (compares(state)) {
      return Step.of(Common.notice(state, "arms stay as they are while they are compared"));
    }
    if (state.run().isEmpty()) {
      return Step.of(Common.notice(state, "nothing runs; n picks a workload"));
    }
    RunSpec run = state.run().get();
    if (run.openLoop()) {
      double rate = run.ratePerSecond().getAsDouble() * (more ? 1.25 : 0.8);
      double rounded = rate < 10 ? Math.round(rate * 10) / 10.0 : Math.round(rate);
      RunSpec changed =
          with(run, run.workers(), run.inFlight(), OptionalDouble.of(Math.max(0.1, rounded)));
      return Step.of(
          state.withRun(changed), new Effect.Turn(Effect.Knob.RATE, Math.max(0.1, rounded)));
    }
    int inFlight = (int) step(run.inFlight(), more, RunSpec.MAX_IN_FLIGHT);
    RunSpec changed = with(run, run.workers(), inFlight, run.ratePerSecond());
    return Step.of(state.withRun(changed), new Effect.Turn(Effect.Knob.IN_FLIGHT, inFlight));
  }

  /** The next of 50 us, 100, 200, 500, 1 ms … 10 s. */
  static Step switchInterval(State state, boolean longer) {
    if (compares(state)) {
      return Step.of(Common.notice(state, "arms stay as they are while they are compared"));
    }
    if (state.run().isEmpty()) {
      return Step.of(Common.notice(state, "nothing runs; n picks a workload"));
    }
    RunSpec run = state.run().get();
    if (!run.hasInterpreterLock()) {
      return Step.of(Common.notice(state, run.model().id() + " has no interpreter lock"));
    }
    long nanos = neighbour(run.parameters().number(SWITCH_INTERVAL), longer);
    String written = Quantity.formatDuration(nanos);
    State changed = state.withRun(run.with(SWITCH_INTERVAL, written));
    return Step.of(
        Common.notice(changed, "switch interval " + written),
        new Effect.Turn(Effect.Knob.SWITCH_INTERVAL, nanos));
  }

  private static long neighbour(long nanos, boolean longer) {
    long chosen = longer ? LONGEST_SWITCH : SHORTEST_SWITCH;
    for (long decade = SHORTEST_SWITCH / 5; decade <= LONGEST_SWITCH; decade *= 10) {
      for (long each : new long[] {decade, 2 * decade, 5 * decade}) {
        boolean beyond = longer ? each > nanos && each < chosen : each < nanos && each > chosen;
        chosen = beyond ? each : chosen;
      }
    }
    return chosen;
  }

  /** One more or less while there are few, about a quarter when there are many. */
  private static long step(long value, boolean more, long max) {
    long by = Math.max(1, value / 4);
    return Math.clamp(more ? value + by : value - by, 1, max);
  }

  private static RunSpec with(RunSpec run, int workers, int inFlight, OptionalDouble rate) {
    return new RunSpec(
        run.workload(),
        run.model(),
        run.parameters(),
        workers,
        inFlight,
        rate,
        run.tasks(),
        run.durationNanos(),
        run.warmUpNanos());
  }
}
