package dev.conctop.view.canvas;

import dev.conctop.sample.figure.Budget;
import dev.conctop.sample.figure.Part;
import dev.conctop.sample.thread.ThreadRow;
import dev.conctop.state.past.History;
import dev.conctop.state.past.lane.Lane;

/** Threads over time: one letter an interval for what took most of it, newest at the right. */
public final class Lanes {
  private Lanes() {}

  public static void one(
      Area area, int column, int row, int cells, History history, ThreadRow thread) {
    history.lane(thread.pid(), thread.tid()).ifPresent(lane -> one(area, column, row, cells, lane));
  }

  public static void one(Area area, int column, int row, int cells, Lane lane) {
    for (int ago = 0; ago < Math.min(cells, Lane.LENGTH); ago++) {
      if (lane.known(ago)) {
        part(area, column + cells - 1 - ago, row, lane.part(ago));
      }
    }
  }

  /** One state: its letter in its colour; idleness keeps in the background. */
  public static void part(Area area, int column, int row, Part part) {
    area.put(column, row, glyph(area, part), Ink.of(part));
  }

  /** A state's letter; idleness is a dot in the middle of the line where there is one. */
  public static int glyph(Area area, Part part) {
    return part == Part.IDLE ? area.glyphs().dot() : part.letter();
  }

  /** A budget in letters, as many cells a part as it has shares. */
  public static void stacked(Area area, int column, int row, int cells, Budget budget) {
    long whole = budget.partsNanos();
    if (whole == 0) {
      return;
    }
    long edge = 0;
    int at = 0;
    for (int i = 0; i < Part.count(); i++) {
      edge += budget.nanos(Part.at(i));
      int end = (int) Math.round((double) edge / whole * cells);
      for (; at < end; at++) {
        part(area, column + at, row, Part.at(i));
      }
    }
  }
}
