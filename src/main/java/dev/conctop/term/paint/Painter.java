package dev.conctop.term.paint;

import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Palette;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * From a canvas to the bytes that turn the screen of the last frame into it: the cells that differ
 * and no others. Allocates nothing while the size and the palette stay. Confined to one thread.
 */
public final class Painter {
  private static final byte[] BEGIN = ascii("\033[?2026h");
  private static final byte[] END = ascii("\033[?2026l");
  private static final byte[] CLEAR = ascii("\033[m\033[2J");
  private static final byte[] CLEAR_TO_END = ascii("\033[K");

  /** A gap of so many cells is rewritten where a jump over it would cost as much. */
  private static final int REWRITTEN_GAP = 4;

  private final ByteSink out = new ByteSink();
  private final ColorDepth depth;
  private boolean asciiOnly;
  private Palette palette;
  private SgrTable sgr;
  private Pen pen;

  private int width;
  private int height;
  private int[] codePoints = new int[0];
  private int[] styles = new int[0];
  private boolean whole = true;

  /** Where the cursor is; −1 where that is not known. */
  private int cursorColumn;

  private int cursorRow;

  public Painter(ColorDepth depth, boolean asciiOnly) {
    this.depth = depth;
    this.asciiOnly = asciiOnly;
    this.palette = PlainPalette.INSTANCE;
    this.sgr = new SgrTable(palette, depth);
    this.pen = new Pen(out, sgr);
  }

  public boolean asciiOnly() {
    return asciiOnly;
  }

  /** Only ASCII from the next frame on, or no longer; it is painted whole. */
  public void asciiOnly(boolean only) {
    asciiOnly = only;
    whole = true;
  }

  /** The next frame is painted from nothing: the screen holds what we do not know. */
  public void forget() {
    whole = true;
  }

  /**
   * Encodes a frame.
   *
   * @param columns the terminal's width; what the canvas has beyond it is not painted
   * @param rows the terminal's height
   * @return the bytes; none when nothing changed. Valid until the next call
   */
  public ByteSink encode(Canvas canvas, Palette newPalette, int columns, int rows) {
    out.clear();
    prepare(newPalette, Math.min(columns, canvas.width()), Math.min(rows, canvas.height()));
    cursorColumn = -1;
    out.put(BEGIN);
    int empty = out.length();
    if (whole) {
      clear();
    }
    for (int row = 0; row < height; row++) {
      encodeRow(canvas, row);
    }
    whole = false;
    if (out.length() == empty) {
      out.clear();
    } else {
      pen.lift();
      out.put(END);
    }
    return out;
  }

  private void prepare(Palette newPalette, int newWidth, int newHeight) {
    if (newPalette != palette) {
      palette = newPalette;
      sgr = new SgrTable(newPalette, depth);
      pen = new Pen(out, sgr);
      whole = true;
    }
    if (newWidth != width || newHeight != height) {
      width = newWidth;
      height = newHeight;
      whole = true;
      if (codePoints.length < width * height) {
        codePoints = new int[width * height];
        styles = new int[width * height];
      }
    }
  }

  private void clear() {
    out.put(CLEAR);
    pen.reset();
    // A cleared cell is a blank in the terminal's own colours, which is what style 0 looks like
    // unless the palette gives plain text a background.
    boolean blank = pen.blank(' ', 0);
    Arrays.fill(codePoints, 0, width * height, blank ? ' ' : -1);
    Arrays.fill(styles, 0, width * height, 0);
  }

  private void encodeRow(Canvas canvas, int row) {
    int at = row * width;
    int column = 0;
    while (column < width) {
      int span = span(canvas, column, row);
      if (same(canvas, column, row, span, at + column)) {
        column += span;
        continue;
      }
      if (blankToEnd(canvas, column, row)) {
        moveTo(canvas, column, row);
        pen.use(0);
        out.put(CLEAR_TO_END);
        remember(canvas, column, row, width - column);
        return;
      }
      moveTo(canvas, column, row);
      putCell(canvas, column, row, span);
      remember(canvas, column, row, span);
      column += span;
    }
  }

