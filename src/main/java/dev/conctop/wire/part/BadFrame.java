package dev.conctop.wire.part;

/** A line that is no message; its message is the reason in one line. It is counted and skipped. */
public final class BadFrame extends Exception {
  private static final long serialVersionUID = 1L;

  public BadFrame(String reason) {
    super(reason, null, false, false);
  }
}
