package dev.conctop.export.html.markup;

import dev.conctop.sample.figure.CleanText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;

/**
 * A page that needs nothing and allows nothing from outside: no script, no address; also
 * well-formed as XML. Texts are put in as texts, the library escapes them; what a terminal or a
 * reader should not be given (control characters, changes of direction) is taken out of all of them
 * at the end, wherever they came from.
 */
public final class Page {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  /** Nothing of ours is as long. */
  private static final int LONGEST = 1 << 24;

  private final Document document = new Document("");
  private final Element body;

  public Page(String title) {
    document.parser(Parser.htmlParser().settings(ParseSettings.preserveCase));
    document
        .outputSettings()
        .syntax(Document.OutputSettings.Syntax.xml)
        .escapeMode(Entities.EscapeMode.xhtml)
        .charset(StandardCharsets.UTF_8)
        .prettyPrint(false);
    document.appendChild(new DocumentType("html", "", ""));
    Element html = document.appendElement("html").attr("lang", "en");
    Element head = html.appendElement("head");
    head.appendElement("meta").attr("charset", "utf-8");
    head.appendElement("meta")
        .attr("http-equiv", "Content-Security-Policy")
        .attr("content", POLICY);
    head.appendElement("meta")
        .attr("name", "viewport")
        .attr("content", "width=device-width, initial-scale=1");
    head.appendElement("meta").attr("name", "color-scheme").attr("content", "light dark");
    head.appendElement("meta").attr("name", "referrer").attr("content", "no-referrer");
    head.appendElement("title").appendText(title);
    head.appendElement("style").appendChild(new DataNode(style()));
    body = html.appendElement("body");
  }

  /** Where things are put. */
  public Element body() {
    return body;
  }

  private static String style() {
    try (InputStream in = Page.class.getResourceAsStream("/export/report.css")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file /export/report.css");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The page.
   *
   * @throws IOException when it cannot be written
   */
  public void write(Appendable to) throws IOException {
    document.traverse((node, _) -> clean(node));
    to.append(document.outerHtml()).append('\n');
  }

  private static void clean(Node node) {
    switch (node) {
      case TextNode text -> {
        String whole = text.getWholeText();
        String cleaned = clean(whole);
        if (!cleaned.equals(whole) && !whole.equals("\n")) {
          text.text(cleaned);
        }
      }
      case Element element -> {
        for (Attribute attribute : element.attributes()) {
          attribute.setValue(clean(attribute.getValue()));
        }
      }
      default -> {}
    }
  }

  /** Spaces that keep a number and its unit on one line stay what they are. */
  static String clean(String text) {
    if (text.indexOf('\u00a0') < 0 && text.indexOf('\u202f') < 0) {
      return CleanText.clean(text, LONGEST);
    }
    StringBuilder cleaned = new StringBuilder();
    for (String piece : text.splitWithDelimiters("[\u00a0\u202f]", 0)) {
      boolean space = piece.equals("\u00a0") || piece.equals("\u202f");
      cleaned.append(space ? piece : CleanText.clean(piece, LONGEST));
    }
    return cleaned.toString();
  }
}
