package dev.conctop.workload.task;

/** Where results of CPU work go, so that no compiler can find them unused. Once a task. */
public final class Sink {
  private static final long LOWEST = (1L << 53) - 1;

  private volatile long last;

  public void accept(long result) {
    last = result;
  }

  public long last() {
    return last;
  }

  /**
   * Says the last result as a figure of the workload, so that whoever runs the same work otherwise
   * can see that it is the same. Only for work whose result is the same for every task: its lowest
   * 53 bits, which a double holds exactly.
   */
  public void tell(Surroundings surroundings) {
    surroundings.gauge("result", () -> last & LOWEST);
  }
}
