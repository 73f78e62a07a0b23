package dev.conctop.sample.task;

/** What a task can be doing between its intended start and its end. */
public enum TaskWait {
  /** Created, waits for somebody to run it. */
  READY("ready"),
  RUNNING("running"),
  NETWORK("network"),
  DISK("disk"),
  TIMER("timer"),
  IPC("ipc"),
  LOCK("lock"),
  /** Waits for an interpreter lock. */
  GIL("gil");

  private static final TaskWait[] ALL = values();

  private final String key;

  TaskWait(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }

  /** Whether it is a wait for input or output, a timer included. */
  public boolean isIo() {
    return this == NETWORK || this == DISK || this == TIMER || this == IPC;
  }

  public boolean isLock() {
    return this == LOCK || this == GIL;
  }

  public static int count() {
    return ALL.length;
  }

  public static TaskWait at(int ordinal) {
    return ALL[ordinal];
  }
}
