package dev.conctop.experiment.advice;

import dev.conctop.experiment.advice.Advice.Workers;
import dev.conctop.experiment.predict.Formulas;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How many workers a model needs for such work: the least that bring 0.95 of what the cores can do,
 * by machine repair, and no more than there are tasks.
 */
final class Sizes {
  /** Of what the cores can do. */
  static final double SHARE = 0.95;

  /** By which waits are stretched for the upper end. */
  private static final double LONGER = 1.1;

  /** A wait of so much of what a task takes is next to none. */
  private static final double HARDLY = 0.05;

  private static final double SECOND = 1e9;

  /** More threads than any machine is given; the formula is not asked beyond. */
  private static final double MOST = 10_000;

  private Sizes() {}

  static Optional<Workers> of(WorkShape shape, String model) {
    return switch (model) {
      case "sequential", "cpython-sequential" -> one("threads");
      case "event-loop", "cpython-asyncio" -> one("loops");
      case "virtual-threads" -> cores(shape, "carriers");
      case "fork-join" -> cores(shape, "threads");
      case "thread-pool",
          "thread-per-task",
          "event-loop-offload",
          "cpython-threading",
          "cpython-thread-pool" ->
          pool(shape);
      case "processes", "cpython-process-pool", "cpython-multiprocessing" ->
          sized(shape, 1, cpu(shape) + shape.or(Figure.IPC, 0), "processes");
      case "cpython-free-threaded" ->
          sized(shape, 1, cpu(shape) * (1 + shape.or(Figure.FREE_THREADED, 0)), "threads");
      default -> Optional.empty();
    };
  }

  /** Threads that the cores, or the interpreter lock, can keep busy. */
  static Optional<Workers> pool(WorkShape shape) {
    OptionalDouble cores = shape.of(Figure.CORES);
    return cores.isEmpty()
        ? Optional.empty()
        : sized(
            shape,
            shape.coresOfThreads(cores.getAsDouble()) / cores.getAsDouble(),
            cpu(shape),
            "threads");
  }

  private static double cpu(WorkShape shape) {
    return shape.or(Figure.CPU, 0);
  }

  private static Optional<Workers> one(String what) {
    return Optional.of(new Workers(1, 1, 1, OptionalInt.empty(), what));
  }

  private static Optional<Workers> cores(WorkShape shape, String what) {
    OptionalDouble cores = shape.of(Figure.CORES);
    if (cores.isEmpty()) {
      return Optional.empty();
    }
    int count = (int) Math.ceil(cores.getAsDouble());
    return Optional.of(new Workers(count, count, count, OptionalInt.empty(), what));
  }

  private static Optional<Workers> sized(
      WorkShape shape, double shareOfCores, double cpu, String what) {
    OptionalDouble usable = shape.of(Figure.CORES);
    if (shape.aloneNanos().isEmpty() || usable.isEmpty()) {
      return Optional.empty();
    }
    double cores = usable.getAsDouble() * shareOfCores;
    double wait = shape.or(Figure.WAIT, 0);
    if (shape.of(Figure.IN_FLIGHT).isEmpty() && shape.of(Figure.RATE).isPresent()) {
      return Optional.of(arriving(shape.or(Figure.RATE, 0), cores, cpu, wait, what));
    }
    double most = shape.inFlight().orElse(Double.POSITIVE_INFINITY);
    double crossing = cores * (1 + wait / cpu);
    if (most <= Math.min(MOST, SHARE * crossing)) {
      return Optional.of(all((int) Math.ceil(most), what));
    }
    if (crossing > MOST) {
      return Optional.empty();
    }
    int count = wait == 0 ? (int) Math.ceil(cores) : Formulas.leastWorkers(SHARE, cores, cpu, wait);
    int high = wait == 0 ? count : Formulas.leastWorkers(SHARE, cores, cpu, LONGER * wait);
    int low = Math.min(count, (int) Math.ceil(wait == 0 ? cores : SHARE * crossing));
    return Optional.of(
        new Workers(
            cap(count, most),
            cap(low, most),
            cap(high, most),
            OptionalInt.of(Formulas.goetz(cores, cpu, wait)),
            what));
  }

  /**
   * Tasks come by a rate: the least that they hardly wait for, and no more than the cores can keep
   * busy.
   */
  private static Workers arriving(double rate, double cores, double cpu, double wait, String what) {
    double most = Math.min(MOST, Math.max(1, Math.ceil(2 * cores * (1 + wait / cpu))));
    int count = hardlyWaited(rate, cpu + wait, most);
    int high = hardlyWaited(rate, cpu + LONGER * wait, most);
    int low = (int) Math.min(count, Math.floor(rate * (cpu + wait) / SECOND) + 1);
    OptionalInt goetz =
        cpu > 0 ? OptionalInt.of(Formulas.goetz(cores, cpu, wait)) : OptionalInt.empty();
    return new Workers(count, low, Math.max(count, high), goetz, what);
  }

  /** The least number of which one is free in time (Erlang), or the most that is of use. */
  private static int hardlyWaited(double rate, double service, double most) {
    int count = (int) Math.min(most, Math.floor(rate * service / SECOND) + 1);
    while (count < most && Formulas.erlangWait(count, rate, service) > HARDLY * service) {
      count++;
    }
    return count;
  }

  /** One for each task: the cores are never the limit. */
  private static Workers all(int tasks, String what) {
    return new Workers(tasks, tasks, tasks, OptionalInt.empty(), what);
  }

  private static int cap(int count, double most) {
    return (int) Math.max(1, Math.min(count, Math.ceil(most)));
  }

  /** What threads of one process would do at the best, tasks a second. */
  static double threads(WorkShape shape, double cores) {
    return best(shape, shape.coresOfThreads(cores), cpu(shape));
  }

  /** What a process a core would do, whose one parent sends and receives. */
  static double processes(WorkShape shape, double cores) {
    double ipc = shape.or(Figure.IPC, 0);
    return Math.min(best(shape, cores, cpu(shape) + ipc), Formulas.serialBound(2 * ipc));
  }

  private static double best(WorkShape shape, double cores, double cpu) {
    double wait = shape.or(Figure.WAIT, 0);
    double full = cores * Formulas.serialBound(cpu);
    double tasks = shape.inFlight().orElse(MOST);
    // Beyond twice the crossing the cores are all that counts.
    return tasks > 2 * cores * (1 + wait / cpu) + 100
        ? full
        : Formulas.machineRepair((int) Math.ceil(tasks), cores, cpu, wait);
  }
}
