package dev.conctop.view.panel.machine;

import dev.conctop.sample.ThreadsSample;
import dev.conctop.sample.figure.Figure;
import dev.conctop.sample.thread.ProcessUse;
import dev.conctop.state.State;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Clocks;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Words;
import java.util.Optional;

/** What the subject's processes use of the machine. */
public final class UsePanel {
  /** Rows that it would like, frame included. */
  public static final int ROWS = 6;

  private static final int LABEL = 9;

  private UsePanel() {}

  /** Draws what the watched processes use. */
  public static void draw(Area area, State shown) {
    Area inside = area.box("Processes");
    Optional<ThreadsSample> sample = shown.observed().threads();
    if (sample.isEmpty()) {
      inside.text(1, 0, "not seen yet", Ink.DIM);
      return;
    }
    ProcessUse use = sample.get().use();
    Words words = inside.words().count(use.processes());
    words.add(use.processes() == 1 ? " process, " : " processes, ").count(use.threads());
    words.add(use.threads() == 1 ? " thread" : " threads");
    if (sample.get().hidden() > 0) {
      words.add(", ").count(sample.get().hidden()).add(" hidden by permissions");
    }
    inside.text(1, 0, words, Ink.TEXT);
    memory(inside, 1, use.residentBytes());
    long wall = Clocks.measuredNanos(shown);
    cpu(inside, 2, use.cpuNanos(), wall);
    switches(inside, 3, use, wall);
  }

  private static void memory(Area inside, int row, Figure bytes) {
    if (label(inside, row, "memory", bytes)) {
      Words words = inside.words().bytes(bytes.value()).add(" ");
      words.glyph(inside.glyphs().mark(bytes.fidelity()));
      inside.text(1 + LABEL, row, words, Ink.TEXT);
    }
  }

  private static void cpu(Area inside, int row, Figure nanos, long wall) {
    if (label(inside, row, "cpu", nanos)) {
      Words words = inside.words().duration(nanos.value());
      if (wall > 0) {
        words.add(", ").tenths(nanos.value() / wall).add(" cores");
      }
      words.add(" ").glyph(inside.glyphs().mark(nanos.fidelity()));
      inside.text(1 + LABEL, row, words, Ink.TEXT);
    }
  }

  private static void switches(Area inside, int row, ProcessUse use, long wall) {
    if (label(inside, row, "switches", use.voluntarySwitches())) {
      Words words = inside.words();
      amount(words, use.voluntarySwitches(), wall).add(", forced ");
      amount(words, use.involuntarySwitches(), wall);
      inside.text(1 + LABEL, row, words, Ink.TEXT);
    }
  }

  /** A rate where it is known for how long was counted, else the count. */
  private static Words amount(Words words, Figure count, long wall) {
    if (!count.known()) {
      return words.add("n/a");
    }
    return wall > 0 ? words.rate(count.value() * 1e9 / wall) : words.count((long) count.value());
  }

  /** Writes a label, and n/a with the reason when there is no value; says whether there is one. */
  static boolean label(Area inside, int row, String name, Figure figure) {
    inside.text(1, row, LABEL, name, Ink.DIM.ordinal());
    if (!figure.known()) {
      inside.text(1 + LABEL, row, inside.words().add("n/a: ").add(figure.reason()), Ink.DIM);
    }
    return figure.known();
  }
}
