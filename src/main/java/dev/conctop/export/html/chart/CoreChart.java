package dev.conctop.export.html.chart;

import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Tags;
import dev.conctop.export.html.plot.Line;
import dev.conctop.export.html.plot.Rects;
import dev.conctop.export.html.plot.Stack;
import dev.conctop.export.html.plot.Tick;
import dev.conctop.export.html.story.CoreLines;
import dev.conctop.export.html.story.CoreLines.Use;
import java.util.List;
import org.jsoup.nodes.Element;

/** What each core did: a small picture each, or a strip each where they are many. */
public final class CoreChart {
  private static final int HEIGHT = 400;
  private static final int FEW = 8;
  private static final int MOST = 64;
  private static final int SHADES = 6;

  private CoreChart() {}

  public static void add(Element parent, CoreLines cores, When when) {
    List<Integer> all = cores.cores();
    if (all.isEmpty()) {
      return;
    }
    boolean few = all.size() <= FEW;
    Row head = new Row(parent, "cores-head", "Cores");
    Element legend = Tags.add(head.main(), "ul", "legend wide");
    if (few) {
      for (Use use : Use.values()) {
        Row.key(legend, style(use), use.word(), "");
      }
    } else {
      ramp(legend, "0" + Say.NARROW + "% busy", "100" + Say.NARROW + "%");
    }
    for (int core : all.stream().limit(MOST).toList()) {
      one(parent, cores, core, few, when);
    }
    Row foot = new Row(parent, "foot", "");
    if (all.size() > MOST) {
      Tags.text(foot.side(), "p", "note", "and " + (all.size() - MOST) + " more cores");
    }
    Tags.axis(foot.main(), when.ticks());
  }

  /** Shades from little to much. */
  static void ramp(Element legend, String little, String much) {
    Element item = legend.appendElement("li");
    item.appendText(little + " ");
    for (int shade = 1; shade <= SHADES; shade++) {
      Tags.add(item, "i", "heat-" + shade).attr("aria-hidden", "true");
    }
    item.appendText(" " + much);
  }

  private static String style(Use use) {
    return "u-" + use.word();
  }

  private static void one(Element parent, CoreLines cores, int core, boolean few, When when) {
    double busy = cores.mean(core, Use.USER) + cores.mean(core, Use.SYSTEM);
    Row row = new Row(parent, few ? "core" : "core thin", "");
    Element name = Tags.text(row.side(), "p", "name", "core " + core + " ");
    Tags.text(name, "b", "", Say.roughly(busy));
    Element plot = row.plot(few ? "h-core" : "h-lane");
    String says =
        Say.roughly(busy)
            + " busy, iowait "
            + Say.roughly(cores.mean(core, Use.IOWAIT))
            + ", stolen "
            + Say.roughly(cores.mean(core, Use.STEAL));
    Element svg = Tags.drawing(plot, HEIGHT, "Core " + core, says);
    Rects rects = new Rects();
    for (int bin = 0; bin < when.bins().count(); bin++) {
      if (few) {
        pile(rects, cores, core, bin, when);
      } else {
        shade(rects, cores, core, bin, when);
      }
    }
    Tags.fill(svg, rects, kind -> few ? kind.substring(2) : "");
  }

  private static void pile(Rects rects, CoreLines cores, int core, int bin, When when) {
    double[] shares = new double[Use.values().length];
    for (Use use : Use.values()) {
      shares[use.ordinal()] = cores.share(core, use, bin);
    }
    int[] edges = Stack.edges(shares, HEIGHT);
    for (Use use : Use.values()) {
      int low = edges[use.ordinal()];
      int high = edges[use.ordinal() + 1];
      rects.add(style(use), when.left(bin), HEIGHT - high, when.width(bin), high - low);
    }
  }

  private static void shade(Rects rects, CoreLines cores, int core, int bin, When when) {
    double busy = cores.share(core, Use.USER, bin) + cores.share(core, Use.SYSTEM, bin);
    if (!Double.isNaN(busy)) {
      int shade = (int) Math.clamp(1 + Math.floor(busy * SHADES), 1, SHADES);
      rects.add("heat-" + shade, when.left(bin), 0, when.width(bin), HEIGHT);
    }
  }

  /** How much time somebody waited for what there is too little of. */
  public static void pressure(Element parent, CoreLines cores, When when) {
    Row row =
        new Row(parent, "rate", "Pressure")
            .note("share of the time in which somebody waited for it");
    Element legend = row.legend();
    Element plot = row.plot("h-rate");
    Element svg = Tags.drawing(plot, HEIGHT, "Pressure over time", "");
    Tags.levels(
        plot,
        svg,
        HEIGHT,
        List.of(
            new Tick(0.5, "50" + Say.NARROW + "%", false),
            new Tick(1, "100" + Say.NARROW + "%", true)));
    for (CoreLines.Short what : CoreLines.Short.values()) {
      double mean = cores.pressure(what);
      String style = "s-" + what.word();
      Row.key(legend, style, what.word(), Double.isNaN(mean) ? "n/a" : Say.roughly(mean));
      Line line = new Line();
      for (int bin = 0; bin < when.bins().count(); bin++) {
        double share = cores.pressure(what, bin);
        if (Double.isNaN(share)) {
          line.lift();
        } else {
          int y = (int) Math.round((1 - share) * HEIGHT);
          line.to(when.left(bin), y);
          line.to(when.left(bin + 1), y);
        }
      }
      Tags.stroke(svg, line, "line " + style, what.word());
    }
    Tags.axis(row.main(), when.ticks());
  }
}
