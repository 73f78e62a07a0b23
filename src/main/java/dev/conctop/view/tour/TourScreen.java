package dev.conctop.view.tour;

import dev.conctop.state.State;
import dev.conctop.tour.Place;
import dev.conctop.tour.Walk;
import dev.conctop.tour.WalkKey;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Look;
import dev.conctop.view.canvas.Style;
import java.util.List;

/**
 * The whole screen of a tour between its runs.
 *
 * <pre>
 *  head       which lesson, which step of it
 *  page       the lessons, an explanation, a question or what came of it
 *  footer     the keys, or a notice
 * </pre>
 */
public final class TourScreen {
  private TourScreen() {}

  /**
   * Draws it.
   *
   * @param walk not at a run, which has the ordinary screen
   */
  public static void draw(Area all, State shown, Walk walk, Look look) {
    TourHead.draw(all.line(0), walk);
    Area page = all.part(0, 1, all.width(), all.height() - 2);
    switch (walk.place()) {
      case Place.Choosing choosing -> LessonsPage.draw(page, walk, choosing.chosen());
      case Place.Explaining _ -> ExplainPage.draw(page, walk.lesson());
      case Place.Guessing guessing -> GuessPage.draw(page, walk.lesson(), guessing);
      case Place.Comparing _ -> OutcomePage.draw(page, walk);
      case Place.Running _ -> {}
    }
    if (walk.notes()) {
      NotesBox.draw(page, walk.lesson());
    }
    footer(all.line(all.height() - 1), shown, walk);
  }

  private static void footer(Area line, State shown, Walk walk) {
    if (!shown.ui().notice().isEmpty()) {
      line.text(1, 0, shown.ui().notice(), Style.bold(Ink.WARN));
      return;
    }
    int at = key(line, 1, "Enter", enter(walk));
    for (WalkKey key : keys(walk)) {
      at = key(line, at + 2, String.valueOf(key.key()), key.word());
    }
    key(line, at + 2, "q", "quit");
  }

  private static int key(Area line, int column, String key, String word) {
    int at = line.text(column, 0, key, Ink.KEY);
    return line.text(at + 1, 0, word, Ink.DIM);
  }

  private static String enter(Walk walk) {
    return switch (walk.place()) {
      case Place.Choosing _ -> "begin";
      case Place.Explaining _ -> "guess";
      case Place.Guessing _ -> walk.lesson().available() ? "run it" : "go on";
      case Place.Running _, Place.Comparing _ ->
          walk.index() + 1 < walk.lessons().size() ? "next lesson" : "lessons";
    };
  }

  private static List<WalkKey> keys(Walk walk) {
    return switch (walk.place()) {
      case Place.Choosing _ -> List.of(WalkKey.NOTES);
      case Place.Explaining _, Place.Guessing _, Place.Running _ ->
          List.of(WalkKey.BACK, WalkKey.SKIP, WalkKey.LESSONS, WalkKey.NOTES);
      case Place.Comparing _ ->
          List.of(WalkKey.BACK, WalkKey.AGAIN, WalkKey.LESSONS, WalkKey.NOTES);
    };
  }
}
