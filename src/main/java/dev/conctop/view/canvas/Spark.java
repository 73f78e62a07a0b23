package dev.conctop.view.canvas;

import dev.conctop.state.past.Ring;

/** A figure over time in one row, newest at the right. */
public final class Spark {
  private Spark() {}

  /**
   * Draws the newest values.
   *
   * @param top the value that fills a cell; not above 0: the largest value shown
   */
  public static void draw(
      Area area, int column, int row, int cells, Ring ring, double top, Ink ink) {
    double full = top > 0 ? top : largest(ring, cells);
    for (int i = 0; i < cells; i++) {
      float value = ring.value(i);
      if (!Float.isNaN(value)) {
        int eighths = full > 0 ? Math.max(1, Area.eighths(Math.min(1, value / full), 1)) : 1;
        area.put(column + cells - 1 - i, row, area.glyphs().up(eighths), ink);
      }
    }
  }

  /** Draws shares of 0 to 1 as high as the area is, one row of air above when there is room. */
  public static void tall(Area area, Ring ring, Ink ink) {
    int rows = area.height() > 2 ? area.height() - 1 : area.height();
    for (int ago = 0; ago < area.width(); ago++) {
      float value = ring.value(ago);
      if (!Float.isNaN(value)) {
        double share = Math.max(value, 1.0 / (8 * rows));
        area.column(area.width() - 1 - ago, area.height() - 1, rows, share, ink);
      }
    }
  }

  private static double largest(Ring ring, int cells) {
    double largest = 0;
    for (int i = 0; i < Math.min(cells, ring.size()); i++) {
      float value = ring.value(i);
      if (value > largest) {
        largest = value;
      }
    }
    return largest;
  }
}
