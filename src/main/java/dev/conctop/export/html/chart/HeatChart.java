package dev.conctop.export.html.chart;

import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Tags;
import dev.conctop.export.html.plot.Line;
import dev.conctop.export.html.plot.LogScale;
import dev.conctop.export.html.plot.Rects;
import dev.conctop.export.html.story.LatencyLine;
import java.util.function.IntToDoubleFunction;
import org.jsoup.nodes.Element;

/** Response times over time: how many there were of each length, and what half and most took. */
public final class HeatChart {
  private static final int ROW = 20;
  private static final int SHADES = 6;

  private HeatChart() {}

  public static void add(Element parent, LatencyLine latency, When when) {
    if (latency.total() == 0) {
      return;
    }
    int columns = when.bins().count();
    int low = LatencyLine.ROWS - 1;
    int high = 0;
    long most = 0;
    for (int bin = 0; bin < columns; bin++) {
      for (int row = 0; row < LatencyLine.ROWS; row++) {
        long count = latency.count(bin, row);
        if (count > 0) {
          low = Math.min(low, row);
          high = Math.max(high, row);
          most = Math.max(most, count);
        }
      }
    }
    // A little room, so that a single row is not all there is.
    low = Math.max(0, low - 2);
    high = Math.min(LatencyLine.ROWS - 1, high + 2);
    int height = (high - low + 1) * ROW;
    LogScale scale = new LogScale(LatencyLine.floorNanos(low), LatencyLine.floorNanos(high + 1));

    Row row =
        new Row(parent, "heat", "Response times")
            .note(
                Say.count(latency.total())
                    + " responses, a column each "
                    + Say.width(when.bins().widthNanos()));
    Element legend = row.legend();
    CoreChart.ramp(legend, "1", Say.count(most));
    Row.key(legend, "k-p50", "p50 of a column", "");
    Row.key(legend, "k-p99", "p99 of a column", "");
    Element plot = row.plot("h-heat");
    Element svg =
        Tags.drawing(
            plot,
            height,
            "Response times over time",
            "from "
                + Say.time(LatencyLine.floorNanos(low + 2))
                + " to "
                + Say.time(LatencyLine.floorNanos(high - 1)));
    Rects cells = new Rects();
    for (int bin = 0; bin < columns; bin++) {
      for (int r = low; r <= high; r++) {
        int shade = shade(latency.count(bin, r), most);
        if (shade > 0) {
          cells.add("heat-" + shade, when.left(bin), (high - r) * ROW, when.width(bin), ROW);
        }
      }
    }
    Tags.fill(svg, cells, _ -> "");
    line(svg, when, height, scale, latency::high, "p99");
    line(svg, when, height, scale, latency::median, "p50");
    Tags.levels(plot, svg, height, scale.ticks(Say::tick));
    Tags.axis(row.main(), when.ticks());
  }

  /** How dark a cell is: by the logarithm of its count; 0 for none. */
  static int shade(long count, long most) {
    if (count <= 0) {
      return 0;
    }
    double share = Math.log1p(count) / Math.log1p(most);
    return (int) Math.clamp(Math.ceil(share * SHADES), 1, SHADES);
  }

  private static void line(
      Element svg, When when, int height, LogScale scale, IntToDoubleFunction of, String name) {
    Line line = new Line();
    for (int bin = 0; bin < when.bins().count(); bin++) {
      double nanos = of.applyAsDouble(bin);
      if (nanos <= 0) {
        line.lift();
      } else {
        int y = (int) Math.round((1 - scale.at(nanos)) * height);
        line.to(when.left(bin), y);
        line.to(when.left(bin + 1), y);
      }
    }
    Tags.stroke(svg, line, "line k-" + name, name + " of each column");
  }
}
