package dev.conctop.probe.python;

import dev.conctop.probe.python.memory.Memory;
import dev.conctop.probe.python.memory.NotReadException;
import dev.conctop.probe.python.memory.TornException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The table of its own offsets with which a process of CPython 3.13 begins its _PyRuntime, made for
 * readers from outside ({@code _Py_DebugOffsets} in {@code internal/pycore_runtime.h} of 3.13.0:
 * the numbers below are where its fields stand). So builds without the interpreter lock are read
 * alike, whose objects have another head.
 */
final class DebugOffsets {
  private static final int SIZE = 584;
  private static final String COOKIE = "xdebugpy";

  /** No structure is larger; PyInterpreterState has some 100 kilobytes. */
  private static final long LARGEST = 1 << 22;

  private final ByteBuffer table;

  private DebugOffsets(ByteBuffer table) {
    this.table = table;
  }

  /**
   * Reads the layout.
   *
   * @param runtime where _PyRuntime is
   * @throws NotReadException also if there is no such table, or not that of this version
   */
  static Layout read(Memory memory, long runtime, int minor)
      throws TornException, NotReadException {
    ByteBuffer table = memory.bytes(runtime, SIZE);
    byte[] cookie = new byte[COOKIE.length()];
    table.get(0, cookie);
    long version = table.getLong(8);
    if (!COOKIE.equals(new String(cookie, StandardCharsets.ISO_8859_1))
        || version >>> 16 != (3 << 8 | minor)) {
      throw new NotReadException("its _PyRuntime does not begin with 3." + minor + "'s offsets");
    }
    return new DebugOffsets(table).layout(minor);
  }

  private Layout layout(int minor) throws NotReadException {
    int start = at(344);
    int ascii = at(560);
    return new Layout(
        minor,
        at(40),
        new Layout.InterpreterAt(at(64), at(72)),
        new Layout.ThreadAt(at(168), at(176), at(192), at(200), at(184), -1),
        new Layout.StackFrameAt(at(232), at(240), at(248), at(264)),
        at(360),
        // _co_firsttraceable (an int, aligned to 8) and co_extra stand before co_code_adaptive.
        new Layout.CodeAt(at(296), at(280), at(312), at(304), start, start - 16),
        // PyCompactUnicodeObject adds utf8_length and utf8.
        new Layout.TextAt(at(552), at(544), ascii, ascii + 16),
        new Layout.BytesAt(at(520), at(528)),
        new Layout.LockAt(false, at(112), at(144) - at(120), at(136) - at(120)));
  }

  private int at(int field) throws NotReadException {
    long offset = table.getLong(field);
    if (offset < 0 || offset > LARGEST) {
      throw new NotReadException("its table of offsets is not one");
    }
    return (int) offset;
  }
}
