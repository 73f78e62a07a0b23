package dev.conctop.concurrency.grid;

/** The kinds of frames between a run and its members; numbers are big-endian. */
final class MemberFrames {
  private MemberFrames() {}

  /** To the member: nothing will come for a while; what it does of its own accord is to rest. */
  static final int REST = 'Z';

  /** To the member: tasks are about to come. */
  static final int GO = 'G';

  /** To the member: tasks of lower numbers are wanted by nobody; long number. */
  static final int DROP = 'D';

  /**
   * From the member: it has joined and is ready; text its name in the cluster; int number of busy
   * threads beside the tasks, for each int pid, int tid, text name.
   */
  static final int READY = 'R';

  /** From the member: it cannot be made ready; text. */
  static final int CANNOT = 'C';

  /** From the member: a task's state; long task, int tid, byte ordinal of TaskWait, long ns. */
  static final int STATE = 'S';

  /** From the member: a latency; long task, byte ordinal of Series, long ns. */
  static final int LATENCY = 'L';

  /** From the member: a task's end there; long task, int tid, long ns. */
  static final int END = 'E';

  /** From the member: a note of the workload; text. */
  static final int NOTE = 'N';
}
