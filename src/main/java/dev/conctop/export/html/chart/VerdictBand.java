package dev.conctop.export.html.chart;

import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Tags;
import dev.conctop.export.html.plot.Line;
import dev.conctop.export.html.plot.Rects;
import dev.conctop.export.html.story.VerdictLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jsoup.nodes.Element;

/** The verdict over time as one band, with what happened below it. */
public final class VerdictBand {
  private static final int HEIGHT = 100;
  private static final int MOST_EVENTS = 12;

  /** A stretch has its word in it from this share of the whole on. */
  private static final double WIDE = 0.11;

  private VerdictBand() {}

  public static void add(Element parent, VerdictLine line, When when) {
    Row row = new Row(parent, "band", "Verdict");
    List<Character> letters = new ArrayList<>();
    for (char letter : VerdictLine.letters().toCharArray()) {
      if (line.share(letter) > 0) {
        letters.add(letter);
      }
    }
    letters.sort(Comparator.comparingDouble(letter -> -line.share(letter)));
    Element legend = row.legend();
    List<String> says = new ArrayList<>();
    for (char letter : letters) {
      String share = Say.roughly(line.share(letter));
      Row.key(legend, Kinds.of(letter), Kinds.words(letter), share);
      says.add(Kinds.words(letter) + " " + share);
    }
    Element plot = row.plot("h-band");
    if (letters.isEmpty()) {
      Tags.text(plot, "p", "empty", "nothing was judged: it is shorter than a second");
      return;
    }
    Element svg =
        Tags.drawing(plot, HEIGHT, "Verdict over time", String.join(", ", says) + " of the time");
    Rects rects = new Rects();
    for (int bin = 0; bin < when.bins().count(); bin++) {
      if (line.at(bin) != VerdictLine.NOTHING) {
        rects.add("" + line.at(bin), when.left(bin), 0, when.width(bin), HEIGHT);
      }
    }
    for (String letter : rects.kinds()) {
      Element path =
          svg.appendElement("path")
              .attr("class", Kinds.of(letter.charAt(0)))
              .attr("d", rects.path(letter));
      Tags.text(path, "title", "", Kinds.words(letter.charAt(0)));
    }
    marks(svg, line, when);
    words(plot, line, when);
    Tags.axis(row.main(), when.ticks());
    events(row.main(), line, when);
  }

  private static void marks(Element svg, VerdictLine line, When when) {
    Line marks = new Line();
    for (VerdictLine.Event event : line.events()) {
      marks.to(when.x(event.nanos()), 0);
      marks.to(when.x(event.nanos()), HEIGHT);
      marks.lift();
    }
    Tags.stroke(svg, marks, "mark", "something happened");
  }

  /** The words of stretches that have room for them. */
  private static void words(Element plot, VerdictLine line, When when) {
    int count = when.bins().count();
    int from = 0;
    while (from < count) {
      int to = from + 1;
      while (to < count && line.at(to) == line.at(from)) {
        to++;
      }
      double left = (double) when.left(from) / Tags.WIDTH;
      double width = (double) when.left(to) / Tags.WIDTH - left;
      if (width >= WIDE && line.at(from) != VerdictLine.NOTHING) {
        Tags.text(plot, "span", "word on-" + Kinds.of(line.at(from)), Kinds.words(line.at(from)))
            .attr("style", "left:" + Tags.percent(left) + ";width:" + Tags.percent(width))
            .attr("aria-hidden", "true");
      }
      from = to;
    }
  }

  private static void events(Element main, VerdictLine line, When when) {
    List<VerdictLine.Event> events = line.events();
    if (events.isEmpty()) {
      return;
    }
    Element list = Tags.add(main, "ol", "events").attr("aria-label", "What happened");
    for (VerdictLine.Event event : events.stream().limit(MOST_EVENTS).toList()) {
      Element item = list.appendElement("li");
      Tags.text(item, "b", "", when.say(event.nanos()));
      item.appendText(" " + event.what());
    }
    long more = Math.max(0, events.size() - MOST_EVENTS) + line.moreEvents();
    if (more > 0) {
      Tags.text(list, "li", "more", "and " + Say.count(more) + " more");
    }
  }
}
