package dev.conctop.view.tour;

import dev.conctop.tour.lesson.Lesson;
import dev.conctop.tour.lesson.Prose;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import java.util.List;

/** What the presenter wanted to remember, over the lower part of a page. */
public final class NotesBox {
  private NotesBox() {}

  public static void draw(Area page, Lesson lesson) {
    String notes = lesson.notes().isEmpty() ? "There are none." : lesson.notes();
    List<String> lines = Prose.lines(notes, Math.max(20, page.width() - 6));
    int height = Math.min(page.height(), lines.size() + 2);
    Area box = page.part(0, page.height() - height, page.width(), height);
    box.fill(' ', Ink.TEXT);
    Area inside = box.box("For the presenter", "i hides it", Ink.WARN);
    ExplainPage.prose(inside.part(2, 0, inside.width() - 3, inside.height()), lines);
  }
}
