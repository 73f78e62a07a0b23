package dev.conctop.probe;

import dev.conctop.sample.ThreadStack;

/** One way to read a thread's whole stack from outside, without holding the thread up. */
@FunctionalInterface
public interface StackReader {
  /**
   * Reads it now; may take as long as a question to another process does, and no longer than a few
   * seconds. Throws nothing because the thread has ended or may not be read: the answer says so.
   */
  ThreadStack.Answer read(int pid, int tid);

  /** Where there is no way. */
  static StackReader none(String reason) {
    return (pid, tid) -> new ThreadStack.NotRead(reason, "");
  }
}
