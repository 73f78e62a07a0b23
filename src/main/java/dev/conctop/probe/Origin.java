package dev.conctop.probe;

/** Whose processes are watched; says what a thread is that nobody spoke for. */
public enum Origin {
  /** Subjects that report their threads: who is not reported belongs to the runtime. */
  OURS,
  /** Other programs: every thread works. */
  FOREIGN
}
