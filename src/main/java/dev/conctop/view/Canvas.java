package dev.conctop.view;

import java.util.Arrays;

/**
 * A grid of cells. Each holds one code point, an {@link Ink} and attributes. A wide character takes
 * two cells, the second of which holds code point 0. What lies outside is clipped. Reused from
 * frame to frame; confined to one thread.
 */
public final class Canvas {
  /** Attribute bits, above the ink's ordinal in a style. */
  public static final int BOLD = 1 << 8;

  public static final int REVERSE = 1 << 9;
  public static final int UNDERLINE = 1 << 10;

  private int width;
  private int height;
  private int[] codePoints = new int[0];
  private int[] styles = new int[0];

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
    }
    clear();
  }

  public void clear() {
    Arrays.fill(codePoints, 0, width * height, ' ');
    Arrays.fill(styles, 0, width * height, Ink.TEXT.ordinal());
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

  /** Sets one cell; outside: nothing happens. */
  public void put(int column, int row, int codePoint, int style) {
    if (column >= 0 && column < width && row >= 0 && row < height) {
      codePoints[row * width + column] = codePoint;
      styles[row * width + column] = style;
    }
  }
}
