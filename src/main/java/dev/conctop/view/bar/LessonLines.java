package dev.conctop.view.bar;

import dev.conctop.catalog.scenario.Expectation;
import dev.conctop.state.seen.Lesson;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Style;

/** What a scenario's run is to show: where to look, and what is expected with what was found. */
public final class LessonLines {
  public static final int ROWS = 2;

  private LessonLines() {}

  public static void draw(Area area, Lesson lesson) {
    Area look = area.line(0);
    int at = look.text(1, 0, lesson.scenario().name(), Style.bold(Ink.ACCENT));
    at = look.text(at + 2, 0, "look at", Ink.DIM);
    look.text(at + 1, 0, lesson.scenario().look(), Ink.TEXT);
    if (lesson.outcomes().isEmpty()) {
      expected(area.line(1), lesson);
    } else {
      outcomes(area.line(1), lesson);
    }
  }

  private static void expected(Area line, Lesson lesson) {
    int at = line.text(3, 0, "expected", Ink.DIM) + 1;
    for (Expectation expected : lesson.scenario().expected()) {
      at = line.text(at, 0, shortened(expected.words()), Ink.TEXT) + 2;
    }
  }

  private static void outcomes(Area line, Lesson lesson) {
    int at = 1;
    for (Lesson.Outcome outcome : lesson.outcomes()) {
      Ink ink = outcome.holds() ? Ink.GOOD : Ink.WARN;
      line.put(at, 0, outcome.holds() ? line.glyphs().holds() : line.glyphs().died(), ink);
      at = line.text(at + 2, 0, shortened(outcome.expected()), Ink.TEXT);
      if (!outcome.measured().equals(outcome.expected())) {
        at = line.text(at, 0, ":", Ink.TEXT);
        at = line.text(at + 1, 0, outcome.measured(), Style.bold(ink));
      }
      at += 3;
    }
  }

  /** A figure's path without its first, telling nothing to who knows the screen. */
  private static String shortened(String words) {
    return words
        .replace("latency_ns.", "")
        .replace("parameters.", "")
        .replace("thread_budget.", "")
        .replace("gauges.", "");
  }
}
