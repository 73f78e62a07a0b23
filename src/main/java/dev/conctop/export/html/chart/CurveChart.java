package dev.conctop.export.html.chart;

import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Tags;
import dev.conctop.export.html.plot.Line;
import dev.conctop.export.html.plot.LogScale;
import dev.conctop.export.html.plot.PercentAxis;
import dev.conctop.sample.task.Series;
import dev.conctop.state.past.total.Totals;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jsoup.nodes.Element;

/** Latency by percentile: how slow the slowest half, tenth, hundredth … are. */
public final class CurveChart {
  private static final int HEIGHT = 1000;
  private static final double LOW = 10;
  private static final int STEPS = 160;

  /** Six powers of ten below the largest nothing is told apart any more. */
  private static final double DEEPEST = 1e6;

  private CurveChart() {}

  public static void add(Element parent, Totals totals) {
    List<Series> found = new ArrayList<>();
    double least = Double.MAX_VALUE;
    double most = 1;
    long count = 1;
    for (Series series : Series.values()) {
      Histogram values = totals.latency(series).orElse(null);
      if (values != null && values.getTotalCount() > 0) {
        found.add(series);
        // A few that waited for nothing are not worth half the room.
        least = Math.min(least, values.getValueAtPercentile(LOW));
        most = Math.max(most, values.getMaxValue());
        count = Math.max(count, values.getTotalCount());
      }
    }
    if (found.isEmpty()) {
      return;
    }
    LogScale scale = LogScale.around(Math.max(least, most / DEEPEST), most);
    PercentAxis axis = PercentAxis.of(count);
    Row row =
        new Row(parent, "curve", "By percentile")
            .note("how long the fastest 50 %, 90 %, 99 % … took at most");
    Element legend = row.legend();
    Element plot = row.plot("h-curve");
    List<String> says = new ArrayList<>();
    for (Series series : found) {
      Histogram values = totals.latency(series).orElseThrow();
      says.add(
          series.key().replace('_', ' ')
              + " p50 "
              + Say.time(values.getValueAtPercentile(50))
              + " p99 "
              + Say.time(values.getValueAtPercentile(99)));
    }
    Element svg = Tags.drawing(plot, HEIGHT, "Latency by percentile", String.join(", ", says));
    Tags.levels(plot, svg, HEIGHT, scale.ticks(Say::tick));
    for (Series series : found.reversed()) {
      Histogram values = totals.latency(series).orElseThrow();
      Line line = new Line();
      for (int i = 0; i <= STEPS; i++) {
        double at = (double) i / STEPS;
        double nanos = values.getValueAtPercentile(axis.percentile(at));
        line.to(
            (int) Math.round(at * Tags.WIDTH), (int) Math.round((1 - scale.at(nanos)) * HEIGHT));
      }
      Tags.stroke(svg, line, "line " + style(series), series.key().replace('_', ' '));
    }
    for (Series series : found) {
      Histogram values = totals.latency(series).orElseThrow();
      Row.key(
          legend,
          style(series),
          series.key().replace('_', ' '),
          Say.time(values.getValueAtPercentile(50))
              + " · "
              + Say.time(values.getValueAtPercentile(99)));
    }
    Tags.text(row.side(), "p", "note", "behind each: p50 · p99");
    Tags.axis(row.main(), axis.ticks());
  }

  private static String style(Series series) {
    return "l-" + series.key().replace('_', '-');
  }
}
