package dev.conctop.probe;

/** Ways to read a machine. */
public enum ProbeKind {
  /** Linux, from /proc: exact, cheap. */
  PROCFS,
  /** Anywhere else, through OSHI: by sampled states and coarse counters. */
  OSHI;

  /** The best way on this machine. */
  public static ProbeKind choose(boolean hasProc) {
    return hasProc ? PROCFS : OSHI;
  }
}
