package dev.conctop.export.html.story;

import dev.conctop.diagnosis.Verdict;
import dev.conctop.diagnosis.course.VerdictChanges;
import java.util.ArrayList;
import java.util.List;

/**
 * The verdict over time: of each column the one that held longest, as the letter of {@link
 * Verdict#letter}, and what happened. Confined to one thread.
 */
public final class VerdictLine {
  /** Nothing was judged. */
  public static final char NOTHING = ' ';

  /** It could not be read, or was not recorded. */
  public static final char GAP = 'x';

  private static final String LETTERS = "cdnplt.m?x";
  private static final int MOST_EVENTS = 400;

  /** Something that happened. */
  public record Event(long nanos, String what) {}

  private final Bins bins;
  private final double[][] nanos;
  private final VerdictChanges changes = new VerdictChanges();
  private final List<Event> events = new ArrayList<>();
  private long more;

  VerdictLine(Bins bins) {
    this.bins = bins;
    this.nanos = new double[bins.count()][LETTERS.length()];
  }

  /** It was so from one moment to another. */
  void judged(long from, long to, Verdict verdict) {
    put(from, to, verdict.letter());
    changes
        .seen(to, verdict.words())
        .filter(change -> !change.isFirst())
        .ifPresent(change -> event(change.nanos(), change.fromTo()));
  }

  /** Something is missing around a moment. */
  void gap(long at, String why) {
    put(bins.edge(bins.at(at)), bins.edge(bins.at(at) + 1), GAP);
    event(at, why);
  }

  private void put(long from, long to, char letter) {
    int index = LETTERS.indexOf(letter);
    bins.spread(from, to, (bin, share) -> nanos[bin][index] += share * Math.max(1, to - from));
  }

  void event(long at, String what) {
    if (events.size() < MOST_EVENTS) {
      events.add(new Event(at, what));
    } else {
      more++;
    }
  }

  /** What held longest in a column; {@link #NOTHING} where nothing was judged. */
  public char at(int bin) {
    int best = -1;
    for (int i = 0; i < LETTERS.length(); i++) {
      if (nanos[bin][i] > 0 && (best < 0 || nanos[bin][i] > nanos[bin][best])) {
        best = i;
      }
    }
    return best < 0 ? NOTHING : LETTERS.charAt(best);
  }

  /** The share of all judged time in which it was this letter, 0 to 1. */
  public double share(char letter) {
    double sum = 0;
    double found = 0;
    for (double[] column : nanos) {
      for (int i = 0; i < column.length; i++) {
        sum += column[i];
        found += LETTERS.charAt(i) == letter ? column[i] : 0;
      }
    }
    return sum == 0 ? 0 : found / sum;
  }

  /** All letters that there can be. */
  public static String letters() {
    return LETTERS;
  }

  /** What happened, in order. */
  public List<Event> events() {
    return events.stream().sorted((a, b) -> Long.compare(a.nanos(), b.nanos())).toList();
  }

  /** How many more events there were than are kept. */
  public long moreEvents() {
    return more;
  }
}
