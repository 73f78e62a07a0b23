package dev.conctop.app.experiment.whatif.bench;

import dev.conctop.app.experiment.whatif.bench.ListedTurns.Result;
import dev.conctop.app.experiment.whatif.bench.ListedTurns.Turn;
import dev.conctop.catalog.Catalog;
import dev.conctop.catalog.ModelSpec;
import dev.conctop.catalog.RunRequest;
import dev.conctop.catalog.RunSpec;
import dev.conctop.experiment.BlockFigures;
import dev.conctop.experiment.predict.run.Calibration;
import dev.conctop.experiment.predict.run.RunMeasure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;

/**
 * Measures what this machine charges, by subjects like those of every run: a task of nothing but
 * one short call under each model, and pure work on one core and on all.
 */
final class Calibrator {
  /** So many tasks at a time: few, so that calls never wait for cores. */
  private static final int AT_A_TIME = 4;

  private static final Map<String, String> CALL = Map.of("cpu", "0ms", "wait", "1ms");
  private static final Map<String, String> SLOWER_CALL = Map.of("cpu", "0ms", "wait", "2ms");

  /** The JIT has compiled what matters by then. */
  private static final long SETTLE_NANOS = 1_500_000_000L;

  private static final long SHORT_SETTLE_NANOS = 400_000_000L;
  private static final long BLOCK_NANOS = 800_000_000L;

  /** What a subject is measured for. */
  private sealed interface Figure {
    /** CPU time of a task under a model, by the name that it is kept under. */
    record Call(String model) implements Figure {}

    /** Work on so many cores. */
    record Work(int cores) implements Figure {}

    /** Work of one thread of CPython, with its interpreter lock or without. */
    record Python(boolean freeThreaded) implements Figure {}
  }

  private final int cores;
  private final Map<String, String> python;
  private final List<RunSpec> arms = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();
  private double busy;

  /**
   * @param cores that may be used
   * @param python the parameter that names the interpreter, if it was given
   */
  Calibrator(int cores, Optional<String> python) {
    this.cores = cores;
    this.python = python.map(path -> Map.of("python", path)).orElse(Map.of());
  }

  /** Also how many cores' worth of work they do together. */
  void cores() {
    work(1);
    if (cores > 1) {
      work(cores);
    }
  }

  private void work(int threads) {
    add(
        new Figure.Work(threads),
        "monte-carlo-pi",
        "thread-pool",
        Map.of("points", "20000"),
        threads);
  }

  /** Also what calls cost under the models of a runtime. */
  void calls(ModelSpec.Runtime runtime) {
    for (String model : Calibration.models(runtime)) {
      Map<String, String> parameters = new HashMap<>(CALL);
      if (runtime == ModelSpec.Runtime.CPYTHON) {
        // So that one interpreter lock is not what they wait for.
        parameters.putAll(SLOWER_CALL);
        parameters.putAll(python);
      }
      add(new Figure.Call(model), "mixed", model, parameters, AT_A_TIME);
    }
    for (String model : Calibration.handed(runtime)) {
      String name = Calibration.full(model);
      boolean jvm = runtime == ModelSpec.Runtime.JVM;
      Map<String, String> parameters = new HashMap<>(Map.of("points", jvm ? "4000" : "400"));
      if (!jvm) {
        parameters.putAll(python);
      }
      add(new Figure.Call(name), "monte-carlo-pi", model, parameters, AT_A_TIME);
    }
    if (runtime == ModelSpec.Runtime.CPYTHON) {
      for (boolean free : new boolean[] {false, true}) {
        Map<String, String> parameters = new HashMap<>(Map.of("points", "2000"));
        parameters.putAll(python);
        String model = free ? "cpython-free-threaded" : "cpython-thread-pool";
        add(new Figure.Python(free), "monte-carlo-pi", model, parameters, 1);
      }
    }
  }

  private void add(
      Figure figure, String workload, String model, Map<String, String> parameters, int size) {
    boolean one = Catalog.model(model).workers() == ModelSpec.Workers.ONE;
    boolean carriers = Catalog.model(model).workers() == ModelSpec.Workers.CARRIERS;
    RunRequest request =
        new RunRequest(
            workload,
            model,
            parameters,
            one || carriers ? OptionalInt.empty() : OptionalInt.of(size),
            OptionalInt.of(size),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());
    arms.add(request.check(cores));
    figures.add(figure);
  }

