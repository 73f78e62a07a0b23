package dev.conctop.export.html.chart;

import dev.conctop.export.html.markup.Say;
import dev.conctop.export.html.markup.Tags;
import dev.conctop.export.html.plot.Rects;
import dev.conctop.export.html.story.Lane;
import dev.conctop.export.html.story.Lanes;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/** A lane a thread, or where these are many one a group: what most of its time went to. */
public final class LaneChart {
  private static final int MOST = 40;
  private static final int HEIGHT = 100;
  private static final int NAME = 60;

  private LaneChart() {}

  public static void add(Element parent, Lanes lanes, When when) {
    int threads = lanes.threads();
    if (threads == 0) {
      return;
    }
    boolean each = threads <= MOST;
    List<Lane> all = each ? lanes.each() : lanes.grouped();
    Row head = new Row(parent, "lanes-head", "Threads");
    Element legend = Tags.add(head.main(), "ul", "legend wide");
    Map<Part, Boolean> seen = new EnumMap<>(Part.class);
    for (Lane lane : all.stream().limit(MOST).toList()) {
      for (byte part : lane.parts()) {
        if (part != Lane.NOTHING) {
          seen.put(Part.at(part), true);
        }
      }
    }
    for (Part part : Kinds.PARTS) {
      if (seen.containsKey(part)) {
        Row.key(legend, Kinds.of(part), part.label(), "");
      }
    }
    for (Lane lane : all.stream().limit(MOST).toList()) {
      one(parent, lane, when);
    }
    Row foot = new Row(parent, "foot", "");
    if (all.size() > MOST) {
      int more = all.stream().skip(MOST).mapToInt(Lane::threads).sum();
      String words =
          each
              ? "and " + Say.many(more, "more thread")
              : "and "
                  + Say.many(all.size() - MOST, "more group")
                  + " of "
                  + Say.many(more, "thread");
      Tags.text(foot.side(), "p", "note", words);
    }
    Tags.axis(foot.main(), when.ticks());
  }

  private static void one(Element parent, Lane lane, When when) {
    Row row = new Row(parent, "lane", "");
    String shown = CleanText.clean(CleanText.named(lane.name()), NAME);
    Element name = Tags.text(row.side(), "p", "name", "");
    Tags.text(name, "span", "cut", shown);
    if (lane.threads() > 1) {
      Tags.text(name, "b", "", " ×" + Say.count(lane.threads()));
    }
    Element svg = Tags.drawing(row.plot("h-lane"), HEIGHT, shown, says(lane));
    Rects rects = new Rects();
    for (int bin = 0; bin < when.bins().count(); bin++) {
      byte part = lane.parts()[bin];
      if (part != Lane.NOTHING) {
        rects.add(Kinds.of(Part.at(part)), when.left(bin), 0, when.width(bin), HEIGHT);
      }
    }
    Tags.fill(svg, rects, kind -> kind.substring(2).replace('-', ' '));
  }

  /** Its largest parts. */
  private static String says(Lane lane) {
    List<String> words = new ArrayList<>();
    for (Part part : Kinds.PARTS) {
      double share = lane.shares()[part.ordinal()];
      if (share >= 0.01) {
        words.add(part.label() + " " + Say.roughly(share));
      }
    }
    return words.isEmpty() ? "nothing is known" : String.join(", ", words);
  }
}
