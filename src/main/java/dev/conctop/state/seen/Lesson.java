package dev.conctop.state.seen;

import dev.conctop.catalog.scenario.Scenario;
import java.util.List;

/**
 * What a run is to show, and how far it does.
 *
 * @param outcomes what became of each expectation so far; empty until something was measured
 */
public record Lesson(Scenario scenario, List<Outcome> outcomes) {
  public Lesson {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * One expectation and what became of it.
   *
   * @param expected in words, short enough for a screen
   * @param measured the figure or word that was found, or n/a
   */
  public record Outcome(String expected, String measured, boolean holds) {}
}
