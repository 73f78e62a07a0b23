package dev.conctop.workload.task;

/** Where threads stand still while others rest. */
public final class Standstill {
  private volatile boolean still;

  /** From now on who comes by stands still. */
  public synchronized void begin() {
    still = true;
  }

  /** Who stands still goes on. */
  public synchronized void end() {
    still = false;
    notifyAll();
  }

  /** Whether who comes by stands still. */
  public boolean holds() {
    return still;
  }

  /** Returns when nobody is to stand still. */
  public void pass() throws InterruptedException {
    if (still) {
      await();
    }
  }

  private synchronized void await() throws InterruptedException {
    while (still) {
      wait();
    }
  }
}
