package dev.conctop.tour.lesson;

import java.util.ArrayList;
import java.util.List;

/** A text as lines: paragraphs are filled, lines that begin with two blanks stay as they are. */
public final class Prose {
  /** Cells of a line on the smallest screen that a tour is made for, 80×24. */
  public static final int WIDTH = 74;

  /** Lines that there is room for on it. */
  public static final int MOST_LINES = 17;

  private Prose() {}

  /**
   * The lines.
   *
   * @param width of the longest, in characters, above 0
   */
  public static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder paragraph = new StringBuilder();
    for (String line : text.strip().lines().toList()) {
      boolean picture = line.startsWith("  ");
      if (line.isBlank() || picture) {
        flush(paragraph, width, lines);
        lines.add(picture ? line.stripTrailing() : "");
      } else {
        paragraph.append(paragraph.isEmpty() ? "" : " ").append(line.strip());
      }
    }
    flush(paragraph, width, lines);
    return lines;
  }

  private static void flush(StringBuilder paragraph, int width, List<String> lines) {
    String rest = paragraph.toString();
    paragraph.setLength(0);
    while (rest.length() > width) {
      int space = rest.lastIndexOf(' ', width);
      int end = space <= 0 ? width : space;
      lines.add(rest.substring(0, end));
      rest = rest.substring(end).strip();
    }
    if (!rest.isEmpty()) {
      lines.add(rest);
    }
  }
}
