package dev.conctop.experiment.advice;

import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.experiment.advice.Advice.Missing;
import dev.conctop.experiment.advice.ForeignAdvice.Fit;
import dev.conctop.experiment.advice.ForeignAdvice.Python;
import dev.conctop.experiment.advice.ForeignAdvice.Size;
import dev.conctop.experiment.advice.ForeignAdvice.Sized;
import dev.conctop.experiment.advice.ForeignShape.Pool;
import dev.conctop.experiment.predict.Formulas;
import dev.conctop.sample.figure.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * From what is seen of somebody else's program to an answer. Of a pool the first row that holds
 * counts:
 *
 * <pre>
 * cannot be told  more than a fifth of its time is unknown
 * too large       more threads than cores, and a fifth of their active time in the run queue
 * too large       its threads are idle for half of the time and more, and tasks do not wait longer
 *                 than they take
 * cannot be told  half of its active time is for a lock: that comes first
 * cannot be told  all are busy, and how long tasks wait for them is not known
 * fits            tasks wait no longer than they take; or some are idle, and waits are not known
 * fits            tasks wait longer, but the cores are the limit
 * too small       tasks wait longer than they take while cores are left
 * </pre>
 */
public final class ForeignAdviser {
  private static final double MUCH_UNKNOWN = 0.2;
  private static final double MUCH_QUEUE = 0.2;
  private static final double HALF = 0.5;
  private static final double BUSY = 0.1;
  private static final double FULL = 0.85;

  /** Next to no activity: nothing is to be said of what the program does. */
  private static final double NOTHING = 0.02;

  /** More than one core's worth: not all of it under one interpreter lock. */
  private static final double MORE_THAN_ONE = 1.15;

  private static final Part[] WAITS = {Part.DISK, Part.NETWORK, Part.IPC, Part.SLEEP};

  private static final Missing TIME =
      new Missing(
          "where much of its time goes",
          "its class and sizes rest on it",
          "attach as the user that owns it, or as root, so that its waits may be read");

  private ForeignAdviser() {}

  /** The answer. */
  public static ForeignAdvice advise(ForeignShape shape) {
    List<Missing> missing = new ArrayList<>();
    if (shape.share(Part.UNKNOWN) > MUCH_UNKNOWN) {
      missing.add(TIME);
    }
    if (shape.cores().isEmpty()) {
      missing.add(Figure.CORES.missing("whether cores are left cannot be told"));
    }
    List<Sized> pools = shape.pools().stream().map(pool -> sized(shape, pool)).toList();
    if (shape.pools().stream().anyMatch(pool -> waitsLonger(pool).isEmpty())) {
      missing.add(
          new Missing(
              "how long tasks wait for a worker of a pool",
              "a pool is too small when they wait longer than they take",
              "read it from the program's own metrics: only the program can say it"));
    }
    Optional<Python> python =
        shape.runtime().filter(Runtime.CPYTHON::equals).map(_ -> python(shape));
    return new ForeignAdvice(work(shape), pools, python, missing);
  }

  /** "io-waiting (network): network 80 %, on cpu 15 %, unknown 5 %". */
  private static String work(ForeignShape shape) {
    Comparator<Map.Entry<Part, Double>> largest =
        Map.Entry.<Part, Double>comparingByValue().reversed();
    String shares =
        shape.shares().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .sorted(largest.thenComparing(Map.Entry.comparingByKey()))
            .map(entry -> entry.getKey().label() + " " + Say.percent(entry.getValue()))
            .collect(Collectors.joining(", "));
    return "%s%s: %s"
        .formatted(
            shape.verdict(),
            shape.cause().isEmpty() ? "" : " (" + shape.cause() + ")",
            shares.isEmpty() ? "no time was measured" : shares);
  }

  private static Sized sized(ForeignShape shape, Pool pool) {
    OptionalInt start = start(shape, pool);
    double unknown = pool.share(Part.UNKNOWN);
    double idle = pool.share(Part.IDLE);
    double active = 1 - idle;
    double queueing = pool.share(Part.RUN_QUEUE);
    if (pool.shares().isEmpty() || unknown > MUCH_UNKNOWN) {
      String because =
          pool.shares().isEmpty()
              ? "its time was not measured"
              : Say.percent(unknown) + " of its time is unknown";
      return new Sized(pool.name(), pool.workers(), Size.CANNOT_TELL, because, start);
    }
    if (pool.workers() > shape.cores().orElse(Double.POSITIVE_INFINITY)
        && queueing >= MUCH_QUEUE * active
        && queueing > NOTHING) {
      return new Sized(
          pool.name(),
          pool.workers(),
          Size.TOO_LARGE,
          "its threads wait for a core %s of their time: there are %s"
              .formatted(Say.percent(queueing), Say.number(shape.cores().orElse(0))),
          start);
    }
    return byQueue(shape, pool, start);
  }

