package dev.conctop.tour;

/** Where in a tour one is. The lessons are counted from 0. */
public sealed interface Place {
  /**
   * At the list of lessons.
   *
   * @param chosen the one that the cursor is on
   */
  record Choosing(int chosen) implements Place {}

  record Explaining(int lesson) implements Place {}

  /**
   * A guess is being made.
   *
   * @param typed so far, of a number
   * @param chosen the answer that the cursor is on; -1: none yet
   * @param problem with what was typed; empty without one
   */
  record Guessing(int lesson, String typed, int chosen, String problem) implements Place {}

  /** It is run. */
  record Running(int lesson, Phase phase) implements Place {}

  /**
   * What came of it beside what was guessed.
   *
   * @param kept whether the run is still there to be looked at
   */
  record Comparing(int lesson, boolean kept) implements Place {}

  /** How far a run is. */
  enum Phase {
    /** Asked for; what is heard may still be of the one before. */
    ASKED,
    UNDER_WAY,
    /** Over; its figure is being read. */
    ENDED,
    /** Its figure is known. */
    READ
  }
}
