package dev.conctop.export.html.markup;

import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jsoup.nodes.Element;

/** A table of figures. A row's head says what it is of, each figure how it was got. */
public final class Table {
  private final Element body;
  private final List<Element> heads = new ArrayList<>();

  /**
   * @param caption what it is a table of
   * @param names of the columns; none: two columns that need no head
   */
  public Table(Element parent, String caption, String... names) {
    Element scroll =
        Tags.add(parent, "div", "scroll")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", caption);
    Element table = Tags.add(scroll, "table", names.length == 0 ? "pairs" : "");
    Tags.text(table, "caption", "", caption);
    if (names.length > 0) {
      Element row = table.appendElement("thead").appendElement("tr");
      for (int i = 0; i < names.length; i++) {
        heads.add(Tags.text(row, "th", i == 0 ? "" : "num", names[i]).attr("scope", "col"));
      }
    }
    body = table.appendElement("tbody");
  }

  /** The next row. */
  public Row row(String head) {
    Element row = body.appendElement("tr");
    Tags.text(row, "th", "", head).attr("scope", "row");
    return new Row(row, heads);
  }

  /** A row that says that there are more. */
  public void more(int columns, String words) {
    Tags.text(body.appendElement("tr"), "td", "more", words).attr("colspan", "" + columns);
  }

  /** Cells of a row, one after the other. */
  public static final class Row {
    private final Element row;
    private final List<Element> heads;

    Row(Element row, List<Element> heads) {
      this.row = row;
      this.heads = heads;
    }

    public Row text(String text) {
      cell("").appendText(text);
      return this;
    }

    /** A cell that something is put into. */
    public Element cell(String kind) {
      int column = row.childrenSize();
      if (!kind.equals("num") && column < heads.size()) {
        // A head stands where what is below it does.
        heads.get(column).removeAttr("class");
      }
      return Tags.add(row, "td", kind);
    }

    /** Nothing is known of the rest of the row, for one reason. */
    public Row missing(String reason) {
      int left = heads.size() - row.childrenSize();
      Element cell = Tags.add(row, "td", "");
      if (left > 1) {
        cell.attr("colspan", "" + left);
      }
      Figures.put(cell, "", Figure.na(reason), String::valueOf);
      return this;
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
