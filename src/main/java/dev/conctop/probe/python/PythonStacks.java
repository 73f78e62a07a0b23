package dev.conctop.probe.python;

import dev.conctop.probe.procfs.file.LinuxFiles;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.python.ThreadStates.State;
import dev.conctop.probe.python.memory.NotReadException;
import dev.conctop.probe.python.memory.ProcessMemory;
import dev.conctop.probe.python.memory.TornException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The Python stack of a thread of a running CPython 3.9 to 3.13, read from its memory. The process
 * is not stopped, not traced and not asked, so it may move while it is read: what does not hold
 * together is read again, and then given up.
 *
 * <p>Made for being looked at by a person: a reading opens the files of symbols anew, which takes
 * some milliseconds. Blocks on nothing but that. May be called from any thread.
 */
public final class PythonStacks {
  private static final Path PROC = Path.of("/proc");
  private static final int MOST_TRIES = 3;

  /** For the few files that are opened one after the other. */
  private static final int DESCRIPTORS = 1024;

  /** What was read. */
  public sealed interface Answer {}

  /**
   * The functions that are under way, innermost first, each as {@code nap (/home/me/work.py:7)}:
   * since 3.11 with the class or function that it is in, without a line where there is none. At
   * least one; beyond 512 the last entry says that there are more.
   */
  public record Frames(List<String> frames) implements Answer {
    public Frames {
      frames = List.copyOf(frames);
    }
  }

  /**
   * There is none that can be read.
   *
   * @param reason for a person, with its remedy where there is one; without a full stop
   */
  public record NotRead(String reason) implements Answer {}

  private interface Reading<T> {
    T read(PythonProcess python) throws TornException, NotReadException;
  }

  private final ProcFiles files;
  private final int pid;

  private PythonStacks(ProcFiles files, int pid) {
    this.files = files;
    this.pid = pid;
  }

  /** The stack of one thread of a process, by the kernel's numbers. */
  public static Answer read(int pid, int tid) {
    if (!here()) {
      return new NotRead("Python stacks are read on Linux on 64-bit x86 only");
    }
    ProcFiles files = new LinuxFiles(PROC.toString(), DESCRIPTORS);
    if (!files.exists(pid + "/task/" + tid)) {
      return new NotRead(NotReadException.ENDED);
    }
    PythonStacks stacks = new PythonStacks(files, pid);
    try {
      return stacks.attempt(python -> stacks.frames(python, tid));
    } catch (NotReadException e) {
      return new NotRead(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The kernel's number of the thread that holds the interpreter lock of the main interpreter at
   * this instant; empty when none does, or it cannot be read.
   */
  public static Optional<Integer> lockHolder(int pid) {
    if (!here()) {
      return Optional.empty();
    }
    PythonStacks stacks = new PythonStacks(new LinuxFiles(PROC.toString(), DESCRIPTORS), pid);
    try {
      return stacks.attempt(stacks::holder);
    } catch (NotReadException e) {
      return Optional.empty();
    }
  }

  private static boolean here() {
    return System.getProperty("os.name", "").startsWith("Linux")
        && System.getProperty("os.arch", "").equals("amd64");
  }

  private <T> T attempt(Reading<T> reading) throws NotReadException {
    try (ProcessMemory memory = ProcessMemory.open(PROC, files, pid)) {
      PythonProcess python = PythonProcess.find(files, pid, memory);
      String torn = TornException.MOVED;
      for (int i = 0; i < MOST_TRIES; i++) {
        try {
          return reading.read(python);
        } catch (TornException e) {
          torn = String.valueOf(e.getMessage());
        }
      }
      throw new NotReadException(torn);
    }
  }

  private Answer frames(PythonProcess python, int tid) throws TornException, NotReadException {
    List<State> states =
        new ThreadStates(python.memory(), python.layout(), python.runtime())
            .of(TaskNumbers.inside(files, pid, tid));
    if (states.isEmpty()) {
      throw new NotReadException("CPython does not know this thread: it runs no Python");
    }
    FrameWalker walker = new FrameWalker(python.memory(), python.layout(), python.codeType());
    for (State state : states) {
      List<String> frames = walker.walk(state);
      if (!frames.isEmpty()) {
        return new Frames(frames);
      }
    }
    throw new NotReadException("no Python function is under way in it");
  }

  private Optional<Integer> holder(PythonProcess python) throws TornException, NotReadException {
    for (int inside : InterpreterLock.holder(python)) {
      OptionalInt tid = TaskNumbers.outside(files, pid, inside);
      if (tid.isPresent()) {
        return Optional.of(tid.getAsInt());
      }
    }
    return Optional.empty();
  }
}
