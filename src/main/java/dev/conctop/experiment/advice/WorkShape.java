package dev.conctop.experiment.advice;

import dev.conctop.catalog.ModelSpec.Runtime;
import dev.conctop.experiment.predict.task.TaskVector;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a piece of work is, as far as it is known. Waits for cores, workers and locks are no part of
 * it: they are what a model makes of it.
 *
 * @param known the figures that are known: finite, not below 0; cores above 0, what is outside the
 *     interpreter lock at most 1
 */
public record WorkShape(
    Runtime runtime,
    Map<Figure, Double> known,
    Library library,
    Connections connections,
    Pace pace,
    Kind kind) {
  /** How what the tasks wait in can be called. */
  public enum Library {
    /** Nothing blocks. */
    ASYNC,

    /** There is no other form than the one that blocks. */
    BLOCKING,

    /** It runs on a loop, and some calls block it. */
    SOME_BLOCK,
    UNSAID
  }

  /** How many there are at a time, where nobody has counted. */
  public enum Connections {
    FEW,
    MANY,
    UNSAID
  }

  /** How soon what tasks wait for answers, where it is not to be told by the figures. */
  public enum Pace {
    FAST,
    SLOW,
    UNSAID
  }

  /** What the tasks are to each other. */
  public enum Kind {
    /** Many that have nothing to do with each other. */
    AD_HOC,

    /** Parts of one. */
    ONE_COMPLEX,
    UNSAID
  }

  /** A wait from which on it is slow: a round trip between continents. */
  static final double SLOW_NANOS = 100e6;

  private static final double SECOND = 1e9;

  public WorkShape {
    known = Map.copyOf(known);
    known.forEach(
        (figure, value) -> {
          TaskVector.need(figure.words(), value);
          if ((figure == Figure.CORES && value == 0) || (figure == Figure.RELEASED && value > 1)) {
            throw new IllegalArgumentException(figure.words() + ": " + value);
          }
        });
  }

  /** Of which nothing is known. */
  public static WorkShape of(Runtime runtime) {
    return new WorkShape(
        runtime, Map.of(), Library.UNSAID, Connections.UNSAID, Pace.UNSAID, Kind.UNSAID);
  }

  /** The same with a figure that is known now. */
  public WorkShape with(Figure figure, double value) {
    Map<Figure, Double> more = new EnumMap<>(Figure.class);
    more.putAll(known);
    more.put(figure, value);
    return new WorkShape(runtime, more, library, connections, pace, kind);
  }

  public WorkShape with(Library other) {
    return new WorkShape(runtime, known, other, connections, pace, kind);
  }

  public WorkShape with(Connections other) {
    return new WorkShape(runtime, known, library, other, pace, kind);
  }

  public WorkShape with(Pace other) {
    return new WorkShape(runtime, known, library, connections, other, kind);
  }

  public WorkShape with(Kind other) {
    return new WorkShape(runtime, known, library, connections, pace, other);
  }

  /** A figure, where it is known. */
  public OptionalDouble of(Figure figure) {
    Double value = known.get(figure);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  double or(Figure figure, double otherwise) {
    return of(figure).orElse(otherwise);
  }

  /** D_c + D_w, ns; empty while one of them is unknown or both are 0. */
  public OptionalDouble aloneNanos() {
    OptionalDouble cpu = of(Figure.CPU);
    OptionalDouble wait = of(Figure.WAIT);
    return cpu.isPresent() && wait.isPresent() && cpu.getAsDouble() + wait.getAsDouble() > 0
        ? OptionalDouble.of(cpu.getAsDouble() + wait.getAsDouble())
        : OptionalDouble.empty();
  }

  /** u = D_c / (D_c + D_w), 0 to 1. */
  public OptionalDouble cpuShare() {
    OptionalDouble alone = aloneNanos();
    return alone.isPresent()
        ? OptionalDouble.of(or(Figure.CPU, 0) / alone.getAsDouble())
        : OptionalDouble.empty();
  }

  /** Tasks a second that must be done: those asked for, else those that come. */
  public OptionalDouble demand() {
    return of(Figure.ASKED).isPresent() ? of(Figure.ASKED) : of(Figure.RATE);
  }

  /** Tasks in flight; where they come by a rate, as many as Little's law says at the least. */
  public OptionalDouble inFlight() {
    OptionalDouble rate = of(Figure.RATE);
    OptionalDouble alone = aloneNanos();
    return of(Figure.IN_FLIGHT).isEmpty() && rate.isPresent() && alone.isPresent()
        ? OptionalDouble.of(Math.max(1, rate.getAsDouble() * alone.getAsDouble() / SECOND))
        : of(Figure.IN_FLIGHT);
  }

  /** Whether what tasks wait for is slow: as it is said, else by the wait of one call. */
  boolean isSlow() {
    return switch (pace) {
      case SLOW -> true;
      case FAST -> false;
      case UNSAID -> or(Figure.WAIT, 0) / Math.max(1, or(Figure.CALLS, 1)) >= SLOW_NANOS;
    };
  }

  /**
   * Cores' worth of CPU work that threads of one process can do at a time: under an interpreter
   * lock no more than what is outside of it makes room for.
   */
  double coresOfThreads(double cores) {
    return switch (runtime) {
      case JVM, RUST -> cores;
      case CPYTHON -> Math.min(cores, Math.max(1, 1 / (1 - or(Figure.RELEASED, 0))));
    };
  }
}
