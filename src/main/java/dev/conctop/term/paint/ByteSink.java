package dev.conctop.term.paint;

import java.util.Arrays;

/** A growing buffer of bytes, reused from frame to frame. */
public final class ByteSink {
  private byte[] bytes = new byte[1 << 14];
  private int length;

  void clear() {
    length = 0;
  }

  public int length() {
    return length;
  }

  /** The buffer itself; the first {@link #length} bytes count. */
  public byte[] bytes() {
    return bytes;
  }

  void truncate(int newLength) {
    length = newLength;
  }

  void put(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) value;
  }

  void put(byte[] values) {
    if (length + values.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length * 2, length + values.length));
    }
    System.arraycopy(values, 0, bytes, length, values.length);
    length += values.length;
  }

  /** A number from 0 on, in decimal. */
  void putNumber(int value) {
    if (value >= 10) {
      putNumber(value / 10);
    }
    put('0' + value % 10);
  }

  /** A valid code point in UTF-8. */
  void putCodePoint(int c) {
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xc0 | c >> 6);
      put(0x80 | c & 0x3f);
    } else if (c < 0x10000) {
      put(0xe0 | c >> 12);
      put(0x80 | c >> 6 & 0x3f);
      put(0x80 | c & 0x3f);
    } else {
      put(0xf0 | c >> 18);
      put(0x80 | c >> 12 & 0x3f);
      put(0x80 | c >> 6 & 0x3f);
      put(0x80 | c & 0x3f);
    }
  }
}
