package dev.conctop.view.latency;

import dev.conctop.state.State;
import dev.conctop.state.past.HeatMap;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Words;

/** Responses over time: the newest at the right, slow at the top, the more the denser. */
public final class HeatPanel {
  /** Subjects send a frame, which is a column, this often. */
  private static final long FRAME_NANOS = 100_000_000L;

  private static final int AXIS = Words.DURATION + 1;
  private static final Ink[] INKS = {Ink.HEAT_1, Ink.HEAT_2, Ink.HEAT_3, Ink.HEAT_4};

  private HeatPanel() {}

  public static void draw(Area area, State shown) {
    plot(area.box("Responses over time"), shown);
  }

  /** The picture with its axes, without a frame. */
  static void plot(Area inside, State shown) {
    HeatMap heat = shown.history().responses();
    Area plot = inside.part(AXIS + 1, 0, inside.width() - AXIS - 2, inside.height() - 1);
    int columns = Math.min(plot.width(), heat.columns());
    int low = HeatMap.ROWS;
    int high = -1;
    int most = 0;
    for (int ago = 0; ago < columns; ago++) {
      for (int row = 0; row < HeatMap.ROWS; row++) {
        int count = heat.count(ago, row);
        if (count > 0) {
          low = Math.min(low, row);
          high = Math.max(high, row);
          most = Math.max(most, count);
        }
      }
    }
    if (high < 0 || plot.height() < 2) {
      inside.text(1, 0, "nothing was recorded yet", Ink.DIM);
      return;
    }
    cells(inside, plot, heat, low, high, most);
    time(inside, plot);
  }

  private static void cells(Area inside, Area plot, HeatMap heat, int low, int high, int most) {
    // A row of air above and below, so that the picture does not jump with the first slow answer.
    int from = Math.max(0, low - 1);
    int rows = Math.min(HeatMap.ROWS, high + 2) - from;
    int together = Math.ceilDiv(rows, plot.height());
    int tall = Math.max(1, plot.height() / rows);
    int free = plot.height();
    for (int first = from; first < from + rows; first += together) {
      int line = plot.height() - 1 - (first - from) / together * tall;
      if (line < free) {
        Words words = inside.words().duration(HeatMap.floorNanos(first));
        inside.right(AXIS, line, AXIS, words, Ink.DIM);
        free = line - 1;
      }
      for (int i = 0; i < tall; i++) {
        row(plot, line - i, heat, first, Math.min(first + together, HeatMap.ROWS), most);
      }
    }
  }

  private static void row(Area plot, int line, HeatMap heat, int first, int end, int most) {
    for (int ago = 0; ago < Math.min(plot.width(), heat.columns()); ago++) {
      int count = 0;
      for (int row = first; row < end; row++) {
        count += heat.count(ago, row);
      }
      if (count > 0) {
        int level = level(count, most);
        plot.put(plot.width() - 1 - ago, line, plot.glyphs().shade(level), INKS[level - 1]);
      }
    }
  }

  /** One to four, by the logarithm: a single slow answer is to be seen beside thousands. */
  static int level(int count, int most) {
    if (most <= 1) {
      return 4;
    }
    double share = Math.log(count) / Math.log(most);
    return (int) Math.clamp(1 + Math.round(share * 3), 1, 4);
  }

  private static void time(Area inside, Area plot) {
    int row = inside.height() - 1;
    Words words = inside.words().add("-");
    words.duration((double) plot.width() * FRAME_NANOS);
    inside.text(AXIS + 1, row, words, Ink.DIM);
    inside.right(AXIS + 1 + plot.width(), row, 3, "now", Ink.DIM);
    int at = AXIS + 10;
    for (int level = 1; level <= 4 && plot.width() >= 32; level++) {
      inside.put(at + level * 2, row, inside.glyphs().shade(level), INKS[level - 1]);
    }
    if (plot.width() >= 32) {
      inside.text(at - 2, row, "few", Ink.DIM);
      inside.text(at + 10, row, "many", Ink.DIM);
    }
  }
}
