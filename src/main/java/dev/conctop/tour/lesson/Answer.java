package dev.conctop.tour.lesson;

import java.util.Optional;

/**
 * Which figure of the result is the answer, and what holds.
 *
 * @param what in words: "tasks a second"
 * @param figure in terms of the result's document
 * @param predicted what a formula says that it is, if one does
 * @param min it holds from here on; may name {@code predicted}
 * @param max to here, likewise
 */
public record Answer(
    String what,
    Formula figure,
    Unit unit,
    Optional<Formula> predicted,
    Optional<Formula> min,
    Optional<Formula> max) {
  /** The name that a band may have for what is predicted. */
  public static final String PREDICTED = "predicted";
}
