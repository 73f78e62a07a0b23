package dev.conctop.view.tour;

import dev.conctop.tour.Place;
import dev.conctop.tour.lesson.Lesson;
import dev.conctop.tour.lesson.Prose;
import dev.conctop.tour.lesson.Question;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import java.util.List;

/** The question, and what is being answered. */
final class GuessPage {
  private static final int FIELD = 14;
  private static final int WIDEST = 90;

  private GuessPage() {}

  static void draw(Area page, Lesson lesson, Place.Guessing guessing) {
    Area inside = page.box("What do you think?", "before it is run", Ink.ACCENT);
    int width = Math.min(WIDEST, inside.width() - 4);
    List<String> lines = Prose.lines(lesson.question().text(), width);
    for (int i = 0; i < lines.size(); i++) {
      inside.text(2, 1 + i, lines.get(i), Style.bold(Ink.TEXT));
    }
    Area answer = inside.part(2, lines.size() + 3, inside.width() - 3, inside.height());
    int rows =
        switch (lesson.question()) {
          case Question.Number _ -> number(answer, lesson, guessing);
          case Question.Choice choice -> choices(answer, choice, guessing);
        };
    String next =
        lesson.available()
            ? "Enter runs it: about " + LessonsPage.seconds(lesson) + " s"
            : "It cannot be run here: " + lesson.unavailable();
    answer.text(
        0, rows + 1, answer.width(), next, (lesson.available() ? Ink.DIM : Ink.WARN).ordinal());
  }

  private static int number(Area area, Lesson lesson, Place.Guessing guessing) {
    int at = area.text(0, 0, "your guess", Ink.DIM) + 2;
    int end = area.text(at, 0, guessing.typed(), Style.bold(Ink.TEXT));
    area.put(end, 0, ' ', Style.reverse(Ink.TEXT));
    for (int column = end + 1; column < at + FIELD; column++) {
      area.put(column, 0, area.glyphs().dot(), Ink.TRACK);
    }
    String unit =
        lesson.answer().unit().word().equals("x") ? "times" : lesson.answer().unit().word();
    area.text(at + FIELD + 1, 0, unit, Ink.TEXT);
    area.text(at, 1, lesson.answer().what(), Ink.DIM);
    if (!guessing.problem().isEmpty()) {
      area.text(0, 2, guessing.problem(), Style.bold(Ink.BAD));
    }
    return 3;
  }

  private static int choices(Area area, Question.Choice choice, Place.Guessing guessing) {
    for (int i = 0; i < choice.options().size(); i++) {
      boolean chosen = i == guessing.chosen();
      Area line = area.line(i);
      int at = line.text(2, 0, String.valueOf(i + 1), Ink.KEY);
      line.text(at + 2, 0, choice.options().get(i).say(), Ink.TEXT);
      if (chosen) {
        line.select();
        line.put(0, 0, line.glyphs().pointer(), Style.bold(Ink.ACCENT));
      }
    }
    return choice.options().size();
  }
}
