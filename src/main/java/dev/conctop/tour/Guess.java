package dev.conctop.tour;

/** What the audience has said. */
public sealed interface Guess {
  /** Nothing. */
  record None() implements Guess {}

  /**
   * A number.
   *
   * @param typed as it was typed
   */
  record Figure(double value, String typed) implements Guess {}

  /**
   * One of the answers.
   *
   * @param option from 0
   */
  record Chosen(int option) implements Guess {}
}
