package dev.conctop.export.html.markup;

import dev.conctop.export.html.plot.Line;
import dev.conctop.export.html.plot.Rects;
import dev.conctop.export.html.plot.Tick;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** Elements that are used again and again. */
public final class Tags {
  /** How wide drawings are, in their own units; they are stretched to the room that there is. */
  public static final int WIDTH = 2400;

  private Tags() {}

  public static Element add(Element parent, String tag, String kind) {
    Element element = parent.appendElement(tag);
    return kind.isEmpty() ? element : element.attr("class", kind);
  }

  /** The same with a text in it. */
  public static Element text(Element parent, String tag, String kind, String text) {
    Element element = add(parent, tag, kind);
    element.appendText(text);
    return element;
  }

  /** A section with its heading, and what it shows in one sentence. */
  public static Element section(Element parent, String kind, String title, String caption) {
    parent.appendText("\n");
    Element section = add(parent, "section", kind);
    text(section, "h2", "", title);
    if (!caption.isEmpty()) {
      text(section, "p", "caption", caption);
    }
    return section;
  }

  /**
   * A drawing that is stretched to the room that it has.
   *
   * @param height in its own units
   * @param title what it is
   * @param says what there is to be seen, in words
   */
  public static Element drawing(Element parent, int height, String title, String says) {
    Element svg =
        parent
            .appendElement("svg")
            .attr("viewBox", "0 0 " + WIDTH + " " + height)
            .attr("preserveAspectRatio", "none")
            .attr("role", "img")
            .attr("aria-label", says.isEmpty() ? title : title + ": " + says);
    text(svg, "title", "", title);
    if (!says.isEmpty()) {
      text(svg, "desc", "", says);
    }
    return svg;
  }

  /** Fills a drawing's rectangles, each kind with a class of its own. */
  public static void fill(Element svg, Rects rects, java.util.function.UnaryOperator<String> name) {
    for (String kind : rects.kinds()) {
      Element path = svg.appendElement("path").attr("class", kind).attr("d", rects.path(kind));
      String said = name.apply(kind);
      if (!said.isEmpty()) {
        text(path, "title", "", said);
      }
    }
  }

  public static void stroke(Element svg, Line line, String kind, String name) {
    if (!line.isEmpty()) {
      Element path = svg.appendElement("path").attr("class", kind).attr("d", line.path());
      text(path, "title", "", name);
    }
  }

  /** Lines across at marks of the upright axis, and what is said at them. */
  public static void levels(Element plot, Element svg, int height, List<Tick> ticks) {
    Line lines = new Line();
    for (Tick tick : ticks) {
      int y = (int) Math.round((1 - tick.at()) * height);
      lines.to(0, y);
      lines.to(WIDTH, y);
      lines.lift();
      text(plot, "span", tick.main() ? "level" : "level minor", tick.label())
          .attr("style", "top:" + percent(1 - tick.at()))
          .attr("aria-hidden", "true");
    }
    if (!lines.isEmpty()) {
      svg.appendElement("path").attr("class", "grid").attr("d", lines.path());
    }
  }

  /** The axis of time below. */
  public static void axis(Element parent, List<Tick> ticks) {
    Element axis = add(parent, "div", "axis").attr("aria-hidden", "true");
    for (Tick tick : ticks) {
      String kind = (tick.main() ? "" : "minor ") + (tick.at() > 0.94 ? "end" : "");
      text(axis, "span", kind.strip(), tick.label()).attr("style", "left:" + percent(tick.at()));
    }
  }

  /** A share as CSS has it. */
  public static String percent(double share) {
    String written = String.format(Locale.ROOT, "%.3f", share * 100);
    return written.replaceFirst("\\.?0+$", "") + "%";
  }
}
