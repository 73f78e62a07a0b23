package dev.conctop.view.tour;

import dev.conctop.tour.Reading;
import dev.conctop.tour.Walk;
import dev.conctop.tour.lesson.Lesson;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import java.util.Optional;

/** All lessons, with what was done of each. */
final class LessonsPage {
  private static final int NUMBER = 4;
  private static final int RESULT = 28;

  private LessonsPage() {}

  static void draw(Area page, Walk walk, int chosen) {
    Area inside = page.box("Lessons", "explain, guess, run, compare", Ink.FRAME);
    int count = walk.lessons().size();
    // With a blank above and below where there is room.
    int top = inside.height() >= count + 2 ? 1 : 0;
    int rows = inside.height() - top;
    int first = Math.max(0, Math.min(chosen - rows / 2, count - rows));
    for (int i = first; i < count && i - first < rows; i++) {
      row(inside.line(top + i - first), walk, i, i == chosen);
    }
    if (first + rows < count) {
      page.footnote(count - first - rows + " more");
    }
  }

  private static void row(Area line, Walk walk, int index, boolean chosen) {
    Lesson lesson = walk.lessons().get(index);
    line.right(1 + NUMBER, 0, NUMBER, String.valueOf(index + 1), Ink.DIM);
    int room = line.width() - NUMBER - 4 - RESULT;
    Ink ink = lesson.available() ? Ink.TEXT : Ink.DIM;
    line.text(NUMBER + 3, 0, room, lesson.title(), ink.ordinal());
    result(line.part(line.width() - RESULT, 0, RESULT - 1, 1), walk, index);
    if (chosen) {
      line.select();
      line.put(0, 0, line.glyphs().pointer(), Style.bold(Ink.ACCENT));
    }
  }

  private static void result(Area cells, Walk walk, int index) {
    Lesson lesson = walk.lessons().get(index);
    Optional<Reading> reading = walk.progress().get(index).reading();
    if (!lesson.available()) {
      cells.text(0, 0, lesson.unavailable(), Ink.DIM);
    } else if (reading.isPresent() && reading.get().known()) {
      boolean holds = reading.get().holds();
      Ink ink = holds ? Ink.GOOD : Ink.WARN;
      cells.put(0, 0, holds ? cells.glyphs().holds() : cells.glyphs().died(), ink);
      String figure = lesson.answer().unit().text(reading.get().measured());
      int at = cells.text(2, 0, figure, Style.bold(ink));
      cells.text(at + 2, 0, holds ? "holds" : "does not hold", Ink.DIM);
    } else if (reading.isPresent()) {
      cells.text(0, 0, reading.get().missing(), Ink.DIM);
    } else {
      String about = "about " + seconds(lesson) + " s";
      cells.text(2, 0, about, Ink.DIM);
    }
  }

  /** About how long its run takes. */
  static long seconds(Lesson lesson) {
    return Math.max(1, Math.round(lesson.trial().aboutNanos() / 1e9));
  }
}
