package dev.conctop.view.tour;

import dev.conctop.tour.Place;
import dev.conctop.tour.Walk;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;
import java.util.List;

/** Which lesson it is, and which of its steps. */
final class TourHead {
  private static final List<String> STEPS = List.of("explain", "guess", "run", "compare");
  private static final int STEPS_CELLS = 30;

  private TourHead() {}

  static void draw(Area line, Walk walk) {
    int at = line.text(1, 0, "conctop", Style.bold(Ink.ACCENT));
    if (walk.place() instanceof Place.Choosing) {
      at = line.text(at + 1, 0, "tour", Ink.HEADER);
      line.text(at + 2, 0, walk.lessons().size() + " lessons", Ink.DIM);
      return;
    }
    lesson(line, at + 1, walk);
  }

  /** The lesson, with its steps at the right; also above its run. */
  static void lesson(Area line, int column, Walk walk) {
    String count = walk.index() + 1 + "/" + walk.lessons().size();
    int at = line.text(column, 0, count, Ink.DIM);
    int room = line.width() - at - STEPS_CELLS - 2;
    line.text(at + 1, 0, room, walk.lesson().title(), Style.bold(Ink.HEADER));
    at = line.width() - STEPS_CELLS;
    int now = step(walk.place());
    for (int i = 0; i < STEPS.size(); i++) {
      String step = " " + STEPS.get(i) + " ";
      int style = i == now ? Style.reverse(Ink.TAB) : (i < now ? Ink.TEXT : Ink.DIM).ordinal();
      at = line.text(at, 0, step, style);
    }
  }

  private static int step(Place place) {
    return switch (place) {
      case Place.Choosing _ -> -1;
      case Place.Explaining _ -> 0;
      case Place.Guessing _ -> 1;
      case Place.Running _ -> 2;
      case Place.Comparing _ -> 3;
    };
  }
}
