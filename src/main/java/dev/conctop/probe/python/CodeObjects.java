package dev.conctop.probe.python;

import dev.conctop.probe.python.memory.Memory;
import dev.conctop.probe.python.memory.NotReadException;
import dev.conctop.probe.python.memory.TornException;
import dev.conctop.sample.figure.CleanText;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads code objects, each once: a recursion has many frames of few of them. */
final class CodeObjects {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_FILE = 500;

  /** Of a text more is never read, in characters. */
  private static final int MOST_READ = 1024;

  private static final int MOST_LINES = 512 * 1024;
  private static final int ASCII = 0x40;
  private static final int COMPACT = 0x20;

  /**
   * What is asked for of a code object.
   *
   * @param lines its table of lines; empty if it is too large
   * @param start address of its first instruction
   * @param firstTraceable before which offset a call is not yet complete, in bytes
   */
  record Code(
      String name, String file, int firstLine, byte[] lines, long start, int firstTraceable) {
    /** In words, for a person. */
    String words(int line) {
      String place = line == LineTable.NONE ? file : file + ":" + line;
      return name + " (" + place + ")";
    }
  }

  private final Memory memory;
  private final Layout layout;
  private final Map<Long, Code> known = new HashMap<>();

  CodeObjects(Memory memory, Layout layout) {
    this.memory = memory;
    this.layout = layout;
  }

  /** The code object at an address of which it is known that there is one. */
  Code read(long address) throws TornException, NotReadException {
    Code code = known.get(address);
    if (code == null) {
      code = readAnew(address);
      known.put(address, code);
    }
    return code;
  }

  private Code readAnew(long address) throws TornException, NotReadException {
    Layout.CodeAt at = layout.code();
    int traceable = at.firstTraceable() < 0 ? 0 : memory.number(address + at.firstTraceable()) * 2;
    return new Code(
        CleanText.named(CleanText.clean(text(address + at.name()), LONGEST_NAME)),
        CleanText.named(CleanText.clean(text(address + at.file()), LONGEST_FILE)),
        memory.number(address + at.firstLine()),
        lines(address + at.lines()),
        address + Math.max(0, at.start()),
        traceable);
  }

  /** A str, by where a pointer to it stands. */
  private String text(long pointerAt) throws TornException, NotReadException {
    Layout.TextAt at = layout.text();
    long object = object(pointerAt);
    ByteBuffer head = memory.bytes(object, at.ascii());
    long length = head.getLong(at.length());
    int state = head.getInt(at.state());
    int width = state >> 2 & 7;
    boolean wide = width == 2 || width == 4;
    if (length < 0 || (width != 1 && !wide) || (state & COMPACT) == 0) {
      throw new TornException(FrameWalker.STRANGE);
    }
    int count = (int) Math.min(length, MOST_READ) * width;
    long data = object + ((state & ASCII) == 0 ? at.compact() : at.ascii());
    return charset(width).decode(memory.bytes(data, count)).toString();
  }

  private static Charset charset(int width) {
    return switch (width) {
      case 2 -> StandardCharsets.UTF_16LE;
      case 4 -> StandardCharsets.UTF_32LE;
      default -> StandardCharsets.ISO_8859_1;
    };
  }

  private byte[] lines(long pointerAt) throws TornException, NotReadException {
    long object = object(pointerAt);
    long size = memory.word(object + layout.bytes().size());
    if (size < 0) {
      throw new TornException(FrameWalker.STRANGE);
    }
    return size > MOST_LINES
        ? new byte[0]
        : memory.bytes(object + layout.bytes().data(), (int) size).array();
  }

  private long object(long pointerAt) throws TornException, NotReadException {
    long object = memory.word(pointerAt);
    if (!Memory.pointer(object)) {
      throw new TornException(FrameWalker.STRANGE);
    }
    return object;
  }
}
