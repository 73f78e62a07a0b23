package dev.conctop.export.html.markup;

import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import java.util.function.DoubleFunction;
import org.jsoup.nodes.Element;

/** A table of figures. A row's head says what it is of, each figure how it was got. */
public final class Table {
  private final Element body;

  /**
   * @param caption what it is a table of
   * @param heads of the columns; none: two columns that need no head
   */
  public Table(Element parent, String caption, String... heads) {
    Element scroll =
        Tags.add(parent, "div", "scroll")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", caption);
    Element table = Tags.add(scroll, "table", heads.length == 0 ? "pairs" : "");
    Tags.text(table, "caption", "", caption);
    if (heads.length > 0) {
      Element row = table.appendElement("thead").appendElement("tr");
      for (int i = 0; i < heads.length; i++) {
        Tags.text(row, "th", i == 0 ? "" : "num", heads[i]).attr("scope", "col");
      }
    }
    body = table.appendElement("tbody");
  }

  /** The next row. */
  public Row row(String head) {
    Element row = body.appendElement("tr");
    Tags.text(row, "th", "", head).attr("scope", "row");
    return new Row(row);
  }

  /** A row that says that there are more. */
  public void more(int columns, String words) {
    Tags.text(body.appendElement("tr"), "td", "more", words).attr("colspan", "" + columns);
  }

  /** Cells of a row, one after the other. */
  public static final class Row {
    private final Element row;

    Row(Element row) {
      this.row = row;
    }

    public Row text(String text) {
      Tags.text(row, "td", "", text);
      return this;
    }

    /** A cell that something is put into. */
    public Element cell(String kind) {
      return Tags.add(row, "td", kind);
    }

    /**
     * A figure that is exact.
     *
     * @param path where it stands in the JSON document of the same time; empty when it does not
     * @param why it is n/a when it is no number
     */
    public Row exact(String path, double value, DoubleFunction<String> shown, String why) {
      return figure(path, Double.isFinite(value) ? Figure.exact(value) : Figure.na(why), shown);
    }

    /** The same, of which there always is one. */
    public Row exact(String path, double value, DoubleFunction<String> shown) {
      return exact(path, value, shown, "it was not measured");
    }

    public Row figure(String path, Figure figure, DoubleFunction<String> shown) {
      Figures.put(cell("num"), path, figure, shown);
      return this;
    }
  }

  /** How a figure is marked: as on the screen. */
  public static String mark(Fidelity fidelity) {
    return switch (fidelity) {
      case EXACT -> "=";
      case SAMPLED -> "~";
      case ESTIMATED -> "≈";
      case NA -> "";
    };
  }
}
