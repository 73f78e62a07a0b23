package dev.conctop.view.tour;

import dev.conctop.tour.Guess;
import dev.conctop.tour.Place;
import dev.conctop.tour.Reading;
import dev.conctop.tour.Walk;
import dev.conctop.tour.lesson.Lesson;
import dev.conctop.tour.lesson.Question;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;

/** Above a lesson's run: which lesson and step; what was guessed, where to look, what came out. */
public final class RunLines {
  public static final int ROWS = 2;

  private RunLines() {}

  public static void draw(Area area, Walk walk) {
    TourHead.lesson(area.line(0), 1, walk);
    Area line = area.line(1);
    Lesson lesson = walk.lesson();
    int at = guess(line, walk);
    boolean read =
        walk.place() instanceof Place.Running(int _, Place.Phase phase)
            && phase == Place.Phase.READ;
    if (read && walk.done().reading().isPresent()) {
      result(line, at, lesson, walk.done().reading().get());
    } else {
      at = line.text(at, 0, "look at", Ink.DIM);
      line.text(at + 1, 0, lesson.look(), Ink.TEXT);
    }
  }

  private static int guess(Area line, Walk walk) {
    String said =
        switch (walk.done().guess()) {
          case Guess.None _ -> "";
          case Guess.Figure figure -> walk.lesson().answer().unit().text(figure.value());
          case Guess.Chosen chosen ->
              walk.lesson().question() instanceof Question.Choice
                  ? "no. " + (chosen.option() + 1)
                  : "";
        };
    if (said.isEmpty()) {
      return 1;
    }
    int at = line.text(1, 0, "guessed", Ink.DIM);
    return line.text(at + 1, 0, said, Style.bold(Ink.SLEEP)) + 2;
  }

  private static void result(Area line, int column, Lesson lesson, Reading reading) {
    Ink ink = reading.holds() ? Ink.GOOD : Ink.WARN;
    int at = line.text(column, 0, "measured", Ink.DIM);
    at = line.text(at + 1, 0, lesson.answer().unit().text(reading.measured()), Style.bold(ink));
    at = line.text(at + 2, 0, "n", Ink.KEY);
    at = line.text(at + 1, 0, "compares", Ink.TEXT);
    if (!reading.known()) {
      line.text(at + 2, 0, reading.missing(), Ink.WARN);
    }
  }
}
