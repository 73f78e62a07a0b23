package dev.conctop.tour;

import dev.conctop.tour.lesson.Lesson;

/**
 * A lesson that was run once, or was not.
 *
 * @param nanos how long it took
 */
public record Attempt(Lesson lesson, Reading reading, long nanos) {
  /** Whether it was not run because it cannot be run here. */
  public boolean skipped() {
    return !lesson.available();
  }

  /** Whether it was run and its figure was not in its band, or there was none. */
  public boolean broken() {
    return !skipped() && !reading.holds();
  }
}
