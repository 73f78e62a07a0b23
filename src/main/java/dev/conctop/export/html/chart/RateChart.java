package dev.conctop.export.html.chart;

import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Tags;
import dev.conctop.export.html.plot.Ceiling;
import dev.conctop.export.html.plot.Line;
import dev.conctop.export.html.plot.Rects;
import dev.conctop.export.html.plot.Tick;
import dev.conctop.export.html.story.TaskLine;
import java.util.List;
import org.jsoup.nodes.Element;

/** Tasks a second over time. */
public final class RateChart {
  private static final int HEIGHT = 400;

  private RateChart() {}

  /**
   * Adds it.
   *
   * @param mean completed a second over the measured time; NaN when nothing was measured
   */
  public static void add(Element parent, TaskLine tasks, double mean, When when) {
    double most = 0;
    boolean failing = false;
    for (int bin = 0; bin < when.bins().count(); bin++) {
      double rate = tasks.throughput(bin);
      double failed = tasks.failures(bin);
      most = Double.isNaN(rate) ? most : Math.max(most, Math.max(rate, failed));
      failing |= failed > 0;
    }
    double top = Ceiling.above(most);
    Row row = new Row(parent, "rate", "Tasks a second");
    Element legend = row.legend();
    Row.key(legend, "k-rate", "completed", Double.isFinite(mean) ? Say.number(mean) + "/s" : "n/a");
    Element plot = row.plot("h-rate");
    Element svg =
        Tags.drawing(
            plot,
            HEIGHT,
            "Tasks a second over time",
            (Double.isFinite(mean) ? "completed " + Say.number(mean) + " a second, " : "")
                + "at most "
                + Say.number(most)
                + " in a column");
    Rects area = new Rects();
    Line line = new Line();
    Line failures = new Line();
    for (int bin = 0; bin < when.bins().count(); bin++) {
      double rate = tasks.throughput(bin);
      if (Double.isNaN(rate)) {
        line.lift();
        failures.lift();
        continue;
      }
      int y = HEIGHT - (int) Math.round(rate / top * HEIGHT);
      area.add("k-rate soft", when.left(bin), y, when.width(bin), HEIGHT - y);
      line.to(when.left(bin), y);
      line.to(when.left(bin + 1), y);
      int failed = HEIGHT - (int) Math.round(tasks.failures(bin) / top * HEIGHT);
      failures.to(when.left(bin), failed);
      failures.to(when.left(bin + 1), failed);
    }
    Tags.fill(svg, area, _ -> "completed");
    Tags.stroke(svg, line, "line k-rate", "completed");
    if (failing) {
      Row.key(legend, "k-failed", "failed", "");
      Tags.stroke(svg, failures, "line k-failed", "failed");
    }
    Tags.levels(
        plot,
        svg,
        HEIGHT,
        List.of(
            new Tick(0.5, Say.number(top / 2) + "/s", false),
            new Tick(1, Say.number(top) + "/s", true)));
    Tags.axis(row.main(), when.ticks());
  }
}
