package dev.conctop.probe.python.memory;

/**
 * What was read does not hold together. The program goes on while it is read, so that trying again
 * may help; the message says what to tell a person when it did not.
 */
public final class TornException extends Exception {
  private static final long serialVersionUID = 1;

  public static final String MOVED = "it moved while it was read";

  public TornException(String reason) {
    super(reason, null, false, false);
  }
}
