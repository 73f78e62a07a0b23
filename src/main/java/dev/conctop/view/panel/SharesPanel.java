package dev.conctop.view.panel;

import dev.conctop.sample.figure.Part;
import dev.conctop.state.State;
import dev.conctop.state.past.Ring;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Lanes;
import dev.conctop.view.canvas.Spark;
import dev.conctop.view.canvas.Style;

/** The parts' shares over time, a row a part that was ever there. */
public final class SharesPanel {
  private static final int LABEL = 10;

  private SharesPanel() {}

  public static void draw(Area area, State shown) {
    Area inside = area.box("Over time");
    int row = 0;
    for (int i = 0; i < Part.count(); i++) {
      Part part = Part.at(i);
      Ring ring = shown.history().share(part);
      int cells = inside.width() - LABEL - 4;
      if (row < inside.height() && wasThere(ring, cells)) {
        inside.put(1, row, Lanes.glyph(inside, part), Style.bold(Ink.of(part)));
        inside.text(3, row, LABEL, part.label(), Ink.TEXT.ordinal());
        Spark.draw(inside, 3 + LABEL, row++, cells, ring, 1, Ink.of(part));
      }
    }
  }

  private static boolean wasThere(Ring ring, int cells) {
    for (int ago = 0; ago < Math.min(cells, ring.size()); ago++) {
      if (ring.value(ago) > 0.005) {
        return true;
      }
    }
    return false;
  }
}
