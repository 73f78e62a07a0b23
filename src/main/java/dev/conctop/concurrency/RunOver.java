package dev.conctop.concurrency;

/** Leaves a task or a busy thread whose run is over; thrown by a checkpoint. */
final class RunOver extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunOver() {
    super("the run is over", null, false, false);
  }
}