  /** How many cells the glyph at a cell takes: two if the next is its second half. */
  private int span(Canvas canvas, int column, int row) {
    return column + 1 < width
            && canvas.codePoint(column + 1, row) == 0
            && canvas.codePoint(column, row) != 0
        ? 2
        : 1;
  }

  private boolean same(Canvas canvas, int column, int row, int span, int at) {
    for (int i = 0; i < span; i++) {
      if (codePoints[at + i] != canvas.codePoint(column + i, row)
          || styles[at + i] != canvas.style(column + i, row)) {
        return false;
      }
    }
    return true;
  }

  private void remember(Canvas canvas, int column, int row, int cells) {
    int at = row * width + column;
    for (int i = 0; i < cells; i++) {
      codePoints[at + i] = canvas.codePoint(column + i, row);
      styles[at + i] = canvas.style(column + i, row);
    }
  }

  /** Whether erasing to the end of the row is right, and shorter than writing blanks. */
  private boolean blankToEnd(Canvas canvas, int column, int row) {
    if (width - column <= CLEAR_TO_END.length) {
      return false;
    }
    int changed = 0;
    int at = row * width;
    for (int i = column; i < width; i++) {
      int codePoint = canvas.codePoint(i, row);
      if (!pen.blank(codePoint, canvas.style(i, row))) {
        return false;
      }
      changed += codePoints[at + i] == codePoint ? 0 : 1;
    }
    return changed > CLEAR_TO_END.length;
  }

  private void putCell(Canvas canvas, int column, int row, int span) {
    int style = canvas.style(column, row);
    int codePoint = canvas.codePoint(column, row);
    // The second half of a character whose first half is gone, or the first half of one that has
    // no room: a blank keeps the columns right.
    boolean torn =
        codePoint == 0
            || (column + 1 == width
                && column + 1 < canvas.width()
                && canvas.codePoint(column + 1, row) == 0);
    int glyph = torn ? ' ' : SafeGlyph.safe(codePoint, asciiOnly);
    if (!torn && !SafeGlyph.fits(glyph, span)) {
      glyph = '?';
    }
    pen.useFor(glyph, style);
    out.putCodePoint(glyph);
    boolean known = SafeGlyph.surelyNarrow(glyph);
    if (span == 2 && known) {
      out.put(' '); // a replacement fills both cells
    }
    cursorColumn = known && column + span < width ? column + span : -1;
    cursorRow = row;
  }

  private void moveTo(Canvas canvas, int column, int row) {
    if (cursorColumn == column && cursorRow == row) {
      return;
    }
    if (cursorColumn >= 0 && cursorRow == row && cursorColumn < column) {
      if (!rewriteGap(canvas, column, row)) {
        out.put('\033');
        out.put('[');
        out.putNumber(column - cursorColumn);
        out.put('C');
      }
    } else {
      out.put('\033');
      out.put('[');
      out.putNumber(row + 1);
      if (column > 0) {
        out.put(';');
        out.putNumber(column + 1);
      }
      out.put('H');
    }
    cursorColumn = column;
    cursorRow = row;
  }

  /** Writes the few unchanged cells between again if that needs no change of the pen. */
  private boolean rewriteGap(Canvas canvas, int column, int row) {
    if (column - cursorColumn > REWRITTEN_GAP) {
      return false;
    }
    for (int i = cursorColumn; i < column; i++) {
      int codePoint = canvas.codePoint(i, row);
      if (codePoint < 0x20 || codePoint > 0x7e || !pen.suits(codePoint, canvas.style(i, row))) {
        return false;
      }
    }
    for (int i = cursorColumn; i < column; i++) {
      out.put(canvas.codePoint(i, row));
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
