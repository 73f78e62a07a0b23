package dev.conctop.view.panel.experiment;

import dev.conctop.experiment.curve.Bounds;
import dev.conctop.experiment.curve.Estimate;
import dev.conctop.experiment.curve.Point;
import dev.conctop.experiment.sweep.SweepPlan;
import dev.conctop.experiment.sweep.Swept;
import dev.conctop.state.seen.Curve;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import dev.conctop.view.canvas.Words;
import java.util.List;

/**
 * Throughput over size: what was measured with its intervals, the bounds that nothing can pass, and
 * the law through the points as far as they go.
 *
 * <pre>
 *   640/s │            ∙∙∙∙∙o∙∙∙∙o     o  measured, with its interval; the advised size is filled
 *         │         ∙o                 ∙  the law
 *         │      o∙  :                 :  the bounds
 *    20/s │ o∙   :
 *         └──────────────────────
 *           1    4    16   32   64
 * </pre>
 */
public final class CurvePlot {
  private static final int AXIS = 8;
  private static final int LEAST_WIDTH = 24;
  private static final int LEAST_HEIGHT = 5;

  /** From this ratio of the largest size to the smallest on, each doubling takes as much room. */
  private static final double WIDE = 8;

  /** The axis goes a little higher than the best. */
  private static final double AIR = 1.06;

  private final Area plot;
  private final Swept swept;
  private final double first;
  private final double last;
  private final double most;
  private final boolean logarithmic;

  private CurvePlot(Area plot, Swept swept) {
    this.plot = plot;
    this.swept = swept;
    List<Double> values = swept.plan().range().values();
    first = values.getFirst();
    last = Math.max(values.getLast(), values.getFirst());
    logarithmic = first > 0 && last / first >= WIDE;
    double best = 0;
    for (Point point : swept.points()) {
      Estimate throughput = point.throughput();
      double top = throughput.hasInterval() ? throughput.high() : throughput.median();
      best = Math.max(best, top);
    }
    most = best * AIR;
  }

  public static void draw(Area area, Curve curve, int chosen) {
    Swept swept = curve.swept();
    if (swept.points().isEmpty() || area.width() < LEAST_WIDTH || area.height() < LEAST_HEIGHT) {
      area.text(1, 0, swept.points().isEmpty() ? "nothing was measured yet" : "no room", Ink.DIM);
      return;
    }
    Area plot = area.part(AXIS + 1, 0, area.width() - AXIS - 2, area.height() - 2);
    CurvePlot drawn = new CurvePlot(plot, swept);
    drawn.axes(area, curve);
    if (drawn.most > 0) {
      drawn.bounds();
      drawn.law();
      drawn.points(chosen);
    }
  }

  private int column(double value) {
    if (last <= first) {
      return plot.width() / 2;
    }
    double share =
        logarithmic
            ? Math.log(value / first) / Math.log(last / first)
            : (value - first) / (last - first);
    return (int) Math.clamp(Math.round(share * (plot.width() - 1)), 0, plot.width() - 1);
  }

  /** The size in the middle of a column. */
  private double value(int column) {
    double share = (double) column / Math.max(1, plot.width() - 1);
    return logarithmic ? first * Math.pow(last / first, share) : first + share * (last - first);
  }

  /** The row of a throughput; above the plot for what is more than it shows. */
  private int row(double throughput) {
    return plot.height() - 1 - (int) Math.round(throughput / most * (plot.height() - 1));
  }

