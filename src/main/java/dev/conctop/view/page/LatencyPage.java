package dev.conctop.view.page;

import dev.conctop.diagnosis.slow.Slowness;
import dev.conctop.sample.task.Series;
import dev.conctop.state.State;
import dev.conctop.state.past.total.JvmTotals;
import dev.conctop.state.row.SlowList;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Words;
import dev.conctop.view.latency.CurvePanel;
import dev.conctop.view.latency.HeatPanel;
import dev.conctop.view.latency.HistogramPlot;
import dev.conctop.view.latency.LadderPanel;
import dev.conctop.view.latency.PercentileTable;
import dev.conctop.view.latency.SlowPanel;
import dev.conctop.view.latency.Spread;
import dev.conctop.view.latency.Spreads;
import java.util.Optional;

/**
 * Latencies in full.
 *
 * <pre>
 *  ┌ Percentiles ───────────────────────────┐┌ Curve ──┐   the curve from BROAD columns on,
 *  └────────────────────────────────────────┘└─────────┘   below the rest when tall
 *  ┌ Responses ──────────┐┌ Over time ──┐┌ Ladder ─┐   the ladder from BROAD columns on, and on
 *  └─────────────────────┘└─────────────┘└─────────┘   narrow tall screens below, by the curve
 *  ┌ Why is p99 slow? ───────────────────────────────┐
 *  └─────────────────────────────────────────────────┘   where the slowest tasks are known
 * </pre>
 */
public final class LatencyPage {
  private static final int BROAD = 116;
  private static final int TABLE_WIDTH = 76;
  private static final int TALL = 28;
  private static final int LADDER_WIDTH = 44;

  private LatencyPage() {}

  public static void draw(Area page, State shown) {
    if (shown.run().isEmpty() && shown.observed().frame().isEmpty()) {
      Optional<JvmTotals> jvm = shown.observed().jvms().first();
      if (jvm.isPresent()) {
        JvmLatencyPage.draw(page, jvm.get());
        return;
      }
      Area inside = page.box("Latency");
      inside.text(
          1, 0, "n/a: only a workload that conctop runs says how long its tasks take.", Ink.TEXT);
      return;
    }
    Spreads spreads = new Spreads(shown.totals());
    boolean slow = !SlowList.of(shown).isEmpty();
    // On a small screen the slowest tasks are worth more than the series that have no values.
    boolean full = !slow || page.height() >= TALL;
    int table = Math.min(PercentileTable.rows(spreads, full) + 2, page.height() - 6);
    boolean broad = page.width() >= BROAD;
    int upper = broad && page.height() >= TALL ? Math.max(table, page.height() * 2 / 5) : table;
    Area top = page.part(0, 0, page.width(), upper);
    int tableWidth = broad ? Math.max(TABLE_WIDTH, page.width() * 3 / 5) : page.width();
    percentiles(top.part(0, 0, tableWidth, upper), shown, spreads, full);
    if (broad) {
      CurvePanel.draw(top.part(tableWidth, 0, page.width() - tableWidth, upper), spreads);
    }
    Area rest = page.below(upper);
    if (slow) {
      int box = SlowPanel.rows(shown, rest.height());
      SlowPanel.draw(rest.below(rest.height() - box), shown);
      rest = rest.part(0, 0, rest.width(), rest.height() - box);
    }
    plots(rest, shown, spreads, broad);
  }

  private static void plots(Area rest, State shown, Spreads spreads, boolean broad) {
    int lower = !broad && rest.height() >= 22 ? rest.height() / 2 : rest.height();
    int ladder = broad ? LADDER_WIDTH : 0;
    int left = (rest.width() - ladder) / 2;
    histogram(rest.part(0, 0, left, lower), spreads, broad);
    HeatPanel.draw(rest.part(left, 0, rest.width() - ladder - left, lower), shown);
    if (broad) {
      LadderPanel.draw(rest.part(rest.width() - ladder, 0, ladder, lower), spreads);
    } else if (lower < rest.height()) {
      LadderPanel.draw(
          rest.part(rest.width() - LADDER_WIDTH, lower, LADDER_WIDTH, rest.height() - lower),
          spreads);
    }
    if (lower < rest.height()) {
      Area below = rest.below(lower);
      CurvePanel.draw(below.part(0, 0, below.width() - LADDER_WIDTH, below.height()), spreads);
    }
  }

  private static void percentiles(Area area, State shown, Spreads spreads, boolean full) {
    Words note = area.words();
    if (shown.totals().lostFrames() > 0) {
      note.count(shown.totals().lostFrames()).add(" frames lost");
    }
    Area inside = area.box("Percentiles since measuring began", note, Ink.FRAME);
    PercentileTable.draw(inside, spreads, full);
    String missing = Slowness.missing(shown.totals());
    if (!missing.isEmpty() && spreads.of(Series.RESPONSE).total() > 0) {
      area.footnote(area.words().add("why p99 is slow: n/a, ").add(missing));
    }
  }

  private static void histogram(Area area, Spreads spreads, boolean ladder) {
    Series series =
        !spreads.has(Series.RESPONSE) && spreads.has(Series.ROUND_TRIP)
            ? Series.ROUND_TRIP
            : Series.RESPONSE;
    Spread spread = spreads.of(series);
    Words note = area.words();
    long clipped = spreads.clipped(series);
    if (clipped > 0) {
      note.count(clipped).add(" clipped");
    } else if (!ladder && spread.total() > 0) {
      note = LadderPanel.passed(area, spread.percentile(50));
    }
    String title = series == Series.RESPONSE ? "Responses" : "Round trips";
    Area inside = area.box(title, note, Ink.FRAME);
    if (spread.total() == 0) {
      inside.text(1, 0, "nothing was recorded yet", Ink.DIM);
    } else {
      HistogramPlot.draw(inside.part(1, 0, inside.width() - 2, inside.height()), spread);
    }
  }
}