  boolean isEmpty() {
    return arms.isEmpty();
  }

  /** Which share of the machine others had meanwhile, 0 to 1. */
  double busy() {
    return busy;
  }

  /** Measures all that was asked for; of what was interrupted nothing is told. */
  Calibration measure(Bench bench) throws InterruptedException {
    Queue<Turn> order = new ArrayDeque<>();
    for (int slot = 0; slot < arms.size(); slot++) {
      boolean jit = arms.get(slot).model().runtime() == ModelSpec.Runtime.JVM;
      order.add(new Turn(slot, jit ? SETTLE_NANOS : SHORT_SETTLE_NANOS, BLOCK_NANOS));
    }
    ListedTurns turns = new ListedTurns(arms.size(), _ -> Optional.ofNullable(order.poll()));
    bench.run(
        arms,
        turns,
        () ->
            "measuring what this machine charges: "
                + turns.results().size()
                + " of "
                + arms.size());
    busy =
        turns.results().stream()
            .mapToDouble(each -> each.figures().surroundings().otherLoad() / cores)
            .filter(share -> !Double.isNaN(share))
            .average()
            .orElse(0);
    return bench.stopped() ? Calibration.NONE : calibration(turns);
  }

  private Calibration calibration(ListedTurns turns) {
    Map<String, Double> calls = new HashMap<>();
    Map<String, String> lacking = new HashMap<>();
    Map<Figure, BlockFigures> blocks = new HashMap<>();
    Map<Figure, RunMeasure> measures = new HashMap<>();
    for (Result result : turns.results()) {
      measures.put(figures.get(result.turn().slot()), result.measure());
      blocks.put(figures.get(result.turn().slot()), result.figures());
    }
    for (int slot = 0; slot < arms.size(); slot++) {
      if (!(figures.get(slot) instanceof Figure.Call(String model))) {
        continue;
      }
      RunMeasure block = measures.get(figures.get(slot));
      String died = turns.dead().getOrDefault(slot, "");
      double nanos = block == null ? 0 : call(block, measures, model);
      if (nanos > 0) {
        calls.put(model, nanos);
      } else if (!died.isEmpty()) {
        lacking.put(model, died);
      }
    }
    return new Calibration(effective(blocks), calls, freeThreaded(blocks), lacking);
  }

  /**
   * Without the runtime's own threads: a compiler's work is no task's. Of CPython's processes a
   * side has half of what both take more than the task alone: an executor has threads of its own in
   * the parent, where there is no compiler; who makes the tasks is there in both runs.
   */
  private static double call(RunMeasure block, Map<Figure, RunMeasure> measures, String name) {
    RunMeasure alone = measures.get(new Figure.Call(Calibration.full("cpython-sequential")));
    boolean bothSides =
        name.equals(Calibration.full("cpython-process-pool"))
            || name.equals(Calibration.full("cpython-multiprocessing"));
    if (!bothSides || alone == null) {
      return perTask(block, block.workNanos());
    }
    double more = perTask(block, block.cpuNanos()) - perTask(alone, alone.cpuNanos());
    return perTask(alone, alone.workNanos()) + Math.max(0, more) / 2;
  }

  private static double perTask(RunMeasure block, double nanos) {
    double tasks = block.tasks().completed();
    return tasks > 0 ? nanos / tasks : 0;
  }

  /** What others had of the cores meanwhile would have been ours. */
  private OptionalDouble effective(Map<Figure, BlockFigures> blocks) {
    BlockFigures one = blocks.get(new Figure.Work(1));
    BlockFigures all = cores == 1 ? one : blocks.get(new Figure.Work(cores));
    if (one == null || all == null || !(one.throughput() > 0) || !(all.throughput() > 0)) {
      return OptionalDouble.empty();
    }
    double other = all.surroundings().otherLoad();
    double ratio = all.throughput() / one.throughput() + (Double.isNaN(other) ? 0 : other);
    return OptionalDouble.of(Math.clamp(ratio, 0.5, cores));
  }

  private static OptionalDouble freeThreaded(Map<Figure, BlockFigures> blocks) {
    BlockFigures locked = blocks.get(new Figure.Python(false));
    BlockFigures free = blocks.get(new Figure.Python(true));
    return locked != null && free != null && locked.throughput() > 0 && free.throughput() > 0
        ? OptionalDouble.of(Math.max(0, locked.throughput() / free.throughput() - 1))
        : OptionalDouble.empty();
  }
}
