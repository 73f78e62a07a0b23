package dev.conctop.probe.procfs.program;

import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.figure.Fidelity;
import java.util.ArrayList;
import java.util.List;

/** The text of {@code /proc/PID/task/TID/stack}: lines of {@code [<0>] function+0x31/0x60}. */
final class KernelStack {
  /** The thread goes on while its stack is walked. */
  static final Fidelity FIDELITY = Fidelity.SAMPLED;

  private static final int LONGEST = 200;

  private KernelStack() {}

  /** Its frames, the innermost first; none for a thread that runs. */
  static List<ThreadStack.Line> lines(String text) {
    List<ThreadStack.Line> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      int at = line.startsWith("[<") ? line.indexOf("] ") : -1;
      String frame = at < 0 ? "" : line.substring(at + 2).strip();
      // Older kernels end the list so.
      if (!frame.isEmpty() && !frame.startsWith("0xffff")) {
        lines.add(ThreadStack.Line.frame(CleanText.clean(frame, LONGEST)));
      }
    }
    return lines;
  }
}
