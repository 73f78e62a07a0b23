package dev.conctop.concurrency.child;

/** The kinds of frames between a pool and its child processes; numbers are big-endian. */
final class ChildFrames {
  private ChildFrames() {}

  /**
   * To the child: run tasks, one after the other; int how many, long how many of the run were begun
   * before them.
   */
  static final int RUN = 'T';

  /** To the child: nothing will come for a while; what it does of its own accord is to rest. */
  static final int REST = 'Z';

  /** To the child: tasks are about to come. */
  static final int GO = 'G';

  /**
   * From the child: open and ready; int pid, int tid of the thread that runs tasks; int number of
   * busy threads beside it, for each int pid, int tid, text name.
   */
  static final int READY = 'R';

  /** From the child: the workload cannot be opened; text. */
  static final int CANNOT = 'C';

  /** From the child: the task's state; byte ordinal of TaskWait, long ns. */
  static final int STATE = 'S';

  /** From the child: a latency; byte ordinal of Series, long ns. */
  static final int LATENCY = 'L';

  /** From the child: what the task found of something larger; int length, bytes. */
  static final int PART = 'P';

  /** From the child: the task's end; long ns, text of the failure, empty when there was none. */
  static final int END = 'E';

  /** From the child: a note of the workload; text. */
  static final int NOTE = 'N';
}
