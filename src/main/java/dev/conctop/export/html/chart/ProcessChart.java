package dev.conctop.export.html.chart;

import dev.conctop.catalog.Secrets;
import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Tags;
import dev.conctop.export.html.plot.Rects;
import dev.conctop.export.html.plot.Stack;
import dev.conctop.export.html.plot.Tick;
import dev.conctop.export.html.story.Busy;
import dev.conctop.sample.figure.CleanText;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/** Who kept the cores busy, over time. */
public final class ProcessChart {
  private static final int HEIGHT = 1000;
  private static final int MOST = 7;
  private static final int NAME = 34;
  private static final String REST = "n-rest";

  private ProcessChart() {}

  /**
   * Adds it.
   *
   * @param cores of the machine: the upper end of the scale
   */
  public static void add(Element parent, Busy busy, int cores, When when) {
    List<Busy.One> busiest = busy.busiest(MOST);
    if (busiest.isEmpty() || cores <= 0) {
      return;
    }
    Row row = new Row(parent, "stack", "Processes").note("cores that each kept busy, mean");
    Element legend = row.legend();
    List<String> says = new ArrayList<>();
    double rest = busy.cores();
    for (int i = 0; i < busiest.size(); i++) {
      Busy.One one = busiest.get(i);
      rest -= one.cores();
      Row.key(legend, "n-" + (i + 1), name(one), Say.number(one.cores()));
      says.add(name(one) + " " + Say.number(one.cores()));
    }
    Row.key(legend, REST, "others", Say.number(Math.max(0, rest)));
    Element plot = row.plot("h-stack");
    Element svg =
        Tags.drawing(
            plot, HEIGHT, "Cores kept busy by processes over time", String.join(", ", says));
    Rects rects = new Rects();
    for (int bin = 0; bin < when.bins().count(); bin++) {
      double[] shares = new double[busiest.size() + 1];
      double left = busy.cores(bin);
      for (int i = 0; i < busiest.size(); i++) {
        double own = busy.cores(busiest.get(i).pid(), bin);
        shares[i] = own / cores;
        left -= own;
      }
      shares[busiest.size()] = Math.max(0, left) / cores;
      int[] edges = Stack.edges(shares, HEIGHT);
      for (int i = 0; i < shares.length; i++) {
        rects.add(
            i == busiest.size() ? REST : "n-" + (i + 1),
            when.left(bin),
            HEIGHT - edges[i + 1],
            when.width(bin),
            edges[i + 1] - edges[i]);
      }
    }
    Tags.fill(
        svg,
        rects,
        kind ->
            kind.equals(REST)
                ? "others"
                : name(busiest.get(Integer.parseInt(kind.substring(2)) - 1)));
    Tags.levels(
        plot,
        svg,
        HEIGHT,
        List.of(
            new Tick(
                0.5,
                cores % 2 == 0 ? Say.many(cores / 2, "core") : Say.number(cores / 2.0) + " cores",
                false),
            new Tick(1, Say.many(cores, "core"), true)));
    Tags.axis(row.main(), when.ticks());
  }

  private static String name(Busy.One one) {
    return CleanText.clean(CleanText.named(Secrets.maskedWords(one.name())), NAME);
  }
}
