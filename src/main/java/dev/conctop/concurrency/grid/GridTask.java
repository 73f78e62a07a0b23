package dev.conctop.concurrency.grid;

import java.io.Serializable;
import java.util.concurrent.Callable;

/**
 * A task as it goes to a member.
 *
 * @param number how many of the run were sent before it
 */
record GridTask(long number) implements Callable<GridResult>, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public GridResult call() {
    return MemberTasks.here().run(number);
  }
}
