package dev.conctop.tour.lesson;

import java.util.Optional;

/**
 * One thing to be learned.
 *
 * @param name as in {@code conctop tour NAME}
 * @param explain a text for {@link Prose}
 * @param look where to look while it runs
 * @param law what was learned, in one line
 * @param notes for who presents it, a text for {@link Prose}; may be empty
 * @param recording the figures of a good run, if it has one
 * @param unavailable why it cannot be run here; empty when it can
 */
public record Lesson(
    String name,
    String title,
    String explain,
    String look,
    String law,
    String notes,
    Question question,
    Trial trial,
    Answer answer,
    Optional<Recording> recording,
    String unavailable) {
  /** Whether it can be run here. */
  public boolean available() {
    return unavailable.isEmpty();
  }

  /** The same where it cannot be run. */
  public Lesson unavailable(String why) {
    return new Lesson(
        name, title, explain, look, law, notes, question, trial, answer, recording, why);
  }
}
