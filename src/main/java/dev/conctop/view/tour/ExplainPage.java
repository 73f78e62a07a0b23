package dev.conctop.view.tour;

import dev.conctop.tour.lesson.Lesson;
import dev.conctop.tour.lesson.Prose;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import java.util.List;

/** What a lesson is about. */
final class ExplainPage {
  private static final int WIDEST = 90;

  private ExplainPage() {}

  static void draw(Area page, Lesson lesson) {
    Area inside = page.box(lesson.title());
    int width = Math.min(WIDEST, inside.width() - 4);
    List<String> lines = Prose.lines(lesson.explain(), width);
    prose(inside.part(2, 1, inside.width() - 3, inside.height() - 1), lines);
    if (!lesson.available()) {
      String why = "It cannot be run here: " + lesson.unavailable();
      int row = Math.min(inside.height() - 1, lines.size() + 2);
      inside.text(2, row, inside.width() - 3, why, Style.bold(Ink.WARN));
    }
  }

  /** Paragraphs as text, what stands indented as a picture. */
  static void prose(Area area, List<String> lines) {
    for (int i = 0; i < lines.size() && i < area.height(); i++) {
      Ink ink = lines.get(i).startsWith("  ") ? Ink.ACCENT : Ink.TEXT;
      area.text(0, i, lines.get(i), ink);
    }
  }
}
