package dev.conctop.export.html.chart;

import dev.conctop.export.html.markup.Tags;
import org.jsoup.nodes.Element;

/**
 * One row of the page's part about time: what it is at the side, the drawing in the room that all
 * rows share, so that one moment stands at one place.
 */
final class Row {
  private final Element side;
  private final Element main;

  Row(Element parent, String kind, String title) {
    parent.appendText("\n");
    Element row = Tags.add(parent, "div", "row " + kind);
    side = Tags.add(row, "div", "side");
    if (!title.isEmpty()) {
      Tags.text(side, "h3", "", title);
    }
    main = Tags.add(row, "div", "main");
  }

  Element side() {
    return side;
  }

  Element main() {
    return main;
  }

  /** Where a drawing goes. */
  Element plot(String kind) {
    return Tags.add(main, "div", ("plot " + kind).strip());
  }

  /** What it shows, in a sentence. */
  Row note(String words) {
    Tags.text(side, "p", "note", words);
    return this;
  }

  /** The list of what colours mean. */
  Element legend() {
    return Tags.add(side, "ul", "legend");
  }

  static void key(Element legend, String kind, String words, String figure) {
    Element item = legend.appendElement("li");
    Tags.add(item, "i", kind).attr("aria-hidden", "true");
    item.appendText(words + " ");
    if (!figure.isEmpty()) {
      Tags.text(item, "b", "", figure);
    }
  }
}
