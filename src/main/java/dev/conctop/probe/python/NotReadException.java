package dev.conctop.probe.python;

/** What is asked for cannot be read, and trying again would not help; the message says why. */
final class NotReadException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is said of a process or a thread that is not there any more. */
  static final String ENDED = "it has ended";

  static final String NO_MEMORY = "it has ended, or is a thread of the kernel";

  NotReadException(String reason) {
    super(reason);
  }
}