  private static Sized byQueue(ForeignShape shape, Pool pool, OptionalInt start) {
    double idle = pool.share(Part.IDLE);
    Optional<Boolean> waitsLonger = waitsLonger(pool);
    if (idle >= HALF && !waitsLonger.orElse(false)) {
      return new Sized(
          pool.name(),
          pool.workers(),
          pool.workers() > 1 ? Size.TOO_LARGE : Size.FITS,
          "its threads have nothing to do for %s of the time that was looked at"
              .formatted(Say.percent(idle)),
          start);
    }
    double lock = pool.share(Part.LOCK);
    if (lock >= HALF * (1 - idle)) {
      return new Sized(
          pool.name(),
          pool.workers(),
          Size.CANNOT_TELL,
          "its threads wait for a lock %s of their time: shorten that first"
              .formatted(Say.percent(lock)),
          start);
    }
    Reason reason =
        waitsLonger.map(longer -> told(shape, pool, longer)).orElseGet(() -> untold(idle));
    return new Sized(pool.name(), pool.workers(), reason.size(), reason.because(), start);
  }

  private record Reason(Size size, String because) {}

  private static Reason untold(double idle) {
    return idle < BUSY
        ? new Reason(
            Size.CANNOT_TELL,
            "all its threads are busy, and how long tasks wait for them is not known")
        : new Reason(
            Size.FITS,
            "%s of its threads' time is free, and they are at work otherwise"
                .formatted(Say.percent(idle)));
  }

  private static Reason told(ForeignShape shape, Pool pool, boolean longer) {
    String times = times(pool);
    if (!longer) {
      return new Reason(Size.FITS, times);
    }
    Optional<Boolean> spare = shape.hasSpareCores(FULL);
    if (spare.isEmpty()) {
      return new Reason(Size.CANNOT_TELL, times + ", and whether cores are left is not known");
    }
    return spare.get()
        ? new Reason(Size.TOO_SMALL, times + " while cores are left")
        : new Reason(Size.FITS, times + ", but the cores are the limit");
  }

  private static boolean hasTimes(Pool pool) {
    return pool.queueNanos().isPresent() && pool.serviceNanos().isPresent();
  }

  /** By Little's law tasks wait longer than they take where more of them wait than are at work. */
  private static Optional<Boolean> waitsLonger(Pool pool) {
    if (hasTimes(pool)) {
      return Optional.of(pool.queueNanos().orElse(0) > pool.serviceNanos().orElse(0));
    }
    // Fewer may be many for a moment or have waited for long: that is not known of them.
    return pool.outside() > pool.workers() ? Optional.of(true) : Optional.empty();
  }

  private static String times(Pool pool) {
    return hasTimes(pool)
        ? "tasks wait %s for a thread and take %s"
            .formatted(
                Say.nanos(pool.queueNanos().orElse(0)), Say.nanos(pool.serviceNanos().orElse(0)))
        : "%d wait outside and all %d threads are at work"
            .formatted(pool.outside(), pool.workers());
  }

  private static OptionalInt start(ForeignShape shape, Pool pool) {
    double cpu = pool.share(Part.ON_CPU);
    OptionalDouble cores = shape.cores();
    boolean told = cores.isPresent() && cpu > NOTHING && pool.share(Part.UNKNOWN) <= MUCH_UNKNOWN;
    return told
        ? OptionalInt.of(Formulas.goetz(cores.getAsDouble(), cpu, pool.share(WAITS)))
        : OptionalInt.empty();
  }

  private static Python python(ForeignShape shape) {
    boolean gil = shape.cause().equals("gil");
    // Who waits for the interpreter lock wants to compute.
    double wanting = shape.share(Part.ON_CPU, Part.RUN_QUEUE) + (gil ? shape.share(Part.LOCK) : 0);
    double waiting = shape.share(WAITS);
    if (shape.share(Part.UNKNOWN) > MUCH_UNKNOWN) {
      return new Python(
          Fit.CANNOT_TELL, Say.percent(shape.share(Part.UNKNOWN)) + " of its time is unknown");
    }
    if (wanting + waiting < NOTHING) {
      return new Python(Fit.CANNOT_TELL, "it does next to nothing now: look while it works");
    }
    double share = wanting / (wanting + waiting);
    String figures = "it computes, or wants to, for %s of its work".formatted(Say.percent(share));
    if (share > Asks.CPU_BOUND) {
      return computing(shape, gil, figures);
    }
    return share < Asks.IO_BOUND
        ? waiting(shape, figures)
        : new Python(Fit.CANNOT_TELL, figures + ": between I/O and CPU only running both can tell");
  }

  private static Python computing(ForeignShape shape, boolean gil, String figures) {
    OptionalDouble used = shape.used();
    if (!gil && shape.threads() > 1 && used.orElse(0) > MORE_THAN_ONE) {
      return new Python(
          Fit.THREADS,
          figures
              + ", on %s cores: outside the interpreter lock"
                  .formatted(Say.number(used.orElse(0))));
    }
    return gil || used.isPresent()
        ? new Python(Fit.PROCESSES, figures + ", under one interpreter lock")
        : new Python(Fit.CANNOT_TELL, figures + "; how many cores it uses at a time is not known");
  }

  private static Python waiting(ForeignShape shape, String figures) {
    double inFlight = shape.inFlight().orElse(shape.threads() > 2 ? shape.threads() : Double.NaN);
    if (Double.isNaN(inFlight)) {
      return new Python(
          Fit.CANNOT_TELL, figures + "; how many connections it has at a time is not known");
    }
    String many = ", with %s in flight".formatted(Say.number(inFlight));
    return inFlight > Asks.FEW
        ? new Python(
            Fit.ASYNCIO, figures + many + ", where its libraries have an asynchronous form")
        : new Python(Fit.THREADS, figures + many);
  }
}
