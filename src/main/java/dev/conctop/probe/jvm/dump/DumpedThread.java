package dev.conctop.probe.jvm.dump;

import java.util.List;

/**
 * One thread of a dump.
 *
 * @param nid the kernel's number in the JVM's own name space
 * @param name cleaned
 * @param java whether it is a thread of Java's, not one of the VM's own
 * @param state as printed: {@code TIMED_WAITING (sleeping)}; empty for the VM's own
 * @param waitsFor the class that it parks for, waits on or waits to lock; empty for none
 * @param lock the address of that object as printed; empty when it is not told
 * @param holds addresses of what it has locked
 * @param frames class and method of its frames, the innermost first
 * @param carries whether it carries a virtual thread; then the frames are that one's, as far as
 *     they are printed (JDK 24)
 */
record DumpedThread(
    int nid,
    String name,
    boolean java,
    String state,
    String waitsFor,
    String lock,
    List<String> holds,
    List<String> frames,
    boolean carries) {
  /**
   * Frames are kept up to here: what a thread waits for is said by the innermost, but whether it is
   * a pool's worker by the outermost.
   */
  static final int MOST_FRAMES = 300;

  /** Stands before the class that another thread initialises, in what a thread waits for. */
  static final String INITIALISED = "initialisation of ";

  DumpedThread {
    holds = List.copyOf(holds);
    frames = List.copyOf(frames);
  }

  /** Whether a frame is of this class and method, or begins so. */
  boolean isIn(String part) {
    for (String frame : frames) {
      if (frame.contains(part)) {
        return true;
      }
    }
    return false;
  }

  boolean blocked() {
    return state.startsWith("BLOCKED");
  }

  boolean timed() {
    return state.startsWith("TIMED_WAITING");
  }
}
