package dev.conctop.probe.python;

import java.util.Optional;

/**
 * Where things stand in CPython's structures on x86-64, in bytes from the start of each. They are
 * the same in all releases of a minor version; {@code -1} is for what a version does not have.
 *
 * <p>The tables of 3.9 to 3.12 are {@code offsetof} of the headers of 3.9.18, 3.10.13, 3.11.7 and
 * 3.12.1: {@code internal/pycore_runtime.h} (_PyRuntimeState), {@code internal/pycore_interp.h}
 * (PyInterpreterState), {@code internal/pycore_gil.h}, {@code cpython/pystate.h} (PyThreadState,
 * _PyCFrame), {@code cpython/frameobject.h} (PyFrameObject of 3.9, 3.10), {@code
 * internal/pycore_frame.h} (_PyInterpreterFrame), {@code cpython/code.h}, {@code
 * cpython/unicodeobject.h} and {@code cpython/bytesobject.h}. A process of 3.13 says its own, see
 * {@link DebugOffsets}.
 *
 * @param minor the version, 9 for 3.9
 * @param interpreters _PyRuntime.interpreters.head
 * @param type ob_type of any object
 */
record Layout(
    int minor,
    int interpreters,
    InterpreterAt interpreter,
    ThreadAt thread,
    FrameAt frame,
    int type,
    CodeAt code,
    TextAt text,
    BytesAt bytes,
    LockAt lock) {

  /**
   * PyInterpreterState.
   *
   * @param threads the first PyThreadState
   */
  record InterpreterAt(int next, int threads) {}

  /**
   * PyThreadState.
   *
   * @param pthread what pthread_self() is in it
   * @param nativeId what gettid() said in it
   * @param top the newest frame; where there is a _PyCFrame, that
   * @param topInCframe the newest frame in a _PyCFrame
   */
  record ThreadAt(int next, int interpreter, int pthread, int nativeId, int top, int topInCframe) {
    /** How many bytes hold all of it. */
    int size() {
      int last = Math.max(Math.max(next, interpreter), Math.max(pthread, nativeId));
      return Math.max(last, top) + Long.BYTES;
    }
  }

  /** The two kinds of frames. */
  sealed interface FrameAt {
    /** The frame that called. */
    int back();

    int code();

    /** How many bytes hold all that is asked for. */
    int size();
  }

  /**
   * PyFrameObject: an object a call, until 3.10.
   *
   * @param lastInstruction an int
   * @param unit what it counts, in bytes
   * @param line an int; counts only while the frame is traced, and is 0 otherwise from 3.10 on
   * @param trace not null while it is traced
   */
  record ObjectFrameAt(int back, int code, int lastInstruction, int unit, int line, int trace)
      implements FrameAt {
    @Override
    public int size() {
      return line + Integer.BYTES;
    }
  }

  /**
   * _PyInterpreterFrame, from 3.11 on.
   *
   * @param instruction an address in the code
   * @param owner a byte, of which kind it is
   */
  record StackFrameAt(int back, int code, int instruction, int owner) implements FrameAt {
    @Override
    public int size() {
      return Math.max(Math.max(back, code), Math.max(instruction, owner)) + Long.BYTES;
    }
  }

  /**
   * PyCodeObject.
   *
   * @param name a str, since 3.11 the one with the class's and function's that it is in
   * @param lines bytes, see {@link LineTable}
   * @param start its first instruction
   * @param firstTraceable an int, of units of two bytes: before it a call is not yet complete
   */
  record CodeAt(int name, int file, int firstLine, int lines, int start, int firstTraceable) {}

  /**
   * PyASCIIObject and PyCompactUnicodeObject.
   *
   * @param ascii where the text begins if it is ASCII
   * @param compact where it begins otherwise
   */
  record TextAt(int length, int state, int ascii, int compact) {}

  /** PyBytesObject. */
  record BytesAt(int size, int data) {}

  /**
   * The interpreter lock.
   *
   * @param inRuntime whether it stands in _PyRuntime; else PyInterpreterState has its address
   * @param holder the PyThreadState that had it last
   * @param locked an int, 1 when it has it still
   */
  record LockAt(boolean inRuntime, int at, int holder, int locked) {}

  private static final TextAt TEXT_UNTIL_311 = new TextAt(16, 32, 48, 72);
  private static final TextAt TEXT = new TextAt(16, 32, 40, 56);
  private static final BytesAt BYTES = new BytesAt(16, 32);
  private static final int TYPE = 8;

  /** The layout of a version whose structures are known beforehand. */
  static Optional<Layout> of(int minor) {
    return switch (minor) {
      case 9 -> Optional.of(objects(9, new ObjectFrameAt(24, 32, 104, 1, 108, 80)));
      case 10 -> Optional.of(objects(10, new ObjectFrameAt(24, 32, 96, 2, 100, 72)));
      case 11 -> Optional.of(python311());
      case 12 -> Optional.of(python312());
      default -> Optional.empty();
    };
  }

  private static Layout objects(int minor, ObjectFrameAt frame) {
    return new Layout(
        minor,
        32,
        new InterpreterAt(0, 8),
        new ThreadAt(8, 16, 176, -1, 24, -1),
        frame,
        TYPE,
        new CodeAt(112, 104, 40, 120, -1, -1),
        TEXT_UNTIL_311,
        BYTES,
        new LockAt(true, 352, 8, 16));
  }

  private static Layout python311() {
    return new Layout(
        11,
        40,
        new InterpreterAt(0, 16),
        new ThreadAt(8, 16, 152, 160, 56, 8),
        new StackFrameAt(48, 32, 56, 69),
        TYPE,
        new CodeAt(128, 112, 72, 136, 184, 168),
        TEXT_UNTIL_311,
        BYTES,
        new LockAt(true, 360, 8, 16));
  }

  private static Layout python312() {
    return new Layout(
        12,
        40,
        new InterpreterAt(0, 72),
        new ThreadAt(8, 16, 136, 144, 56, 0),
        new StackFrameAt(8, 0, 56, 70),
        TYPE,
        new CodeAt(128, 112, 68, 136, 192, 176),
        TEXT,
        BYTES,
        new LockAt(false, 384, 8, 16));
  }
}
