package dev.conctop.probe.python;

/**
 * From an instruction to its line. Each version has its own table: 3.9 {@code
 * Objects/lnotab_notes.txt}, 3.10 the same file as changed for PEP 626, from 3.11 on {@code
 * Objects/locations.md}.
 */
final class LineTable {
  /** There is no line, or it cannot be told. */
  static final int NONE = 0;

  private LineTable() {}

  /**
   * The line of an instruction.
   *
   * @param first the code's first line
   * @param offset of the instruction in the code, in bytes; below 0 before the first
   * @return from 1 on, or {@link #NONE}
   */
  static int line(int minor, byte[] table, int first, long offset) {
    if (offset < 0) {
      return Math.max(NONE, first);
    }
    int line =
        switch (minor) {
          case 9 -> pairs(table, first, offset);
          case 10 -> ranges(table, first, offset);
          default -> locations(table, first, offset);
        };
    return Math.max(NONE, line);
  }

  /** Pairs: so many bytes further (unsigned), so many lines further (signed). */
  private static int pairs(byte[] table, int first, long offset) {
    int line = first;
    long at = 0;
    for (int i = 0; i + 1 < table.length; i += 2) {
      at += table[i] & 0xff;
      if (at > offset) {
        break;
      }
      line += table[i + 1];
    }
    return line;
  }

  /** Pairs: a range of so many bytes, so many lines further than the one before; -128 for none. */
  private static int ranges(byte[] table, int first, long offset) {
    int line = first;
    long end = 0;
    for (int i = 0; i + 1 < table.length; i += 2) {
      end += table[i] & 0xff;
      boolean none = table[i + 1] == Byte.MIN_VALUE;
      line += none ? 0 : table[i + 1];
      if (end > offset) {
        return none ? NONE : line;
      }
    }
    return NONE;
  }

  private static final int NO_LOCATION = 15;
  private static final int LONG_FORM = 14;
  private static final int NO_COLUMNS = 13;
  private static final int ONE_LINE = 10;

  /** Entries: a byte with its top bit set (kind, length in units of two bytes), then the rest. */
  private static int locations(byte[] table, int first, long offset) {
    int line = first;
    long end = 0;
    int i = 0;
    while (i < table.length) {
      int head = table[i] & 0xff;
      int kind = head >> 3 & 15;
      end += ((head & 7) + 1) * 2L;
      line += lineDelta(table, i + 1, kind);
      if (end > offset) {
        return kind == NO_LOCATION ? NONE : line;
      }
      i++;
      while (i < table.length && table[i] >= 0) {
        i++;
      }
    }
    return NONE;
  }

  private static int lineDelta(byte[] table, int at, int kind) {
    return switch (kind) {
      case LONG_FORM, NO_COLUMNS -> signedNumber(table, at);
      case ONE_LINE, ONE_LINE + 1, ONE_LINE + 2 -> kind - ONE_LINE;
      default -> 0;
    };
  }

  /** Six bits a byte, the lowest first, 0x40 for more; the lowest bit of all is the sign. */
  private static int signedNumber(byte[] table, int from) {
    int value = 0;
    int shift = 0;
    for (int i = from; i < table.length && shift < 32; i++) {
      value |= (table[i] & 0x3f) << shift;
      shift += 6;
      if ((table[i] & 0x40) == 0) {
        break;
      }
    }
    return (value & 1) == 0 ? value >>> 1 : -(value >>> 1);
  }
}
