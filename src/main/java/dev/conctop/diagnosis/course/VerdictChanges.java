package dev.conctop.diagnosis.course;

import java.util.Optional;

/**
 * When a verdict has become another one, judged about once a second: what is another one for less
 * than three judgements is no change. Confined to one thread.
 */
public final class VerdictChanges {
  private static final int STEADY = 3;

  /**
   * Another verdict.
   *
   * @param nanos when it was this one first
   * @param before the one before, in words; empty for the first
   * @param words this one
   */
  public record Change(long nanos, String before, String words) {
    /** Whether there was none before. */
    public boolean isFirst() {
      return before.isEmpty();
    }

    /** From what to what. */
    public String fromTo() {
      return before + " → " + words;
    }
  }

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
    Change change = new Change(newSince, word, words);
    word = words;
    return Optional.of(change);
  }
}
