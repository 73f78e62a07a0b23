package dev.conctop.sample.thread;

/** Whether a process can do anything at all, by the kernel's state letter of its first thread. */
public enum ProcessLife {
  ALIVE(""),
  /** By a signal: state T. */
  STOPPED("stopped"),
  /** By a debugger: state t. */
  TRACED("traced"),
  /** It has ended, and its parent has not asked for its end: state Z. */
  ZOMBIE("zombie");

  private final String word;

  ProcessLife(String word) {
    this.word = word;
  }

  /** For people; empty when it is alive. */
  public String word() {
    return word;
  }

  /**
   * By the letter of proc_pid_stat(5).
   *
   * @param threads of the process, the first included: where others live, the end of the first is
   *     not the process's
   */
  public static ProcessLife of(char letter, int threads) {
    return switch (letter) {
      case 'T' -> STOPPED;
      case 't' -> TRACED;
      case 'Z' -> threads > 1 ? ALIVE : ZOMBIE;
      default -> ALIVE;
    };
  }
}
