package dev.conctop.probe.procfs.wait;

import dev.conctop.sample.figure.Fidelity;
import dev.conctop.sample.figure.Part;

/**
 * What the kernel says of a wait.
 *
 * @param part where its time goes if nobody knows better
 * @param fidelity the best this can be
 * @param ambiguous whether the thread's own process may know better
 * @param detail what the kernel calls it: {@code read socket}, {@code futex_do_wait}
 */
public record Cause(Part part, Fidelity fidelity, boolean ambiguous, String detail) {
  public static final Cause RUNNING = new Cause(Part.ON_CPU, Fidelity.EXACT, false, "");
  public static final Cause NOTHING_KNOWN =
      new Cause(Part.UNKNOWN, Fidelity.ESTIMATED, true, "state S only: neither call nor wchan");

  /** Whether it waits for a child. */
  public boolean isForChild() {
    return part == Part.IPC && (detail.startsWith("wait") || detail.equals("vfork"));
  }

  /** Whether it is a futex, whose meaning only the runtime can say. */
  public boolean isFutex() {
    return ambiguous && detail.startsWith("futex");
  }

  /** Whether a futex has a time-out, or only its kernel function is known. */
  public boolean mayBeTimed() {
    return isTimedFutex() || detail.startsWith("futex_");
  }

  /** Whether it is a futex with a time-out. */
  boolean isTimedFutex() {
    return isFutex() && detail.endsWith(" timed");
  }

  /** Whether it is no wait: the thread is on a core or in the run queue. */
  public boolean running() {
    return part == Part.ON_CPU;
  }
}
