package dev.conctop.view.latency;

import dev.conctop.sample.task.Series;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import java.util.ArrayList;
import java.util.List;

/** Latency over percentile, a letter a series; the further right, the rarer. */
public final class CurvePanel {
  private static final double[] PERCENTS = {0, 50, 90, 99, 99.9, 99.99};
  private static final String[] HEADS = {"0", "50", "90", "99", "99.9", "99.99"};

  /** Over a wider range than this only the powers of ten are labelled. */
  private static final double FEW_DECADES = 200;

  private static final int AXIS = Words.DURATION + 1;

  private record Curve(Series series, Spread spread) {}

  private CurvePanel() {}

  public static void draw(Area area, Spreads spreads) {
    Area inside = area.box("Latency by percentile");
    List<Curve> curves = new ArrayList<>();
    double low = Double.MAX_VALUE;
    double high = 0;
    for (int i = 0; i < Spreads.count(); i++) {
      Series series = Spreads.at(i);
      Spread spread = spreads.of(series);
      if (spread.total() > 0) {
        curves.add(new Curve(series, spread));
        low = Math.min(low, Math.max(1_000, spread.percentile(1)));
        high = Math.max(high, spread.max());
      }
    }
    if (curves.isEmpty() || inside.height() < 4 || inside.width() < 24) {
      inside.text(1, 0, curves.isEmpty() ? "nothing was recorded yet" : "no room", Ink.DIM);
      return;
    }
    low = Spread.niceBelow(low);
    high = Spread.niceAbove(high);
    Area plot = inside.part(AXIS + 1, 0, inside.width() - AXIS - 2, inside.height() - 1);
    axes(inside, plot, low, high);
    for (int i = curves.size() - 1; i >= 0; i--) {
      curve(plot, curves.get(i), low, high);
    }
  }

  private static void axes(Area inside, Area plot, double low, double high) {
    int free = plot.height();
    for (double value = low; value <= high * 1.001; value = Spread.niceAbove(value * 1.0001)) {
      int row = row(plot, value, low, high);
      boolean drawn = high / low <= FEW_DECADES || Spread.niceBelow(value) == power(value);
      if (row < free && drawn) {
        Words words = inside.words().tick(value);
        inside.right(AXIS, row, AXIS, words, Ink.DIM);
        for (int column = 0; column < plot.width(); column += 2) {
          plot.put(column, row, plot.glyphs().dot(), Ink.TRACK);
        }
        free = row - 1;
      }
    }
    int at = 0;
    for (int i = 0; i < PERCENTS.length; i++) {
      int column = column(PERCENTS[i], plot.width());
      if (column >= at && column + HEADS[i].length() <= plot.width() + 1) {
        at = inside.text(AXIS + 1 + column, inside.height() - 1, HEADS[i], Ink.DIM) - AXIS;
      }
    }
  }

  private static double power(double value) {
    return Math.pow(10, Math.floor(Math.log10(value)));
  }

  private static void curve(Area plot, Curve curve, double low, double high) {
    Ink ink = PercentileTable.ink(curve.series());
    for (int column = 0; column < plot.width(); column++) {
      double percent = 100 * (1 - Math.pow(10, -4.0 * column / Math.max(1, plot.width() - 1)));
      double value = curve.spread().percentile(percent);
      if (value >= low) {
        int style = Style.bold(ink);
        plot.put(
            column, row(plot, value, low, high), PercentileTable.letter(curve.series()), style);
      }
    }
  }

  /** Each ten times rarer takes as much room: 0, 90, 99, 99.9, 99.99 are a quarter apart. */
  private static int column(double percent, int width) {
    return (int) Math.round(-Math.log10(1 - percent / 100) / 4 * (width - 1));
  }

  private static int row(Area plot, double value, double low, double high) {
    return plot.height() - 1 - Spread.place(value, low, high, plot.height());
  }
}
