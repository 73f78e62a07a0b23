package dev.conctop.view.canvas;

import java.util.ArrayList;
import java.util.List;

/** Breaks a text into lines at its spaces. */
public final class Wrap {
  private Wrap() {}

  /**
   * The lines of a text; what does not fit into the last one is left for its drawing to cut.
   *
   * @param width cells of a line
   * @param most lines at most, at least 1
   */
  public static List<String> lines(String text, int width, int most) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (lines.size() < most - 1 && rest.length() > Math.max(1, width)) {
      int space = rest.lastIndexOf(' ', Math.max(1, width));
      int end = space <= 0 ? Math.max(1, width) : space;
      lines.add(rest.substring(0, end));
      rest = rest.substring(end).strip();
    }
    if (!rest.isEmpty()) {
      lines.add(rest);
    }
    return lines;
  }
}
