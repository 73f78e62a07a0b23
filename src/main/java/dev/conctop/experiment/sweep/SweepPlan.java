package dev.conctop.experiment.sweep;

import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunSpec;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.experiment.curve.Range;
import dev.conctop.experiment.curve.Slo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is gone over and how; fixed before the first block.
 *
 * @param spec what runs; its own value of what is gone over does not matter
 * @param range what is gone over: a list where each value needs an arm of its own
 * @param cores cores that may be used
 * @param longestNanos all of it, start included; no block begins that would not end by then
 * @param seed of the order and of the drawing
 * @param slo what the responses are to hold, if somebody said so
 */
public record SweepPlan(
    RunSpec spec, Range range, int cores, long longestNanos, long seed, Optional<Slo> slo) {
  /** Arms that fit into a machine's memory. */
  public static final int MOST_ARMS = 16;

  public static final String WORKERS = "workers";
  public static final String IN_FLIGHT = "in-flight";
  public static final String RATE = "rate";
  public static final String SWITCH_INTERVAL = "switch-interval";

  /** For as long as it takes. */
  public static final long NO_END = Long.MAX_VALUE / 2;

  /**
   * A plan.
   *
   * @throws BadInput in one line: a size that the run has not, or too many arms
   */
  public static SweepPlan of(
      RunSpec spec, Range range, int cores, long longestNanos, long seed, Optional<Slo> slo) {
    if (range.over().equals(WORKERS)) {
      checkWorkers(spec.model());
    }
    boolean turns = turns(spec, range);
    if (!turns && range.values().size() > MOST_ARMS) {
      throw new BadInput(
          "--over "
              + range.over()
              + ": each of the "
              + range.values().size()
              + " values needs a subject of its own, and "
              + MOST_ARMS
              + " are the most");
    }
    Range gone =
        turns ? range : new Range(range.over(), range.unit(), false, range.values(), range.texts());
    SweepPlan plan = new SweepPlan(spec, gone, cores, longestNanos, seed, slo);
    gone.values().forEach(plan::at);
    return plan;
  }

  private static void checkWorkers(ModelSpec model) {
    switch (model.workers()) {
      case ONE -> throw new BadInput("--over workers: " + model.id() + " has one worker");
      case PER_TASK ->
          throw new BadInput(
              "--over workers: " + model.id() + " has a worker a task: go over in-flight");
      case CHOSEN, CARRIERS -> {
        // They can be gone over.
      }
    }
  }

  /** Whether one subject is turned between blocks; else there is one for each value. */
  public boolean turns() {
    return turns(spec, range);
  }

  private static boolean turns(RunSpec spec, Range range) {
    return switch (range.over()) {
      case WORKERS -> !spec.model().workersFixed();
      case IN_FLIGHT, RATE -> true;
      case SWITCH_INTERVAL -> spec.hasInterpreterLock();
      default -> false;
    };
  }

  /** What is started: one subject at the largest value, or one for each. */
  public List<RunSpec> arms() {
    return turns()
        ? List.of(at(range.values().getLast()))
        : range.values().stream().map(this::at).toList();
  }

  /** Which of the arms works at a value. */
  public int arm(double value) {
    return turns() ? 0 : range.values().indexOf(value);
  }

  /** The run at a value. */
  public RunSpec at(double value) {
    return switch (range.over()) {
      case WORKERS -> with((int) value, spec.inFlight(), spec.ratePerSecond());
      case IN_FLIGHT -> with(spec.workers(), (int) value, spec.ratePerSecond());
      case RATE -> with(spec.workers(), spec.inFlight(), OptionalDouble.of(value));
      default -> spec.with(range.over(), range.written(value));
    };
  }

  private RunSpec with(int workers, int inFlight, OptionalDouble rate) {
    return new RunSpec(
        spec.workload(),
        spec.model(),
        spec.parameters(),
        workers,
        inFlight,
        rate,
        spec.tasks(),
        spec.durationNanos(),
        spec.warmUpNanos());
  }

  /**
   * How many tasks are at work side by side at a value when the cores are no limit; NaN where that
   * is not known: in an open loop, or when something else is gone over.
   */
  public double atWork(double value) {
    RunSpec run = at(value);
    if (run.openLoop() || !range.countsWorkers()) {
      return Double.NaN;
    }
    return switch (run.model().workers()) {
      case CHOSEN -> Math.min(run.workers(), run.inFlight());
      case PER_TASK -> run.inFlight();
      case ONE -> run.model().tasksShareThreads() ? run.inFlight() : 1;
      // A task that waits holds no carrier: their number says nothing of how many are at work.
      case CARRIERS -> range.over().equals(WORKERS) ? Double.NaN : run.inFlight();
    };
  }
}
