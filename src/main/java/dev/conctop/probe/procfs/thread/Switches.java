package dev.conctop.probe.procfs.thread;

/**
 * Context switches of all threads together. The two kinds are read now and then for each thread
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
  private boolean shown;
  private boolean asked;

  /** Adds switches that were read. */
  void counted(double moreVoluntary, double moreInvoluntary) {
    voluntary += moreVoluntary;
    involuntary += moreInvoluntary;
    shown = true;
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

  /** Other processes are watched from now on: whether their status shows switches is open. */
  void restart() {
    shown = false;
    asked = false;
  }

  /** Whether it is still open if the kernel shows switches: nothing ran, so nothing was read. */
  boolean open() {
    return !shown && !asked;
  }

  /** A status was read for just this question. */
  void asked(boolean hasThem) {
    asked = true;
    shown |= hasThem;
  }

  /** Whether the kernel shows switches; then none counted means that there were none. */
  boolean known() {
    return shown;
  }

  double voluntarySinceMark() {
    return Math.max(0, voluntary + pendingVoluntary - markedVoluntary);
  }

  double involuntarySinceMark() {
    return Math.max(0, involuntary + pendingInvoluntary - markedInvoluntary);
  }
}
