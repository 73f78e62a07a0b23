package dev.conctop.view;

import dev.conctop.sample.Series;
import dev.conctop.state.State;

/**
 * Latencies in full.
 *
 * <pre>
 *  ┌ Percentiles ───────────────────────────┐┌ Curve ──┐   the curve from BROAD columns on,
 *  └────────────────────────────────────────┘└─────────┘   below the rest when tall
 *  ┌ Responses ──────────┐┌ Over time ────────────────┐
 *  └─────────────────────┘└───────────────────────────┘
 * </pre>
 */
final class LatencyPage {
  private static final int BROAD = 116;
  private static final int TABLE_WIDTH = 76;
  private static final int TALL = 28;

  private LatencyPage() {}

  static void draw(Area page, State shown) {
    int table = Math.min(PercentileTable.rows(shown, true) + 2, page.height() - 6);
    boolean broad = page.width() >= BROAD;
    int upper = broad && page.height() >= TALL ? Math.max(table, page.height() * 2 / 5) : table;
    Area top = page.part(0, 0, page.width(), upper);
    int tableWidth = broad ? Math.max(TABLE_WIDTH, page.width() * 3 / 5) : page.width();
    percentiles(top.part(0, 0, tableWidth, upper), shown);
    if (broad) {
      CurvePanel.draw(top.part(tableWidth, 0, page.width() - tableWidth, upper), shown);
    }
    Area rest = page.below(upper);
    int lower = !broad && rest.height() >= 22 ? rest.height() / 2 : rest.height();
    int left = rest.width() / 2;
    histogram(rest.part(0, 0, left, lower), shown);
    HeatPanel.draw(rest.part(left, 0, rest.width() - left, lower), shown);
    if (lower < rest.height()) {
      CurvePanel.draw(rest.below(lower), shown);
    }
  }

  private static void percentiles(Area area, State shown) {
    Words note = area.words();
    if (shown.totals().lostFrames() > 0) {
      note.count(shown.totals().lostFrames()).add(" frames lost");
    }
    Area inside = area.box("Percentiles since measuring began", note, Ink.FRAME);
    PercentileTable.draw(inside, shown, true);
  }

  private static void histogram(Area area, State shown) {
    Series series =
        shown.totals().latency(Series.RESPONSE).isEmpty()
                && shown.totals().latency(Series.ROUND_TRIP).isPresent()
            ? Series.ROUND_TRIP
            : Series.RESPONSE;
    Spread spread = shown.totals().latency(series).map(Spread::of).orElseGet(Spread::nothing);
    Words note = area.words();
    long clipped = shown.totals().clipped(series);
    if (clipped > 0) {
      note.count(clipped).add(" clipped");
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
