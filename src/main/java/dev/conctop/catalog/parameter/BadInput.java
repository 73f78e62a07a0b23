package dev.conctop.catalog.parameter;

/** Input that a person can mend; the message is the one line that is shown (exit 2). */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInput(String message) {
    super(message);
  }
}
