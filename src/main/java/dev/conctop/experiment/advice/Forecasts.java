package dev.conctop.experiment.advice;

import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.experiment.advice.Advice.Forecast;
import dev.conctop.experiment.advice.Advice.Workers;
import dev.conctop.experiment.advice.WorkShape.Kind;
import dev.conctop.experiment.advice.WorkShape.Library;
import dev.conctop.experiment.predict.Formulas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What each model would do with a piece of work, at the size that fits it: between machine repair,
 * whose times are exponential, and the bounds, which hold for times that are always the same. What
 * a model itself costs is not in it. A model for which a figure is missing has no forecast.
 */
public final class Forecasts {
  private static final List<String> OF_THE_JVM =
      List.of(
          "virtual-threads", "thread-pool", "event-loop", "fork-join", "processes", "sequential");

  /** Beyond so many times where the bounds cross the cores are all that counts. */
  private static final double FAR = 2;

  private Forecasts() {}

  /** By model, tasks a second; empty while a task's times, the cores or the load are not known. */
  public static Map<String, Forecast> of(WorkShape shape) {
    Map<String, Forecast> all = new LinkedHashMap<>();
    OptionalDouble cores = shape.of(Figure.CORES);
    if (shape.aloneNanos().isEmpty() || cores.isEmpty() || shape.inFlight().isEmpty()) {
      return all;
    }
    for (String model : models(shape)) {
      of(shape, model, cores.getAsDouble()).ifPresent(forecast -> all.put(model, forecast));
    }
    return all;
  }

  /** One of those that do the same in the same manner. */
  private static List<String> models(WorkShape shape) {
    return shape.runtime() == Runtime.JVM
        ? ofTheJvm(shape)
        : List.of(
            Rules.threads(shape),
            "cpython-asyncio",
            Rules.processes(shape),
            "cpython-free-threaded",
            "cpython-sequential");
  }

  /** What blocks no loop stays on it: there the loop with a pool is the loop. */
  private static List<String> ofTheJvm(WorkShape shape) {
    return shape.library() == Library.ASYNC
        ? OF_THE_JVM
        : Stream.concat(OF_THE_JVM.stream(), Stream.of("event-loop-offload")).toList();
  }

  private static Optional<Forecast> of(WorkShape shape, String model, double cores) {
    double cpu = shape.or(Figure.CPU, 0);
    return switch (model) {
      case "sequential", "cpython-sequential" ->
          Optional.of(many(shape, 1, Math.min(1, cores), cpu));
      case "event-loop", "cpython-asyncio" ->
          Optional.of(many(shape, Double.POSITIVE_INFINITY, Math.min(1, cores), cpu));
      case "virtual-threads" -> Optional.of(many(shape, Double.POSITIVE_INFINITY, cores, cpu));
      case "fork-join" -> Optional.of(forkJoin(shape, cores, cpu));
      case "cpython-free-threaded" ->
          shape.of(Figure.FREE_THREADED).isEmpty()
              ? Optional.empty()
              : sized(shape, model, cores, cpu * (1 + shape.or(Figure.FREE_THREADED, 0)));
      case "processes", "cpython-process-pool" -> processes(shape, model, cores, cpu);
      default -> sized(shape, model, shape.coresOfThreads(cores), cpu);
    };
  }

  /** Parts of one task run at a time, too. */
  private static Forecast forkJoin(WorkShape shape, double cores, double cpu) {
    int threads = (int) Math.ceil(cores);
    boolean split = shape.kind() == Kind.ONE_COMPLEX && shape.or(Figure.WAIT, 0) == 0;
    return split ? by(shape, threads, threads, cores, cpu) : many(shape, threads, cores, cpu);
  }

  private static Optional<Forecast> processes(
      WorkShape shape, String model, double cores, double cpu) {
    OptionalDouble ipc = shape.of(Figure.IPC);
    if (ipc.isEmpty()) {
      return Optional.empty();
    }
    double parent = Formulas.serialBound(2 * ipc.getAsDouble());
    return sized(shape, model, cores, cpu + ipc.getAsDouble())
        .map(
            forecast ->
                new Forecast(
                    Math.min(parent, forecast.throughput()),
                    Math.min(parent, forecast.low()),
                    Math.min(parent, forecast.high())));
  }

  private static Optional<Forecast> sized(WorkShape shape, String model, double cores, double cpu) {
    Optional<Workers> workers = Sizes.of(shape, model);
    return workers.map(size -> many(shape, size.count(), cores, cpu));
  }

  /** As many at work as there are tasks and workers for. */
  private static Forecast many(WorkShape shape, double workers, double cores, double cpu) {
    double inFlight = shape.of(Figure.IN_FLIGHT).orElse(Double.POSITIVE_INFINITY);
    return by(shape, inFlight, workers, cores, cpu);
  }

  private static Forecast by(
      WorkShape shape, double inFlight, double workers, double cores, double cpu) {
    double wait = shape.or(Figure.WAIT, 0);
    double come = inFlightIsGiven(shape) ? Double.MAX_VALUE : shape.or(Figure.RATE, 0);
    double working = Math.min(inFlight, workers);
    double full = cores * Formulas.serialBound(cpu);
    if (working > FAR * cores * (1 + wait / cpu) + 100) {
      return forecast(come, full, full);
    }
    if (Double.isInfinite(working)) {
      // No core is needed, and all that come are at it at once.
      return forecast(come, come, come);
    }
    int tasks = (int) Math.max(1, Math.ceil(working));
    double exponential = Formulas.machineRepair(tasks, cores, cpu, wait);
    return forecast(come, exponential, Formulas.bound(tasks, cores, cpu, wait));
  }

  private static boolean inFlightIsGiven(WorkShape shape) {
    return shape.of(Figure.IN_FLIGHT).isPresent();
  }

  /** No more is done than comes. */
  private static Forecast forecast(double come, double low, double high) {
    double least = Math.min(come, low);
    double most = Math.min(come, Math.max(low, high));
    return new Forecast((least + most) / 2, least, most);
  }
}
