package dev.conctop.record;

/** A file that cannot be read as a recording at all; its message is the reason in one line. */
public final class NotARecording extends Exception {
  private static final long serialVersionUID = 1L;

  NotARecording(String reason) {
    super(reason, null, false, false);
  }
}
