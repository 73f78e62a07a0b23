package dev.conctop.diagnosis.course;

import java.util.Optional;

/**
 * When a verdict has become another one, judged about once a second: what is another one for less
 * than three judgements is no change. Confined to one thread.
 */
public final class VerdictChanges {
  private static final int STEADY = 3;

  /**
   * A change.
   *
   * @param sinceNanos when it was another one first
   * @param words from what to what
   */
  public record Change(long sinceNanos, String words) {}

  private String word = "";
  private String newWord = "";
  private int newFor;
  private long newSince;

  /** A judgement; the change that it confirms, if it does. */
  public Optional<Change> seen(long nanos, String words) {
    if (words.equals(word)) {
      newFor = 0;
      return Optional.empty();
    }
    if (!words.equals(newWord) || newFor == 0) {
      newWord = words;
      newSince = nanos;
      newFor = 0;
    }
    if (++newFor < STEADY) {
      return Optional.empty();
    }
    Optional<Change> change =
        word.isEmpty() ? Optional.empty() : Optional.of(new Change(newSince, word + " → " + words));
    word = words;
    newFor = 0;
    return change;
  }
}
