package dev.conctop.sample;

/**
 * What a JVM counts of its own pauses, since it has been watched.
 *
 * @param collections how often the collector stopped all threads
 * @param collectionNanos for how long in all, ns
 * @param safepoints how often all threads were stopped, for whatever reason
 * @param safepointNanos for how long in all, ns
 */
public record JvmCounters(
    Figure collections, Figure collectionNanos, Figure safepoints, Figure safepointNanos) {
  /** Nothing is known, for this reason. */
  public static JvmCounters na(String reason) {
    return new JvmCounters(
        Figure.na(reason), Figure.na(reason), Figure.na(reason), Figure.na(reason));
  }
}