  private void axes(Area area, Curve curve) {
    int foot = plot.height();
    for (int row = 0; row < foot; row++) {
      area.put(AXIS, row, area.glyphs().vertical(), Ink.FRAME);
    }
    area.put(AXIS, foot, area.glyphs().bottomLeft(), Ink.FRAME);
    for (int column = 0; column <= plot.width(); column++) {
      area.put(AXIS + 1 + column, foot, area.glyphs().horizontal(), Ink.FRAME);
    }
    if (most > 0) {
      area.right(AXIS - 1, 0, AXIS - 1, area.words().rate(most / AIR), Ink.DIM);
      int middle = row(most / AIR / 2);
      area.right(AXIS - 1, middle, AXIS - 1, area.words().rate(most / AIR / 2), Ink.DIM);
    }
    area.right(AXIS - 1, foot - 1, AXIS - 1, "0", Ink.DIM);
    if (!curve.isOver()) {
      int now = AXIS + 1 + column(curve.value());
      area.put(now, foot, area.glyphs().moreAbove(), Style.bold(Ink.ACCENT));
    }
    sizes(area, foot + 1);
  }

  /** The sizes below the axis: the advised one and the ends first, then as many as fit. */
  private void sizes(Area area, int row) {
    SweepPlan plan = swept.plan();
    boolean[] taken = new boolean[area.width() + 1];
    double advised = swept.knee().value();
    if (!Double.isNaN(advised)) {
      size(area, row, taken, advised, plan.range().written(advised), Style.bold(Ink.GOOD));
    }
    size(area, row, taken, first, plan.range().written(first), Ink.DIM.ordinal());
    size(area, row, taken, last, plan.range().written(last), Ink.DIM.ordinal());
    for (Point point : swept.points()) {
      String written = plan.range().written(point.value());
      size(area, row, taken, point.value(), written, Ink.DIM.ordinal());
    }
  }

  private void size(Area area, int row, boolean[] taken, double value, String text, int style) {
    int at = AXIS + 1 + column(value) - text.length() / 2;
    at = Math.clamp(at, 0, Math.max(0, area.width() - text.length()));
    for (int i = Math.max(0, at - 1); i < Math.min(taken.length, at + text.length() + 1); i++) {
      if (taken[i]) {
        return;
      }
    }
    for (int i = at; i < at + text.length() && i < taken.length; i++) {
      taken[i] = true;
    }
    area.text(at, row, text, style);
  }

  private void bounds() {
    if (swept.bounds().isEmpty()) {
      return;
    }
    Bounds bounds = swept.bounds().get();
    for (int column = 0; column < plot.width(); column++) {
      double atWork = swept.plan().atWork(Math.max(first, Math.rint(value(column))));
      if (!Double.isNaN(atWork)) {
        plot.put(column, row(bounds.at(atWork)), ':', Ink.NETWORK);
      }
    }
  }

  private void law() {
    for (int column = 0; column < plot.width(); column++) {
      double throughput = swept.fit().at(value(column));
      if (!Double.isNaN(throughput)) {
        plot.put(column, row(throughput), plot.glyphs().dot(), Ink.ACCENT);
      }
    }
  }

  private void points(int chosen) {
    int advisedAt = -1;
    for (int i = 0; i < swept.points().size(); i++) {
      boolean advised = swept.points().get(i).value() == swept.knee().value();
      advisedAt = advised ? i : advisedAt;
      point(i, i == chosen);
    }
    // Over its neighbours, which may share its column.
    if (advisedAt >= 0) {
      point(advisedAt, advisedAt == chosen);
    }
  }

  private void point(int i, boolean chosen) {
    Point point = swept.points().get(i);
    int column = column(point.value());
    Estimate throughput = point.throughput();
    boolean advised = point.value() == swept.knee().value();
    Ink ink = advised ? Ink.GOOD : Ink.TEXT;
    if (throughput.hasInterval()) {
      for (int row = row(throughput.high()); row <= row(throughput.low()); row++) {
        plot.put(column, row, plot.glyphs().vertical(), ink);
      }
    }
    int style = chosen ? Style.reverse(ink) : Style.bold(ink);
    plot.put(column, row(throughput.median()), advised ? '@' : 'o', style);
  }

  /** What the marks mean. */
  public static Words legend(Area area) {
    Words words = area.words().add("o measured  @ advised  ").glyph(area.glyphs().dot());
    return words.add(" law  : bounds");
  }
}
