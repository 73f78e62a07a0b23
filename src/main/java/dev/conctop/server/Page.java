package dev.conctop.server;

import java.nio.charset.StandardCharsets;

/** A web page of a stated size: a list of links. */
public final class Page {
  private static final String BEGIN = "<!doctype html><html><body><ul>\n";
  private static final String END = "</ul></body></html>\n";

  private Page() {}

  /** Exactly so many bytes; too few for a whole page: the beginning of one. */
  public static byte[] ofSize(int size) {
    StringBuilder text = new StringBuilder(size + END.length()).append(BEGIN);
    for (int i = 0; ; i++) {
      String row = "<li><a href=\"/page/" + i + "\">the page number " + i + "</a></li>\n";
      if (text.length() + row.length() + END.length() > size) {
        break;
      }
      text.append(row);
    }
    int padding = Math.max(0, size - text.length() - END.length());
    text.append(" ".repeat(padding)).append(END);
    return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
  }
}
