package dev.conctop.workload.task;

import dev.conctop.catalog.parameter.BadInput;

/** A task that failed in its own terms: the message says all, such as {@code HTTP 503}. */
public final class TaskFailure extends Exception {
  private static final long serialVersionUID = 1L;

  public TaskFailure(String message) {
    super(message, null, false, false);
  }

  /**
   * The words under which a failure is counted: those of its first cause, so that the same failure
   * has the same name under every model and client library.
   */
  public static String describe(Throwable failure) {
    Throwable first = failure;
    for (int depth = 0; depth < 16; depth++) {
      Throwable cause = first.getCause();
      if (cause == null || cause == first) {
        break;
      }
      first = cause;
    }
    String message = first.getMessage();
    if (message == null || message.isBlank()) {
      return first.getClass().getSimpleName();
    }
    return first instanceof TaskFailure || first instanceof BadInput
        ? message
        : first.getClass().getSimpleName() + ": " + message;
  }
}
