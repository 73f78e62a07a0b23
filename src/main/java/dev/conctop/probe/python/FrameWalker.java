package dev.conctop.probe.python;

import dev.conctop.probe.python.CodeObjects.Code;
import dev.conctop.probe.python.memory.Memory;
import dev.conctop.probe.python.memory.NotReadException;
import dev.conctop.probe.python.memory.TornException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The frames of a thread, innermost first. The chain is read twice: only if both times it was of
 * the same frames with the same code at the same calls, it stood still meanwhile and is one stack,
 * not the halves of two.
 */
final class FrameWalker {
  static final int MOST_FRAMES = 512;
  static final String STRANGE = "it moved while it was read, or is an unknown build of CPython";

  /** What is said in place of the frames beyond the most. */
  static final String MORE = "(and more: " + MOST_FRAMES + " frames are read)";

  /** enum _frameowner: of a generator; only there to mark a call from C (3.12 on). */
  private static final int GENERATOR = 1;

  private static final int C_STACK = 3;

  /**
   * A frame as it stands in memory.
   *
   * @param instruction its address, or its offset in bytes
   * @param line where the frame itself says it, else {@link LineTable#NONE}
   * @param owner {@code -1} where there is none
   */
  private record Frame(long address, long back, long code, long instruction, int line, int owner) {
    boolean sameCall(Frame other) {
      return address == other.address && back == other.back && code == other.code;
    }
  }

  private final Memory memory;
  private final Layout layout;
  private final long codeType;
  private final CodeObjects codes;

  /**
   * Walks in a process.
   *
   * @param codeType address of PyCode_Type
   */
  FrameWalker(Memory memory, Layout layout, long codeType) {
    this.memory = memory;
    this.layout = layout;
    this.codeType = codeType;
    this.codes = new CodeObjects(memory, layout);
  }

  /** The frames in words; none when no Python function is under way. */
  List<String> walk(ThreadStates.State thread) throws TornException, NotReadException {
    List<Frame> first = chain(thread);
    List<Frame> frames = chain(thread);
    if (!same(first, frames)) {
      throw new TornException(TornException.MOVED);
    }
    List<String> words = new ArrayList<>();
    for (Frame frame : frames) {
      // None stands in place of the code in those that only mark a call from C.
      if (frame.owner != C_STACK) {
        add(frame, words);
      }
    }
    if (frames.size() == MOST_FRAMES && frames.getLast().back != 0) {
      words.add(MORE);
    }
    return words;
  }

  private static boolean same(List<Frame> one, List<Frame> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      // Who has called somebody stands still until that returns; frames are used again.
      boolean stands = i == 0 || one.get(i).instruction == other.get(i).instruction;
      if (!stands || !one.get(i).sameCall(other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private List<Frame> chain(ThreadStates.State thread) throws TornException, NotReadException {
    List<Frame> found = new ArrayList<>();
    long at = top(thread);
    while (at != 0 && found.size() < MOST_FRAMES) {
      Frame frame = frame(checked(at));
      found.add(frame);
      at = frame.back;
    }
    return found;
  }

  private long top(ThreadStates.State thread) throws TornException, NotReadException {
    long top = memory.word(thread.address() + layout.thread().top());
    int inside = layout.thread().topInCframe();
    return inside < 0 || top == 0 ? top : memory.word(checked(top) + inside);
  }

  private static long checked(long pointer) throws TornException {
    if (!Memory.pointer(pointer)) {
      throw new TornException(STRANGE);
    }
    return pointer;
  }

  private Frame frame(long address) throws TornException, NotReadException {
    ByteBuffer bytes = memory.bytes(address, layout.frame().size());
    return switch (layout.frame()) {
      case Layout.ObjectFrameAt at ->
          new Frame(
              address,
              bytes.getLong(at.back()),
              bytes.getLong(at.code()),
              (long) bytes.getInt(at.lastInstruction()) * at.unit(),
              bytes.getLong(at.trace()) == 0 ? LineTable.NONE : bytes.getInt(at.line()),
              -1);
      case Layout.StackFrameAt at ->
          new Frame(
              address,
              bytes.getLong(at.back()),
              bytes.getLong(at.code()),
              bytes.getLong(at.instruction()),
              LineTable.NONE,
              bytes.get(at.owner()));
    };
  }

  private void add(Frame frame, List<String> words) throws TornException, NotReadException {
    if (memory.word(checked(frame.code) + layout.type()) != codeType) {
      throw new TornException(STRANGE);
    }
    Code code = codes.read(frame.code);
    boolean addresses = layout.frame() instanceof Layout.StackFrameAt;
    long offset = addresses ? frame.instruction - code.start() : frame.instruction;
    if (addresses && frame.owner != GENERATOR && offset < code.firstTraceable()) {
      return; // its call is not complete: Python does not show it either
    }
    int line =
        frame.line != LineTable.NONE
            ? frame.line
            : LineTable.line(layout.minor(), code.lines(), code.firstLine(), offset);
    words.add(code.words(line));
  }
}
