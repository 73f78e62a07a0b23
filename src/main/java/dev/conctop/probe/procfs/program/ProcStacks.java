package dev.conctop.probe.procfs.program;

import dev.conctop.probe.StackReader;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.sample.ThreadStack;
import dev.conctop.sample.figure.Runtime;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A thread's stack as it can be had from outside on Linux: of CPython's functions by their reader,
 * else what the kernel has of it. The kernel shows its own frames, those below the system call, and
 * only to who has a privilege.
 */
public final class ProcStacks implements StackReader {
  private static final int LARGEST = 16 * 1024;

  private final ProcFiles files;
  private final StackReader python;
  private final ProgramKind.Known known = new ProgramKind.Known();
  private final byte[] buffer = new byte[LARGEST];

  /**
   * Reads one at a time.
   *
   * @param files of {@code /proc}
   * @param python reads the frames of CPython's functions
   */
  public ProcStacks(ProcFiles files, StackReader python) {
    this.files = files;
    this.python = python;
  }

  @Override
  public ThreadStack.Answer read(int pid, int tid) {
    ThreadStack.Answer first =
        ProgramKind.of(files, pid, known).runtime() == Runtime.CPYTHON
            ? python.read(pid, tid)
            : new ThreadStack.NotRead(
                "native frames are not read from outside", "gdb -p " + pid + " shows them");
    if (first instanceof ThreadStack.NotRead why) {
      ThreadStack.Answer kernel = kernel(pid, tid);
      return switch (kernel) {
        case ThreadStack.NotRead whyNot -> both(why, whyNot);
        case ThreadStack.Frames frames -> frames.with("the rest is n/a: " + why.reason());
        case ThreadStack.Ended ended -> ended;
      };
    }
    return first;
  }

  private static ThreadStack.NotRead both(ThreadStack.NotRead first, ThreadStack.NotRead second) {
    String remedy = second.remedy().isEmpty() ? first.remedy() : second.remedy();
    return new ThreadStack.NotRead(first.reason() + "; " + second.reason(), remedy);
  }

  private ThreadStack.Answer kernel(int pid, int tid) {
    String task = pid + "/task/" + tid + "/";
    int length = files.read(task + "stack", buffer);
    if (length < 0) {
      return notRead(pid, tid, task, length);
    }
    String text = new String(buffer, 0, length, StandardCharsets.UTF_8);
    List<ThreadStack.Line> lines = KernelStack.lines(text);
    return lines.isEmpty()
        ? new ThreadStack.NotRead("it runs: the kernel has no frames of it", "ask again")
        : new ThreadStack.Frames("kernel", KernelStack.FIDELITY, lines);
  }

  private ThreadStack.Answer notRead(int pid, int tid, String task, int why) {
    if (!files.exists(pid + "/stat")) {
      return new ThreadStack.Ended("process " + pid + " has ended");
    }
    if (!files.exists(task + "stat")) {
      return new ThreadStack.Ended("thread " + tid + " has ended");
    }
    return why == ProcFiles.DENIED
        ? new ThreadStack.NotRead(
            "the kernel's frames are shown to CAP_SYS_ADMIN only", "run conctop as root")
        : new ThreadStack.NotRead("this kernel shows no stacks", "");
  }
}
