package dev.conctop.export.part;

import dev.conctop.diagnosis.Diagnosis;
import dev.conctop.diagnosis.Verdict;
import dev.conctop.record.fact.Entry;
import dev.conctop.sample.Fact;
import dev.conctop.sample.ObserverCost;
import dev.conctop.state.State;
import dev.conctop.state.seen.Stage;
import java.util.Optional;

/**
 * Where in a recording the verdict becomes another one. It is asked once a second; what holds for
 * less than three times in a row is no change. Confined to one thread.
 */
public final class VerdictCourse {
  private static final int STEADY = 3;
  private static final long SECOND = 1_000_000_000L;

  /**
   * Another verdict.
   *
   * @param nanos since when it holds
   * @param before the one before, in words; empty for the first
   * @param words this one
   */
  public record Change(long nanos, String before, String words) {}

  private String word = "";
  private String newWord = "";
  private int newFor;
  private long newSince;
  private long judged = Long.MIN_VALUE;

  /** The class and the cause, such as {@code io-waiting network}. */
  public static String words(Verdict verdict) {
    String kind = verdict.kind().word();
    return verdict.cause().isEmpty() ? kind : kind + " " + verdict.cause();
  }

  /**
   * The next entry of an excerpt, with its state: when a look is over, and the last verdict is a
   * second old, the state is judged. What is not measured yet has no verdict.
   *
   * @return the change that is sure by now, if there is one
   */
  public Optional<Change> take(Entry entry, State state) {
    if (!isLook(entry) || judged != Long.MIN_VALUE && entry.nanos() - judged < SECOND) {
      return Optional.empty();
    }
    judged = entry.nanos();
    return switch (state.stage()) {
      case Stage.Starting _, Stage.WarmingUp _ -> Optional.empty();
      case Stage.Watching _, Stage.Measuring _, Stage.Draining _, Stage.Finished _, Stage.Died _ ->
          take(judged, Diagnosis.live(state));
    };
  }

  /** Whether a look is over with it: what it cost is the last that is said of a look. */
  public static boolean isLook(Entry entry) {
    return entry instanceof Entry.Seen(long _, Fact fact) && fact instanceof ObserverCost;
  }

  /**
   * The next verdict.
   *
   * @return the change that is sure by now, if there is one
   */
  public Optional<Change> take(long nanos, Verdict verdict) {
    String words = words(verdict);
    if (words.equals(word)) {
      newWord = "";
      return Optional.empty();
    }
    if (!words.equals(newWord)) {
      newWord = words;
      newSince = nanos;
      newFor = 0;
    }
    if (++newFor < STEADY) {
      return Optional.empty();
    }
    Change change = new Change(newSince, word, words);
    word = words;
    newFor = 0;
    return Optional.of(change);
  }
}
