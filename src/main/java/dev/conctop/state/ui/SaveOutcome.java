package dev.conctop.state.ui;

/**
 * What became of the wish to save the settings.
 *
 * @param words one line for the person
 */
public record SaveOutcome(Kind kind, String words) {
  /** In how far it worked. */
  public enum Kind {
    SAVED,
    /** There was nothing to be saved. */
    NOTHING,
    /** Somebody else has changed the file; nothing was written, a second wish will be granted. */
    CHANGED_MEANWHILE,
    /** Nothing was written. */
    FAILED
  }
}
