package dev.conctop.probe.procfs;

/**
 * Context switches of all threads together. The two kinds are read once a second for each thread
 * that ran; slices since then, which are counted at every look, are split in the thread's own
 * proportion.
 */
final class Switches {
  private double voluntary;
  private double involuntary;
  private double pendingVoluntary;
  private double pendingInvoluntary;
  private double markedVoluntary;
  private double markedInvoluntary;
  private boolean any;

  /** Adds switches that were read. */
  void counted(double moreVoluntary, double moreInvoluntary) {
    voluntary += moreVoluntary;
    involuntary += moreInvoluntary;
    any = true;
  }

  /** A look begins: what was split is split anew. */
  void begin() {
    pendingVoluntary = 0;
    pendingInvoluntary = 0;
  }

  /** Slices whose kind has not been read. */
  void pending(long slices, double voluntaryShare) {
    pendingVoluntary += slices * voluntaryShare;
    pendingInvoluntary += slices * (1 - voluntaryShare);
  }

  void mark() {
    markedVoluntary = voluntary + pendingVoluntary;
    markedInvoluntary = involuntary + pendingInvoluntary;
  }

  /** Whether any kind was ever read. */
  boolean known() {
    return any;
  }

  double voluntarySinceMark() {
    return Math.max(0, voluntary + pendingVoluntary - markedVoluntary);
  }

  double involuntarySinceMark() {
    return Math.max(0, involuntary + pendingInvoluntary - markedInvoluntary);
  }
}
