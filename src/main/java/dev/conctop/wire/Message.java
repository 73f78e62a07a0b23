package dev.conctop.wire;

import dev.conctop.sample.SubjectEvent;
import dev.conctop.sample.TaskFrame;

/** One line from a subject to the observer; see the wire format page. */
public sealed interface Message {
  record Hello(SubjectEvent.Hello hello) implements Message {}

  record Step(String text) implements Message {}

  record Frame(TaskFrame frame) implements Message {}

  /** All is open and nothing runs; it works when it is told to. */
  record Resting() implements Message {}

  /**
   * A block is over.
   *
   * @param frame the last of its measured phase
   * @param wallNanos from the last completion before measuring to the last one within it where
   *     there were both, else how long was measured
   */
  record Block(TaskFrame frame, long wallNanos) implements Message {}

  /**
   * The last line.
   *
   * @param outcome how it ended
   * @param wallNanos measured wall time
   * @param error one line when failed, else empty
   */
  record Last(TaskFrame frame, Outcome outcome, long wallNanos, String error) implements Message {}

  /** How a run ended. */
  enum Outcome {
    DONE,
    STOPPED,
    FAILED,
    /** Failed for what was asked, before anything was run. */
    REFUSED
  }
}
