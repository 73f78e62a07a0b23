package dev.conctop.probe.procfs.file;

/**
 * {@code /proc/PID/stat} and {@code /proc/PID/task/TID/stat} (proc_pid_stat(5)), reused. The name
 * in parentheses may hold anything, {@code ") R 1 ("} too: the fields begin after the last
 * parenthesis.
 */
public final class TaskStat {
  private static final int PPID = 0;
  private static final int UTIME = 10;
  private static final int STIME = 11;
  private static final int CUTIME = 12;
  private static final int CSTIME = 13;
  private static final int NUM_THREADS = 16;
  private static final int START_TIME = 18;
  private static final int RSS = 20;
  private static final int PROCESSOR = 35;
  private static final int FIELDS = PROCESSOR + 1;

  private final long[] fields = new long[FIELDS];

  /** State letter: R, S, D, Z, T, t, X, I. */
  public char state;

  public int ppid;
  public long userTicks;
  public long systemTicks;
  public long childTicks;
  public int threads;
  public long startTicks;

  /** Resident memory in pages; of a process, not of one thread. */
  public long residentPages;

  public int processor;

  /** Where the name lies in the text: first byte, and the byte after the last. */
  public int nameFrom;

  public int nameTo;

  /** Reads a text; false when it is not one of these files or cut off. */
  public boolean parse(byte[] text, int length) {
    int open = indexOf(text, length);
    int close = length - 1;
    while (close >= 0 && text[close] != ')') {
      close--;
    }
    if (open < 0 || close <= open || close + 4 > length) {
      return false;
    }
    nameFrom = open + 1;
    nameTo = close;
    state = (char) text[close + 2];
    if (!parseFields(text, close + 3, length)) {
      return false;
    }
    ppid = (int) fields[PPID];
    userTicks = fields[UTIME];
    systemTicks = fields[STIME];
    childTicks = fields[CUTIME] + fields[CSTIME];
    threads = (int) fields[NUM_THREADS];
    startTicks = fields[START_TIME];
    residentPages = fields[RSS];
    processor = (int) fields[PROCESSOR];
    return true;
  }

  private static int indexOf(byte[] text, int length) {
    for (int i = 0; i < length; i++) {
      if (text[i] == '(') {
        return i;
      }
    }
    return -1;
  }

  /** Fields may be negative (priority, tpgid): those are not kept and read as 0. */
  private boolean parseFields(byte[] text, int from, int length) {
    int at = Texts.skipBlanks(text, from, length);
    for (int i = 0; i < FIELDS; i++) {
      if (at >= length) {
        return false;
      }
      fields[i] = Texts.decimal(text, at, length);
      at = Texts.skipBlanks(text, Texts.skipWord(text, at, length), length);
    }
    return true;
  }

  /** Whether the thread or process has ended and is only still listed. */
  public boolean dead() {
    return state == 'Z' || state == 'X' || state == 'x';
  }
}
