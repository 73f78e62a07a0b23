package dev.conctop.probe.procfs.wait;

import dev.conctop.probe.procfs.file.Texts;

/**
 * {@code /proc/PID/task/TID/syscall} (proc_pid_syscall(5)), reused: {@code running}, or {@code -1
 * sp pc} when it waits outside of a system call, or the call's number, six arguments, sp and pc.
 */
public final class SyscallText {
  /** On a core or runnable. */
  public static final int RUNNING = -2;

  /** In a wait, not in a system call (a page fault, or ended). */
  public static final int OUTSIDE = -1;

  /** The text is none of these. */
  public static final int UNREADABLE = -3;

  /** The call's number, or one of the constants. */
  public int number;

  public final long[] arguments = new long[6];

  /** The stack pointer; 0 when it is not said. */
  public long stack;

  public void parse(byte[] text, int length) {
    number = UNREADABLE;
    if (length <= 0) {
      return;
    }
    if (text[0] == 'r') {
      number = RUNNING;
    } else if (text[0] == '-') {
      number = OUTSIDE;
    } else if (Texts.digit(text[0])) {
      parseCall(text, length);
    }
  }

  private void parseCall(byte[] text, int length) {
    int at = Texts.skipWord(text, 0, length);
    for (int i = 0; i < arguments.length; i++) {
      at = Texts.skipBlanks(text, at, length);
      if (at >= length) {
        return;
      }
      arguments[i] = Texts.hex(text, at, length);
      at = Texts.skipWord(text, at, length);
    }
    at = Texts.skipBlanks(text, at, length);
    stack = at < length ? Texts.hex(text, at, length) : 0;
    number = (int) Texts.decimal(text, 0, length);
  }
}
