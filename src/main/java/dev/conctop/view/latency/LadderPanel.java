package dev.conctop.view.latency;

import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Glyphs;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import java.util.List;

/** The latency ladder with what was measured between its rungs, and each as a distance. */
public final class LadderPanel {
  private static final int TIME = 9;
  private static final int DISTANCE = 14;

  private LadderPanel() {}

  public static void draw(Area area, Spreads spreads) {
    Area inside = area.box("Ladder, 1 ns as 100 m");
    List<Ladder.Rung> rungs = Ladder.with(spreads, inside.height());
    for (int i = 0; i < rungs.size() && i < inside.height(); i++) {
      rung(inside.line(i), rungs.get(i));
    }
  }

  private static void rung(Area line, Ladder.Rung rung) {
    int style = rung.measured() ? Style.bold(Ink.ACCENT) : Ink.DIM.ordinal();
    int name = line.width() - TIME - DISTANCE - 2;
    if (rung.measured()) {
      line.put(0, 0, line.glyphs().pointer(), style);
    }
    line.text(2, 0, name, text(line, rung.name()), style);
    line.right(line.width() - DISTANCE - 1, 0, TIME, time(line, rung.nanos()), Ink.TEXT);
    line.right(line.width() - 1, 0, DISTANCE, distance(line, rung.metres()), Ink.DIM);
  }

  private static Words time(Area line, double nanos) {
    return nanos < 1 ? line.words().tenths(nanos).add(" ns") : line.words().duration(nanos);
  }

  /** Says in a few words which rung a latency has passed, for where the ladder has no room. */
  public static Words passed(Area area, double nanos) {
    Words words = area.words();
    Ladder.Rung below = Ladder.RUNGS.getFirst();
    for (Ladder.Rung rung : Ladder.RUNGS) {
      below = rung.nanos() <= nanos ? rung : below;
    }
    return words.add("p50 above ").add(text(area, below.name()));
  }

  /** Arrows are for screens that have them. */
  private static CharSequence text(Area line, String name) {
    return line.glyphs() == Glyphs.ASCII ? name.replace("→", "-") : name;
  }

  private static Words distance(Area line, double metres) {
    if (metres < 10_000) {
      return line.words().whole(Math.round(metres)).add(" m");
    }
    return metres < 1e9
        ? line.words().count(Math.round(metres / 1_000)).add(" km")
        : line.words().tenths(metres / 1e9).add(" M km");
  }
}
