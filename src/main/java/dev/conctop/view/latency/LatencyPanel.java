package dev.conctop.view.latency;

import dev.conctop.sample.task.Series;
import dev.conctop.state.State;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Words;

/** Latencies in short: percentiles of what was recorded and the shape of the responses. */
public final class LatencyPanel {
  /** From this many rows on, the picture over time has room below the histogram. */
  private static final int WITH_HEAT = 14;

  private LatencyPanel() {}

  public static void draw(Area area, State shown) {
    Spreads spreads = new Spreads(shown.totals());
    Spread spread = spreads.of(Series.RESPONSE);
    Words note = area.words();
    if (spread.total() > 0) {
      note.count(spread.total()).add(" responses");
    }
    Area inside = area.box("Latency", note, Ink.FRAME);
    if (spread.total() == 0 && !spreads.has(Series.ROUND_TRIP)) {
      inside.text(1, 0, "nothing was recorded yet", Ink.DIM);
      return;
    }
    int wanted = PercentileTable.rows(spreads, false);
    int table = Math.min(wanted, inside.height());
    PercentileTable.draw(inside.part(0, 0, inside.width(), table), spreads, false);
    Area rest = inside.below(Math.min(table, inside.height()));
    if (rest.height() >= 8) {
      rest = rest.below(1);
    }
    int upper = rest.height() >= WITH_HEAT ? rest.height() / 2 : rest.height();
    HistogramPlot.draw(rest.part(1, 0, rest.width() - 2, upper), spread);
    if (upper < rest.height()) {
      HeatPanel.plot(rest.below(upper + 1), shown);
    }
  }
}
