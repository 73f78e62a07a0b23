package dev.conctop.report.part;

import java.util.ArrayList;
import java.util.List;

/**
 * A head with a text beside it that goes on below itself, in lines of no more than 80 columns.
 * Pure.
 */
public final class Hanging {
  private static final int WIDTH = 80;

  private Hanging() {}

  /**
   * The lines, each with its end.
   *
   * @param head what the text is about; one that does not fit before the text has a line of its own
   * @param column where the text stands
   * @param text is parted at blanks and behind bars
   */
  public static String of(String head, int column, String text) {
    StringBuilder out = new StringBuilder(head);
    if (text.isBlank()) {
      return out.append('\n').toString();
    }
    int at = head.length();
    if (at >= column) {
      stripEnd(out);
      out.append('\n');
      at = 0;
    }
    out.append(" ".repeat(column - at));
    at = column;
    for (String piece : pieces(text)) {
      int visible = piece.stripTrailing().length();
      if (at > column && at + visible > WIDTH) {
        stripEnd(out);
        out.append('\n').append(" ".repeat(column));
        at = column;
      }
      out.append(piece);
      at += piece.length();
    }
    stripEnd(out);
    return out.append('\n').toString();
  }

  private static void stripEnd(StringBuilder out) {
    while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
  }

  /** Words with what parts them from the next. */
  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == ' ' || text.charAt(i) == '|') {
        pieces.add(text.substring(begin, i + 1));
        begin = i + 1;
      }
    }
    pieces.add(text.substring(begin));
    return pieces;
  }
}
