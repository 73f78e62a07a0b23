package dev.conctop.account;

/** What a thread was found doing at a look. */
public enum Seen {
  /** On a core or in the run queue: the kernel does not say which. */
  RUNNABLE,
  /** In a wait, whose cause is given beside it. */
  BLOCKED
}
