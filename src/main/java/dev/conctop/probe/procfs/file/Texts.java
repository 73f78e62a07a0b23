package dev.conctop.probe.procfs.file;

import java.nio.charset.StandardCharsets;

/** Finding numbers in bytes, without allocation. */
public final class Texts {
  private Texts() {}

  /** A decimal number that is a whole name, at most 9 digits; -1 if it is none. */
  public static int number(String name) {
    int length = name.length();
    if (length == 0 || length > 9) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < length; i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  public static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** The first index at or after {@code from} that is not a space or tab. */
  public static int skipBlanks(byte[] text, int from, int end) {
    int i = from;
    while (i < end && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    return i;
  }

  /** The first index at or after {@code from} that is a space, tab, line end or the end. */
  public static int skipWord(byte[] text, int from, int end) {
    int i = from;
    while (i < end && text[i] != ' ' && text[i] != '\t' && text[i] != '\n') {
      i++;
    }
    return i;
  }

  /** The start of the next line, or the end. */
  public static int nextLine(byte[] text, int from, int end) {
    int i = from;
    while (i < end && text[i] != '\n') {
      i++;
    }
    return Math.min(end, i + 1);
  }

  /** The unsigned decimal number at an index; 0 when there is none; sticks at the largest long. */
  public static long decimal(byte[] text, int from, int end) {
    long value = 0;
    for (int i = from; i < end && digit(text[i]); i++) {
      int next = text[i] - '0';
      if (value > (Long.MAX_VALUE - next) / 10) {
        return Long.MAX_VALUE;
      }
      value = value * 10 + next;
    }
    return value;
  }

  /** The hexadecimal number at an index, with or without 0x. */
  public static long hex(byte[] text, int from, int end) {
    int i = from;
    if (i + 1 < end && text[i] == '0' && text[i + 1] == 'x') {
      i += 2;
    }
    long value = 0;
    for (; i < end; i++) {
      int nibble = Character.digit(text[i], 16);
      if (nibble < 0) {
        break;
      }
      value = value << 4 | nibble;
    }
    return value;
  }

  /**
   * The decimal numbers of a line, in order; what is not a number ends them.
   *
   * @return how many were found, at most {@code into.length}
   */
  public static int decimals(byte[] text, int from, int end, long[] into) {
    int found = 0;
    int i = skipBlanks(text, from, end);
    while (found < into.length && i < end && digit(text[i])) {
      into[found++] = decimal(text, i, end);
      i = skipBlanks(text, skipWord(text, i, end), end);
    }
    return found;
  }

  public static boolean startsWith(byte[] text, int from, int end, byte[] prefix) {
    if (end - from < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (text[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /** The index after a key at the start of some line, or -1. */
  public static int afterKey(byte[] text, int end, byte[] key) {
    for (int line = 0; line < end; line = nextLine(text, line, end)) {
      if (startsWith(text, line, end, key)) {
        return skipBlanks(text, line + key.length, end);
      }
    }
    return -1;
  }

  /** The number after a key at the start of some line, or -1 when there is no such line. */
  public static long valueOf(byte[] text, int end, byte[] key) {
    int at = afterKey(text, end, key);
    return at < 0 || at >= end || !digit(text[at]) ? -1 : decimal(text, at, end);
  }

  /** As {@link #valueOf}, for a line near the end. */
  static long lastValueOf(byte[] text, int end, byte[] key) {
    int lineEnd = end;
    while (lineEnd > 0) {
      int line = lineEnd - 1;
      while (line > 0 && text[line - 1] != '\n') {
        line--;
      }
      if (startsWith(text, line, lineEnd, key)) {
        int at = skipBlanks(text, line + key.length, lineEnd);
        return at >= lineEnd || !digit(text[at]) ? -1 : decimal(text, at, lineEnd);
      }
      lineEnd = line;
    }
    return -1;
  }

  public static byte[] key(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static final byte[] MAX_OPEN_FILES = key("Max open files");

  /** The soft limit on open files in {@code /proc/PID/limits}; -1 when it is not said. */
  public static long openFilesLimit(byte[] text, int end) {
    int at = afterKey(text, end, MAX_OPEN_FILES);
    if (at < 0) {
      return -1;
    }
    return text[at] == 'u' ? Long.MAX_VALUE : decimal(text, at, end);
  }
}
