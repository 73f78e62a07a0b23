package dev.conctop.probe.python;

import dev.conctop.probe.python.memory.Memory;
import dev.conctop.probe.python.memory.NotReadException;
import dev.conctop.probe.python.memory.TornException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A CPython made by hand in some memory, by a layout. */
final class FakePython implements Memory {
  private static final long BASE = 0x10000;
  private static final int SIZE = 1 << 20;

  private final ByteBuffer all = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
  private int used;

  final Layout layout;
  final long codeType = take(64);
  final long runtime = take(1024);

  /** What happens at each reading, before it. */
  Runnable meanwhile = () -> {};

  FakePython(Layout layout) {
    this.layout = layout;
  }

  @Override
  public void fill(long address, ByteBuffer into) throws TornException {
    meanwhile.run();
    if (address < BASE || address + into.remaining() > BASE + SIZE) {
      throw new TornException(TornException.MOVED);
    }
    into.put(all.slice((int) (address - BASE), into.remaining()));
  }

  /** Some bytes of nothing. */
  long take(int count) {
    long address = BASE + used;
    used += (count + 15) & ~15;
    return address;
  }

  FakePython word(long address, int offset, long value) {
    if (offset >= 0) {
      all.putLong((int) (address + offset - BASE), value);
    }
    return this;
  }

  FakePython number(long address, int offset, int value) {
    if (offset >= 0) {
      all.putInt((int) (address + offset - BASE), value);
    }
    return this;
  }

  FakePython bytes(long address, byte[] value) {
    all.put((int) (address - BASE), value);
    return this;
  }

  /** A str, in the narrowest of the forms that CPython has. */
  long text(String text) {
    int widest = text.codePoints().max().orElse(0);
    int width = widest < 0x100 ? 1 : widest < 0x10000 ? 2 : 4;
    Charset charset =
        width == 1
            ? StandardCharsets.ISO_8859_1
            : width == 2 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_32LE;
    byte[] data = text.getBytes(charset);
    Layout.TextAt at = layout.text();
    long object = take(at.compact() + data.length);
    number(object, at.state(), 0x20 | width << 2 | (widest < 0x80 ? 0x40 : 0));
    word(object, at.length(), text.codePointCount(0, text.length()));
    bytes(object + (widest < 0x80 ? at.ascii() : at.compact()), data);
    return object;
  }

  /** A code object whose instructions are all on one line, the second of it. */
  long code(String name, String file, int firstLine) {
    Layout.CodeAt at = layout.code();
    byte[] table =
        switch (layout.minor()) {
          case 9 -> new byte[] {0, 1};
          case 10 -> new byte[] {100, 1};
          // 8 units, one line further, no columns; three times
          default -> new byte[] {(byte) 0xef, 2, (byte) 0xef, 0, (byte) 0xef, 0};
        };
    long lines = take(layout.bytes().data() + table.length);
    word(lines, layout.bytes().size(), table.length).bytes(lines + layout.bytes().data(), table);
    long code = take(300);
    word(code, layout.type(), codeType)
        .word(code, at.name(), text(name))
        .word(code, at.file(), text(file))
        .number(code, at.firstLine(), firstLine)
        .word(code, at.lines(), lines)
        .number(code, at.firstTraceable(), 2);
    return code;
  }

  /**
   * A frame.
   *
   * @param offset of its instruction in the code, in bytes
   */
  long frame(long code, long back, int offset, int owner) {
    long frame = take(layout.frame().size());
    word(frame, layout.frame().back(), back).word(frame, layout.frame().code(), code);
    switch (layout.frame()) {
      case Layout.ObjectFrameAt at -> number(frame, at.lastInstruction(), offset / at.unit());
      case Layout.StackFrameAt at -> {
        word(frame, at.instruction(), code + layout.code().start() + offset);
        bytes(frame + at.owner(), new byte[] {(byte) owner});
      }
    }
    return frame;
  }

  /** An interpreter before those there are. */
  long interpreter() throws TornException, NotReadException {
    long interpreter = take(8 * 1024);
    word(interpreter, layout.interpreter().next(), word(runtime + layout.interpreters()));
    word(runtime, layout.interpreters(), interpreter);
    return interpreter;
  }

  /** A thread before those there are. */
  ThreadStates.State thread(long interpreter, long pthread, int nativeId)
      throws TornException, NotReadException {
    Layout.ThreadAt at = layout.thread();
    int threads = layout.interpreter().threads();
    long state = take(at.size());
    word(state, at.next(), word(interpreter + threads))
        .word(state, at.interpreter(), interpreter)
        .word(state, at.pthread(), pthread)
        .word(state, at.nativeId(), nativeId)
        .word(interpreter, threads, state);
    if (at.topInCframe() >= 0) {
      word(state, at.top(), take(32));
    }
    return new ThreadStates.State(state, pthread, at.nativeId() < 0 ? 0 : nativeId);
  }

  /** Makes a frame the newest of a thread. */
  void top(ThreadStates.State thread, long frame) throws TornException, NotReadException {
    int top = layout.thread().top();
    int inside = layout.thread().topInCframe();
    if (inside < 0) {
      word(thread.address(), top, frame);
    } else {
      word(word(thread.address() + top), inside, frame);
    }
  }

  /** The C library's book of a thread: where pthread_self() points. */
  long book(boolean glibc, int tid) {
    long book = take(1024);
    word(book, 0, book).word(book, 16, book).word(book, 24, glibc ? 1 : book);
    number(book, glibc ? 720 : 48, tid);
    return book;
  }
}
