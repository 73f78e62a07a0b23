package dev.conctop.view.latency;

import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Words;

/** Columns over a logarithmic axis of latency, with the percentiles marked below. */
public final class HistogramPlot {
  private static final double[] PERCENTS = {50, 99, 99.9};
  private static final String[] NAMES = {"p50", "p99", "p99.9"};

  /** The axis goes this much further than the values. */
  private static final double AIR = 0.95;

  private static final int MOST_LABEL = 6;

  private HistogramPlot() {}

  public static void draw(Area area, Spread spread) {
    if (spread.total() == 0 || area.width() < MOST_LABEL * 3 || area.height() < 1) {
      return;
    }
    double low = Spread.niceBelow(spread.min() * AIR);
    double high = Spread.niceAbove(spread.max() / AIR);
    if (area.height() == 1) {
      inline(area, spread, low, high);
      return;
    }
    boolean marks = area.height() >= 5;
    int rows = area.height() - (marks ? 2 : 1);
    columns(area, spread, low, high, rows);
    axis(area, rows, low, high);
    if (marks) {
      marks(area, rows + 1, spread, low, high);
    }
  }

  /** All in one row: where it begins, the columns, where it ends. */
  private static void inline(Area area, Spread spread, double low, double high) {
    int at = area.text(0, 0, area.words().tick(low), Ink.DIM) + 1;
    Words end = area.words().tick(high);
    area.text(area.width() - end.length(), 0, end, Ink.DIM);
    columns(area.part(at, 0, area.width() - end.length() - 1 - at, 1), spread, low, high, 1);
  }

  private static void columns(Area area, Spread spread, double low, double high, int rows) {
    double[] bins = spread.bins(low, high, area.width());
    double most = 0;
    for (double bin : bins) {
      most = Math.max(most, bin);
    }
    int p99 = Spread.place(spread.percentile(99), low, high, area.width());
    for (int i = 0; i < bins.length; i++) {
      if (bins[i] > 0) {
        // Anything that happened is seen, however rare it was.
        double share = Math.max(bins[i] / most, 1.0 / (8 * rows));
        area.column(i, rows - 1, rows, share, i > p99 ? Ink.WARN : Ink.ACCENT);
      } else {
        area.put(i, rows - 1, area.glyphs().dot(), Ink.TRACK);
      }
    }
  }

  /** Labels at 1, 2, 5 times powers of ten, as many as fit. */
  private static void axis(Area area, int row, double low, double high) {
    int free = 0;
    double value = low;
    while (value <= high * 1.001) {
      int cells = area.words().tick(value).length();
      int place = Spread.place(value, low, high, area.width());
      int at = Math.clamp(place - cells / 2L, 0, area.width() - cells);
      boolean last = value * 1.001 >= high;
      if (at >= free && (last || at + cells + 9 <= area.width())) {
        area.text(at, row, area.words().tick(value), Ink.DIM);
        free = at + cells + 2;
      }
      value = Spread.niceAbove(value * 1.0001);
    }
  }

  private static void marks(Area area, int row, Spread spread, double low, double high) {
    int free = 0;
    for (int i = 0; i < PERCENTS.length; i++) {
      int place = Spread.place(spread.percentile(PERCENTS[i]), low, high, area.width());
      int cells = NAMES[i].length() + 1;
      int at = place + cells <= area.width() ? place : place - cells + 1;
      if (at >= free) {
        area.put(place, row, '^', Ink.ACCENT);
        area.text(at == place ? at + 1 : at, row, NAMES[i], Ink.TEXT);
        free = at + cells + 1;
      }
    }
  }
}
