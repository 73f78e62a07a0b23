package dev.conctop.state.past.lane;

/** A thread of a process as one number, for maps. */
public final class ThreadKey {
  private ThreadKey() {}

  /** Different for any two threads that live at once. */
  public static long of(int pid, int tid) {
    return ((long) pid << 32) | (tid & 0xffffffffL);
  }
}
