package dev.conctop.experiment.advice;

import dev.conctop.experiment.advice.Advice.Missing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An answer about somebody else's program.
 *
 * @param work its class, with its shares
 * @param pools one each, in their order
 * @param python what fits, where it is CPython
 * @param missing what is not known, and how to get it
 */
public record ForeignAdvice(
    String work, List<Sized> pools, Optional<Python> python, List<Missing> missing) {
  /** What is said of a pool's size. */
  public enum Size {
    TOO_SMALL("too small"),
    TOO_LARGE("too large"),
    FITS("fits"),
    CANNOT_TELL("cannot be told");

    private final String words;

    Size(String words) {
      this.words = words;
    }

    /** What it is. */
    public String words() {
      return words;
    }
  }

  /** What fits a program of CPython. */
  public enum Fit {
    THREADS("threads"),
    ASYNCIO("asyncio"),
    PROCESSES("processes"),
    CANNOT_TELL("cannot be told");

    private final String words;

    Fit(String words) {
      this.words = words;
    }

    /** What it is. */
    public String words() {
      return words;
    }
  }

  /**
   * A pool's size.
   *
   * @param because the figures it rests on
   * @param start k (1 + wait / CPU) by its own times: where a sweep may start; empty where it
   *     cannot be told
   */
  public record Sized(String pool, int workers, Size size, String because, OptionalInt start) {
    /** "worker: 8 threads, too small, because …". */
    public String words() {
      return "%s: %d %s, %s, because %s"
          .formatted(pool, workers, workers == 1 ? "thread" : "threads", size.words(), because);
    }
  }

  /** What fits, and why. */
  public record Python(Fit fit, String because) {}

  public ForeignAdvice {
    pools = List.copyOf(pools);
    missing = List.copyOf(missing);
  }
}
