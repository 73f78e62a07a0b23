package dev.conctop.term.paint;

import dev.conctop.view.canvas.CellWidth;

/**
 * The last line of defence before the terminal: whatever a cell holds, what leaves is printable and
 * of the width that the grid gives it.
 */
final class SafeGlyph {
  private static final int REPLACEMENT = 0xfffd;

  /** U+2580 … U+259F in ASCII: blocks by how full they are. */
  private static final String BLOCKS = "\"__.--=+#####::.#.:#\"|##########";

  private SafeGlyph() {}

  /** The code point itself if a terminal can be trusted with it, else a replacement. */
  static int safe(int codePoint, boolean asciiOnly) {
    if (codePoint >= 0x20 && codePoint < 0x7f) {
      return codePoint;
    }
    if (asciiOnly) {
      return ascii(codePoint);
    }
    if (codePoint >= 0x2500 && codePoint < 0x2900) {
      return codePoint; // lines, blocks, shapes, dingbats, braille
    }
    return printable(codePoint) ? codePoint : REPLACEMENT;
  }

  private static boolean printable(int codePoint) {
    if (!Character.isValidCodePoint(codePoint)) {
      return false;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          false;
      default -> true;
    };
  }

  /**
   * Whether a glyph fits the cells that the grid gives it. One that does not would move the rest of
   * the row.
   */
  static boolean fits(int codePoint, int cells) {
    return codePoint < 0x300 ? cells == 1 : CellWidth.of(codePoint) == cells;
  }

  /**
   * Whether all terminals agree on the width of one cell, so that the cursor's place is known
   * afterwards.
   */
  static boolean surelyNarrow(int codePoint) {
    return codePoint < 0x300 || (codePoint >= 0x2010 && codePoint < 0x2900);
  }

  private static int ascii(int codePoint) {
    if (codePoint >= 0x2500 && codePoint < 0x2580) {
      return line(codePoint);
    }
    if (codePoint >= 0x2580 && codePoint < 0x25a0) {
      return BLOCKS.charAt(codePoint - 0x2580);
    }
    return switch (codePoint) {
      case 0xa0 -> ' ';
      case 0xb0 -> 'o';
      case 0xb5, 0x3bc -> 'u';
      case 0xb7, 0x2022, 0x2026, 0x25cf -> '.';
      case 0xd7 -> 'x';
      case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212 -> '-';
      case 0x2018, 0x2019 -> '\'';
      case 0x201c, 0x201d -> '"';
      case 0x2190, 0x25c0 -> '<';
      case 0x2191, 0x25b2 -> '^';
      case 0x2192, 0x25b6, 0x25b8 -> '>';
      case 0x2193, 0x25bc -> 'v';
      case 0x25a0 -> '#';
      default -> '?';
    };
  }

  private static int line(int codePoint) {
    return switch (codePoint) {
      case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254c, 0x254d, 0x2550 -> '-';
      case 0x2502, 0x2503, 0x2506, 0x2507, 0x250a, 0x250b, 0x254e, 0x254f, 0x2551 -> '|';
      default -> '+';
    };
  }
}
