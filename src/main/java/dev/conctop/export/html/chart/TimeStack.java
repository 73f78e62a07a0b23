package dev.conctop.export.html.chart;

import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Tags;
import dev.conctop.export.html.plot.Rects;
import dev.conctop.export.html.plot.Stack;
import dev.conctop.export.html.plot.Tick;
import dev.conctop.export.html.story.Sums;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jsoup.nodes.Element;

/** Where time went, column by column: shares laid on each other up to the whole. */
public final class TimeStack {
  /**
   * One kind of time.
   *
   * @param index in the sums
   * @param style a class of the style sheet
   */
  public record Kind(int index, String style, String words) {}

  private static final int HEIGHT = 1000;
  private static final List<Tick> LEVELS =
      List.of(
          new Tick(0.5, "50" + Say.NARROW + "%", false),
          new Tick(1, "100" + Say.NARROW + "%", true));

  private TimeStack() {}

  /** Threads' time. */
  public static void threads(Element parent, Sums sums, When when, String note) {
    List<Kind> kinds =
        Kinds.PARTS.stream()
            .map(part -> new Kind(part.ordinal(), Kinds.of(part), part.label()))
            .toList();
    add(parent, "Thread time", note, sums, kinds, when);
  }

  /** Tasks' time. */
  public static void tasks(Element parent, Sums sums, When when) {
    List<Kind> kinds =
        Kinds.STATES.stream()
            .map(state -> new Kind(state.ordinal(), Kinds.of(state), Kinds.words(state)))
            .toList();
    add(parent, "Task time", "from intended start to end", sums, kinds, when);
  }

  private static void add(
      Element parent, String title, String note, Sums sums, List<Kind> kinds, When when) {
    Row row = new Row(parent, "stack", title).note(note);
    List<Kind> found =
        kinds.stream()
            .filter(kind -> sums.share(kind.index()) > 0)
            .sorted(Comparator.comparingDouble(kind -> -sums.share(kind.index())))
            .toList();
    Element legend = row.legend();
    List<String> says = new ArrayList<>();
    for (Kind kind : found) {
      String share = Say.roughly(sums.share(kind.index()));
      Row.key(legend, kind.style(), kind.words(), share);
      says.add(kind.words() + " " + share);
    }
    Element plot = row.plot("h-stack");
    Element svg =
        Tags.drawing(plot, HEIGHT, title + " over time", "in all " + String.join(", ", says));
    Rects rects = new Rects();
    for (int bin = 0; bin < when.bins().count(); bin++) {
      if (sums.all(bin) <= 0) {
        continue;
      }
      double[] shares = new double[kinds.size()];
      for (int i = 0; i < shares.length; i++) {
        shares[i] = sums.share(kinds.get(i).index(), bin);
      }
      int[] edges = Stack.edges(shares, HEIGHT);
      for (int i = 0; i < shares.length; i++) {
        rects.add(
            kinds.get(i).style(),
            when.left(bin),
            HEIGHT - edges[i + 1],
            when.width(bin),
            edges[i + 1] - edges[i]);
      }
    }
    Tags.fill(svg, rects, style -> words(kinds, style));
    Tags.levels(plot, svg, HEIGHT, LEVELS);
    Tags.axis(row.main(), when.ticks());
  }

  private static String words(List<Kind> kinds, String style) {
    return kinds.stream()
        .filter(kind -> kind.style().equals(style))
        .map(Kind::words)
        .findFirst()
        .orElse("");
  }
}
