package dev.conctop.experiment.advice;

import static dev.conctop.experiment.advice.Rule.no;
import static dev.conctop.experiment.advice.Rule.yes;

import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.experiment.advice.Advice.Missing;
import dev.conctop.experiment.advice.Rule.Holds;
import dev.conctop.experiment.advice.Rule.Question;
import dev.conctop.experiment.advice.WorkShape.Connections;
import dev.conctop.experiment.advice.WorkShape.Library;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the rules ask of a piece of work whose CPU time and waits are known, and their limits. */
final class Asks {
  /** Above: bound by the CPU. */
  static final double CPU_BOUND = 0.5;

  /** Below: bound by I/O. */
  static final double IO_BOUND = 0.1;

  /** D_l · X from which on the lock is the limit, whatever runs the tasks. */
  static final double LOCK_NEAR = 0.8;

  /** More CPU time than this outside the interpreter lock: most of it. */
  static final double MOSTLY_RELEASED = 0.5;

  /** What costs less than this share of the work is small: messages, a build without a lock. */
  static final double SMALL = 0.2;

  /** Tasks in flight up to which threads are no burden. */
  static final double FEW = 200;

  /** So many times the cores are many more than they. */
  static final double MANY_TIMES = 10;

  /** CPU time of a task that is next to none, ns. */
  static final double TINY_NANOS = 50e3;

  /** A goal within so many times what a task takes alone is tight. */
  static final double TIGHT = 2;

  /** A loop that is busier than this makes tasks wait for it. */
  static final double LOOP_BUSY = 0.7;

  /** Tasks that come when they like wait long for one that is busier than this. */
  static final double CALM = 0.8;

  /** By so much more one has to do, by formula, to be worth its trouble. */
  static final double WORTH = 1.05;

  private static final double SECOND = 1e9;

  private static final Missing LIBRARY =
      new Missing(
          "whether the library has a form that does not block",
          "many tasks in flight fit a loop only where nothing blocks it",
          "look for an asynchronous client of what the tasks call");

  private Asks() {}

  static double cpuShare(Question question) {
    return question.shape().cpuShare().orElse(0);
  }

  static boolean is(Question question, Runtime runtime) {
    return question.shape().runtime() == runtime;
  }

  static boolean cpuBound(Question question, Runtime runtime) {
    return is(question, runtime) && cpuShare(question) > CPU_BOUND;
  }

  static boolean ioBound(Question question, Runtime runtime) {
    return is(question, runtime) && cpuShare(question) < IO_BOUND;
  }

  /** "u = 0.02: 1 ms on a core, 49 ms waiting". */
  static String share(Question question) {
    WorkShape shape = question.shape();
    return "u = %s: %s on a core, %s waiting"
        .formatted(
            Say.number(cpuShare(question)),
            Say.nanos(shape.or(Figure.CPU, 0)),
            Say.nanos(shape.or(Figure.WAIT, 0)));
  }

  /** What the times of a task must be known for. */
  static Optional<Missing> unmeasured(WorkShape shape) {
    for (Figure figure : new Figure[] {Figure.CPU, Figure.WAIT}) {
      if (shape.of(figure).isEmpty()) {
        return Optional.of(figure.missing("without it the work has no class"));
      }
    }
    return shape.aloneNanos().isPresent()
        ? Optional.empty()
        : Optional.of(Figure.CPU.missing("a task that takes no time has no class"));
  }

  static Holds sequentialMeetsIt(Question question) {
    WorkShape shape = question.shape();
    OptionalDouble demand = shape.demand();
    if (demand.isEmpty()) {
      return no(Figure.ASKED.missing("whether one task at a time would do was not asked"));
    }
    double alone = SECOND / shape.aloneNanos().orElseThrow();
    double most = shape.of(Figure.ASKED).isPresent() ? alone : CALM * alone;
    return demand.getAsDouble() <= most
        ? yes(
            "%s a second are asked for, one at a time does %s"
                .formatted(Say.number(demand.getAsDouble()), Say.number(alone)))
        : no();
  }

  static Holds lockIsTheLimit(Question question) {
    WorkShape shape = question.shape();
    OptionalDouble held = shape.of(Figure.LOCK);
    if (held.isEmpty()) {
      return no(Figure.LOCK.missing("whether a lock is the limit was not asked"));
    }
    OptionalDouble rate = shape.demand().isPresent() ? shape.demand() : withoutLock(shape);
    if (rate.isEmpty()) {
      return no(Figure.CORES.missing("whether a lock is the limit was not asked"));
    }
    double busy = held.getAsDouble() * rate.getAsDouble() / SECOND;
    return busy >= LOCK_NEAR
        ? yes(
            "held for %s a task, %s a second: %s of the time"
                .formatted(
                    Say.nanos(held.getAsDouble()),
                    Say.number(rate.getAsDouble()),
                    Say.percent(busy)))
        : no();
  }

  /** No more than this, were there no lock. */
  private static OptionalDouble withoutLock(WorkShape shape) {
    OptionalDouble cores = shape.of(Figure.CORES);
    double cpu = shape.or(Figure.CPU, 0);
    double byTasks =
        shape.inFlight().orElse(Double.POSITIVE_INFINITY) * SECOND / shape.aloneNanos().orElse(1);
    double byCores = cores.isPresent() ? cores.getAsDouble() * SECOND / cpu : Double.NaN;
    double least = Double.isNaN(byCores) ? byTasks : Math.min(byTasks, byCores);
    return Double.isInfinite(least) ? OptionalDouble.empty() : OptionalDouble.of(least);
  }

