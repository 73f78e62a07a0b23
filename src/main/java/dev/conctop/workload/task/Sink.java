package dev.conctop.workload.task;

/** Where results of CPU work go, so that no compiler can find them unused. Once a task. */
public final class Sink {
  private volatile long last;

  public void accept(long result) {
    last = result;
  }

  public long last() {
    return last;
  }
}
