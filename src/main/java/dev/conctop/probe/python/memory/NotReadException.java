package dev.conctop.probe.python.memory;

/** What is asked for cannot be read, and trying again would not help; the message says why. */
public final class NotReadException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is said of a process or a thread that is not there any more. */
  public static final String ENDED = "it has ended";

  public static final String NO_MEMORY = "it has ended, or is a thread of the kernel";

  public NotReadException(String reason) {
    super(reason);
  }
}