  static Holds mostlyReleased(Question question) {
    if (!cpuBound(question, Runtime.CPYTHON)) {
      return no();
    }
    OptionalDouble released = question.shape().of(Figure.RELEASED);
    if (released.isEmpty()) {
      return new Holds.Stop(
          Figure.RELEASED.missing("threads or processes: it depends on what holds the lock"));
    }
    return released.getAsDouble() > MOSTLY_RELEASED
        ? yes(Say.percent(released.getAsDouble()) + " of the CPU time is outside the lock")
        : no();
  }

  static Holds freeThreaded(Question question) {
    OptionalDouble overhead = question.shape().of(Figure.FREE_THREADED);
    return cpuBound(question, Runtime.CPYTHON) && overhead.orElse(1) <= SMALL
        ? yes("work takes %s longer there".formatted(Say.percent(overhead.orElse(1))))
        : no();
  }

  static Holds smallMessages(Question question) {
    if (!cpuBound(question, Runtime.CPYTHON)) {
      return no();
    }
    OptionalDouble ipc = question.shape().of(Figure.IPC);
    if (ipc.isEmpty()) {
      return yes(
          share(question),
          Figure.IPC.missing("tasks may have to be sent in batches: that was not asked"));
    }
    double part = messages(question);
    return part < SMALL ? yes(sending(question)) : no();
  }

  static Holds largeMessages(Question question) {
    if (!cpuBound(question, Runtime.CPYTHON)) {
      return no();
    }
    return yes(
        "%s; batches of %s bring it below %s, where all messages cost the same"
            .formatted(
                sending(question),
                Say.number(Math.floor(messages(question) / SMALL) + 1),
                Say.percent(SMALL)));
  }

  private static double messages(Question question) {
    return question.shape().or(Figure.IPC, 0) / question.shape().or(Figure.CPU, 1);
  }

  private static String sending(Question question) {
    return "sending a task costs %s, %s of its CPU time"
        .formatted(Say.nanos(question.shape().or(Figure.IPC, 0)), Say.percent(messages(question)));
  }

  static Holds few(Question question) {
    WorkShape shape = question.shape();
    OptionalDouble inFlight = shape.inFlight();
    if (inFlight.isPresent()) {
      return inFlight.getAsDouble() <= FEW
          ? yes(Say.number(Math.ceil(inFlight.getAsDouble())) + " in flight")
          : no();
    }
    if (shape.connections() != Connections.UNSAID) {
      return shape.connections() == Connections.FEW ? yes("few connections") : no();
    }
    return shape.isSlow()
        ? no()
        : yes("the I/O is fast", Figure.IN_FLIGHT.missing("fast or slow I/O had to tell instead"));
  }

  static Holds manyAndAsync(Question question) {
    WorkShape shape = question.shape();
    if (!ioBound(question, Runtime.CPYTHON)) {
      return no();
    }
    return switch (shape.library()) {
      case ASYNC -> many(shape);
      case UNSAID -> new Holds.Stop(LIBRARY);
      case BLOCKING, SOME_BLOCK -> no();
    };
  }

  private static Holds many(WorkShape shape) {
    OptionalDouble inFlight = shape.inFlight();
    if (inFlight.isPresent()) {
      return yes(Say.number(Math.ceil(inFlight.getAsDouble())) + " in flight");
    }
    return shape.connections() == Connections.MANY
        ? yes("many connections")
        : yes("the I/O is slow", Figure.IN_FLIGHT.missing("fast or slow I/O had to tell instead"));
  }

  static Holds manyMoreThanCores(Question question) {
    WorkShape shape = question.shape();
    if (!ioBound(question, Runtime.JVM)) {
      return no();
    }
    OptionalDouble inFlight = shape.inFlight();
    if (inFlight.isEmpty()) {
      return shape.connections() == Connections.MANY
              || (shape.connections() == Connections.UNSAID && shape.isSlow())
          ? many(shape)
          : no();
    }
    OptionalDouble cores = shape.of(Figure.CORES);
    if (cores.isEmpty()) {
      return new Holds.Stop(Figure.CORES.missing("whether there are many more tasks than cores"));
    }
    return inFlight.getAsDouble() >= MANY_TIMES * cores.getAsDouble()
        ? yes(inFlightAndCores(shape, inFlight.getAsDouble(), cores.getAsDouble()))
        : no();
  }

  private static String inFlightAndCores(WorkShape shape, double inFlight, double cores) {
    double crossing = cores * shape.aloneNanos().orElse(0) / shape.or(Figure.CPU, 0);
    return "%s in flight, %s cores%s"
        .formatted(
            Say.number(Math.ceil(inFlight)),
            Say.number(cores),
            crossing < inFlight
                ? "; beyond some %s in flight the cores are the limit"
                    .formatted(Say.number(Math.ceil(crossing)))
                : "");
  }

  static Holds someBlock(Question question, Runtime runtime) {
    return is(question, runtime)
            && cpuShare(question) <= CPU_BOUND
            && question.shape().library() == Library.SOME_BLOCK
        ? yes(share(question))
        : no();
  }

  static Holds tinyAndTight(Question question) {
    WorkShape shape = question.shape();
    double cpu = shape.or(Figure.CPU, 0);
    OptionalDouble goal = shape.of(Figure.GOAL);
    boolean fits =
        is(question, Runtime.JVM)
            && cpuShare(question) <= CPU_BOUND
            && shape.library() != Library.BLOCKING
            && cpu <= TINY_NANOS
            && goal.isPresent()
            && goal.getAsDouble() <= TIGHT * shape.aloneNanos().orElseThrow()
            && shape.demand().orElse(0) * cpu / SECOND <= LOOP_BUSY;
    return fits
        ? yes(
            "%s on a core, to be done within %s"
                .formatted(Say.nanos(cpu), Say.nanos(goal.orElse(0))))
        : no();
  }
}
