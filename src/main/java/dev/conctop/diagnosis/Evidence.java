package dev.conctop.diagnosis;

import dev.conctop.diagnosis.Verdict.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The figures that a verdict rests on, as phrases: what made the class comes first and the largest
 * share of it before the others, since a narrow screen has room for one or two. Confined to one
 * thread.
 */
final class Evidence {
  private static final double WORTH_SAYING = 0.10;

  private final Kind kind;
  private final List<Phrase> phrases = new ArrayList<>();

  /**
   * @param rank 0 comes first
   * @param share of the time, by which those of a rank are in order; those without one as they came
   */
  private record Phrase(int rank, double share, String text) {}

  Evidence(Kind kind) {
    this.kind = kind;
  }

  /** The answer itself: why it cannot be told, that it is stopped. */
  void answer(String text) {
    phrases.add(new Phrase(0, Double.POSITIVE_INFINITY, text));
  }

  /** How busy the machine's cores are, how many may be used. */
  void machine(String text) {
    boolean first = kind == Kind.CPU_SATURATED || kind == Kind.IDLE;
    phrases.add(new Phrase(first ? 0 : 2, Double.POSITIVE_INFINITY, text));
  }

  /**
   * A share of time, if it is worth a phrase.
   *
   * @param of the class that it speaks for
   */
  void share(String who, double share, String what, Kind of) {
    if (share >= WORTH_SAYING) {
      share(share, who + " " + Rules.percent(share) + " " + what, of);
    }
  }

  private void share(double share, String text, Kind of) {
    phrases.add(new Phrase(speaksFor(of) ? 1 : 3, share, text));
  }

  private boolean speaksFor(Kind of) {
    return switch (kind) {
      case MIXED -> of == Kind.CPU_SATURATED || of == Kind.IO_WAITING || of == Kind.LOCK_BOUND;
      case THROTTLED -> of == Kind.THROTTLED || of == Kind.CPU_SATURATED;
      case CPU_SATURATED, IO_WAITING, LOCK_BOUND, IDLE, CANNOT_TELL -> of == kind;
    };
  }

  /** Always said, since its absence says something, too. */
  void runQueue(double share) {
    String text = "run queue " + Rules.percent(share);
    if (share >= WORTH_SAYING) {
      share(share, text, Kind.CPU_SATURATED);
    } else {
      more(text);
    }
  }

  /** Share of its quota's periods in which that held it back. */
  void heldBack(double share) {
    if (share > 0) {
      String text = "held back in " + Rules.percent(share) + " of the CPU quota's periods";
      share(kind == Kind.THROTTLED ? Double.POSITIVE_INFINITY : share, text, Kind.THROTTLED);
    }
  }

  /** What explains that which made the class. */
  void detail(String text) {
    phrases.add(new Phrase(1, 0, text));
  }

  /** What is worth a look when all else is said. */
  void more(String text) {
    phrases.add(new Phrase(4, 0, text));
  }

  List<String> phrases() {
    return phrases.stream()
        .sorted(
            Comparator.comparingInt(Phrase::rank)
                .thenComparing(Comparator.comparingDouble(Phrase::share).reversed()))
        .map(Phrase::text)
        .toList();
  }
}
