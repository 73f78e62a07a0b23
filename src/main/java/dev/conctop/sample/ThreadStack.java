package dev.conctop.sample;

import dev.conctop.sample.figure.Fidelity;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole stack of one thread, as it was when somebody asked for it.
 *
 * @param askedNanos when it was asked for, by the asker's clock: tells the answer of one question
 *     from that of another
 */
public record ThreadStack(int pid, int tid, long askedNanos, Answer answer) implements Fact {
  /** What came of it. */
  public sealed interface Answer {}

  /**
   * The frames, the innermost first.
   *
   * @param reader what read them: "thread dump", "kernel"
   * @param fidelity how far they are to be believed
   */
  public record Frames(String reader, Fidelity fidelity, List<Line> lines) implements Answer {
    public Frames {
      lines = List.copyOf(lines);
    }

    /** The same with a remark at its end, in the place of one that is there. */
    public Frames with(String remark) {
      List<Line> all = new ArrayList<>(lines);
      if (!all.isEmpty() && !all.getLast().frame()) {
        all.removeLast();
      }
      all.add(Line.remark(remark));
      return new Frames(reader, fidelity, all);
    }

    /** How many frames there are, without what is remarked about them. */
    public int count() {
      return (int) lines.stream().filter(Line::frame).count();
    }
  }

  /**
   * They are n/a.
   *
   * @param remedy what would help; empty when nothing is known to
   */
  public record NotRead(String reason, String remedy) implements Answer {
    public NotRead {
      if (reason.isEmpty()) {
        throw new IllegalArgumentException("a stack that was not read needs its reason");
      }
    }
  }

  /** The thread, or its process, has ended. */
  public record Ended(String what) implements Answer {}

  /**
   * A line of a stack, cleaned.
   *
   * @param frame whether it is a frame; else a remark on the one above: a lock, a border
   */
  public record Line(String text, boolean frame) {
    public static Line frame(String text) {
      return new Line(text, true);
    }

    public static Line remark(String text) {
      return new Line(text, false);
    }
  }
}
