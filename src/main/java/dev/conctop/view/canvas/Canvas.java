package dev.conctop.view.canvas;

import java.util.Arrays;

/**
 * A grid of cells. Each holds one code point, an {@link Ink} and attributes. A wide character takes
 * two cells, the second of which holds code point 0. What lies outside is clipped. Reused from
 * frame to frame; confined to one thread.
 */
public final class Canvas {
  /** Attribute bits, above the ink's ordinal in a style. */
  public static final int BOLD = 1 << 8;

  /** A click on a head of the list of threads: this, less the column's ordinal. */
  public static final int THREAD_HEADS = -2000;

  /** A click here means nothing. */
  public static final int NOTHING = 0;

  /** A click on a list's head: this, less the column's ordinal. */
  public static final int HEADS = -1000;

  public static final int REVERSE = 1 << 9;
  public static final int UNDERLINE = 1 << 10;

  private int width;
  private int height;
  private int[] codePoints = new int[0];
  private int[] styles = new int[0];
  private int[] clicks = new int[0];

  public Canvas(int width, int height) {
    resize(width, height);
  }

  /** Changes the size and clears. Sizes below 1 are taken as 1. */
  public void resize(int newWidth, int newHeight) {
    width = Math.max(1, newWidth);
    height = Math.max(1, newHeight);
    if (codePoints.length < width * height) {
      codePoints = new int[width * height];
      styles = new int[width * height];
      clicks = new int[width * height];
    }
    clear();
  }

  public void clear() {
    Arrays.fill(codePoints, 0, width * height, ' ');
    Arrays.fill(styles, 0, width * height, Ink.TEXT.ordinal());
    Arrays.fill(clicks, 0, width * height, NOTHING);
  }

  /**
   * What a click on a cell means: {@link #NOTHING}, {@code 1 + index} of a list's row, {@code -1 -
   * ordinal} of a page, {@link #HEADS} or {@link #THREAD_HEADS} less the ordinal of a column;
   * nothing outside.
   */
  public int click(int column, int row) {
    return column >= 0 && column < width && row >= 0 && row < height
        ? clicks[row * width + column]
        : NOTHING;
  }

  /** Says what a click on some cells of a row means. */
  void onClick(int column, int row, int cells, int meaning) {
    for (int i = Math.max(0, column); i < Math.min(width, column + cells); i++) {
      if (row >= 0 && row < height) {
        clicks[row * width + i] = meaning;
      }
    }
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The code point at a cell; 0 in the second half of a wide character. */
  public int codePoint(int column, int row) {
    return codePoints[row * width + column];
  }

  /** Ink ordinal in the low 8 bits, attribute bits above. */
  public int style(int column, int row) {
    return styles[row * width + column];
  }

  public static Ink ink(int style) {
    return Ink.at(style & 0xff);
  }

  /**
   * Sets one cell; outside: nothing happens. A control character becomes a question mark. A wide
   * character that loses one of its two cells loses the other too.
   */
  public void put(int column, int row, int codePoint, int style) {
    if (column < 0 || column >= width || row < 0 || row >= height) {
      return;
    }
    int at = row * width + column;
    if (codePoints[at] == 0 && column > 0) {
      codePoints[at - 1] = ' ';
    }
    if (column + 1 < width && codePoints[at + 1] == 0) {
      codePoints[at + 1] = ' ';
    }
    codePoints[at] = codePoint < ' ' || CellWidth.isControl(codePoint) ? '?' : codePoint;
    styles[at] = style;
  }

  /** Sets a wide character's two cells; one that does not fit leaves blanks. */
  public void putWide(int column, int row, int codePoint, int style) {
    if (column < 0 || column + 1 >= width || row < 0 || row >= height) {
      put(column, row, ' ', style);
      put(column + 1, row, ' ', style);
      return;
    }
    put(column + 1, row, ' ', style);
    put(column, row, codePoint, style);
    codePoints[row * width + column + 1] = 0;
  }

  /** Adds attributes to a cell, keeping what it shows; outside: nothing happens. */
  public void restyle(int column, int row, int style) {
    if (column >= 0 && column < width && row >= 0 && row < height) {
      styles[row * width + column] = style;
    }
  }
}
