package dev.conctop.concurrency.task;

/** Leaves a task or a busy thread whose run is over; thrown by a checkpoint. */
public final class RunOver extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunOver() {
    super("the run is over", null, false, false);
  }
}
