package dev.conctop.probe;

/** Whose processes are watched; says what a thread is that nobody spoke for. */
public enum Origin {
  /** Subjects that report their threads: who is not reported belongs to the runtime. */
  OURS,
  /** Other programs: every thread works, and what it waits for is told from outside. */
  FOREIGN,
  /**
   * Servers of ours: they report their threads; what these wait for is told as of other programs,
   * by which end of a connection is theirs.
   */
  SERVER;

  /** Whether who is not reported belongs to the runtime. */
  public boolean reportsThreads() {
    return this != FOREIGN;
  }

  /** Whether waits are told from outside. */
  public boolean seenFromOutside() {
    return this != OURS;
  }
}
