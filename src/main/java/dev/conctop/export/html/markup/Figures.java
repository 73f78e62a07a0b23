package dev.conctop.export.html.markup;

import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import java.util.function.DoubleFunction;
import org.jsoup.nodes.Element;

/** Figures in a document: for people in words, for machines in full. */
public final class Figures {
  private Figures() {}

  /**
   * A figure with how it was got; its reason where there is none.
   *
   * @param path where it stands in the JSON document of the same time; empty when it does not
   */
  public static void put(Element parent, String path, Figure figure, DoubleFunction<String> shown) {
    if (!figure.known()) {
      Tags.text(parent, "span", "na", "n/a");
      Tags.text(parent, "span", "why", " " + figure.reason());
      return;
    }
    value(parent, path, figure.value(), shown.apply(figure.value()));
    parent.appendText(Say.NARROW);
    Tags.text(parent, "abbr", "how", Table.mark(figure.fidelity()))
        .attr("title", figure.fidelity().label());
  }

  /** A number that needs no mark. */
  public static void value(Element parent, String path, double value, String shown) {
    if (Double.isInfinite(value)) {
      parent.appendText("no limit");
      return;
    }
    Element data = Tags.text(parent, "data", "", shown).attr("value", machine(value));
    if (!path.isEmpty()) {
      data.attr("data-figure", path);
    }
  }

  private static String machine(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** The marks and what they mean. */
  public static void key(Element parent) {
    for (Fidelity fidelity : Fidelity.values()) {
      if (fidelity != Fidelity.NA) {
        Tags.text(parent, "b", "", Table.mark(fidelity));
        String end = fidelity == Fidelity.ESTIMATED ? ". " : ", ";
        parent.appendText(" " + fidelity.label() + end);
      }
    }
  }
}
