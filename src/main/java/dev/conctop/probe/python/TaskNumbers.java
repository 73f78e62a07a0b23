package dev.conctop.probe.python;

import dev.conctop.probe.procfs.file.IntList;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.Texts;
import java.util.OptionalInt;

/** What a thread's number is inside of its own name space, as in a container (NSpid). */
final class TaskNumbers {
  private static final byte[] NS_PID = Texts.key("NSpid:");
  private static final int MOST_SPACES = 32;

  private TaskNumbers() {}

  /** The innermost number; the same where the kernel does not say it. */
  static int inside(ProcFiles files, int pid, int tid) {
    byte[] text = new byte[8 * 1024];
    int length = files.read(pid + "/task/" + tid + "/status", text);
    int at = length <= 0 ? -1 : Texts.afterKey(text, length, NS_PID);
    if (at < 0) {
      return tid;
    }
    long[] numbers = new long[MOST_SPACES];
    int count = Texts.decimals(text, at, Texts.nextLine(text, at, length), numbers);
    return count == 0 ? tid : (int) numbers[count - 1];
  }

  /** The number here of the thread that has one inside; empty when there is none such. */
  static OptionalInt outside(ProcFiles files, int pid, int inside) {
    if (inside <= 0) {
      return OptionalInt.empty();
    }
    IntList tids = new IntList();
    files.list(pid + "/task", tids);
    for (int i = 0; i < tids.size(); i++) {
      if (inside(files, pid, tids.get(i)) == inside) {
        return OptionalInt.of(tids.get(i));
      }
    }
    return OptionalInt.empty();
  }
}
