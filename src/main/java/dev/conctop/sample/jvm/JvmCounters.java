package dev.conctop.sample.jvm;

import dev.conctop.sample.figure.Figure;

/**
 * What a JVM counts of its own pauses, since it has been watched.
 *
 * @param collections how often the collector stopped all threads
 * @param collectionNanos for how long in all, ns
 * @param safepoints how often all threads were stopped, for whatever reason
 * @param safepointNanos for how long in all, ns
 * @param watchedNanos since when, ns of the clock on the wall
 */
public record JvmCounters(
    Figure collections,
    Figure collectionNanos,
    Figure safepoints,
    Figure safepointNanos,
    long watchedNanos) {
  /** Nothing is known, for this reason. */
  public static JvmCounters na(String reason) {
    return new JvmCounters(
        Figure.na(reason), Figure.na(reason), Figure.na(reason), Figure.na(reason), 0);
  }

  /** The share of the time watched in which the collector had stopped all threads, 0 to 1. */
  public Figure collectionShare() {
    return watchedNanos <= 0
        ? Figure.na("it was not watched yet")
        : collectionNanos.map(nanos -> Math.min(1, nanos / watchedNanos));
  }
}
