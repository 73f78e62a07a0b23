package dev.conctop.view.canvas;

/**
 * A rectangle of a canvas with an origin of its own; what is drawn outside of it is clipped. Styles
 * are an {@link Ink} or an ink with attributes ({@code Canvas.BOLD | ink.ordinal()}).
 */
public final class Area {
  private final Canvas canvas;
  private final Glyphs glyphs;
  private final Words words;
  private final int left;
  private final int top;
  private final int width;
  private final int height;

  private Area(
      Canvas canvas, Glyphs glyphs, Words words, int left, int top, int width, int height) {
    this.canvas = canvas;
    this.glyphs = glyphs;
    this.words = words;
    this.left = left;
    this.top = top;
    this.width = Math.max(0, width);
    this.height = Math.max(0, height);
  }

  public static Area of(Canvas canvas, Glyphs glyphs) {
    return new Area(canvas, glyphs, new Words(), 0, 0, canvas.width(), canvas.height());
  }

  /** A part of this one, clipped to it. */
  public Area part(int column, int row, int newWidth, int newHeight) {
    int x = Math.clamp(column, 0, width);
    int y = Math.clamp(row, 0, height);
    return new Area(
        canvas,
        glyphs,
        words,
        left + x,
        top + y,
        Math.min(newWidth, width - x),
        Math.min(newHeight, height - y));
  }

  /** What is left without the first rows. */
  public Area below(int rows) {
    return part(0, rows, width, height - rows);
  }

  /** One row. */
  public Area line(int row) {
    return part(0, row, width, 1);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  boolean isEmpty() {
    return width == 0 || height == 0;
  }

  public Glyphs glyphs() {
    return glyphs;
  }

  /** The line under construction, emptied; there is one for all areas of a canvas. */
  public Words words() {
    return words.clear();
  }

  /** A click on this area's cells of a row chooses the row {@code index} of a list. */
  public void chooses(int row, int index) {
    canvas.onClick(left, top + row, width, 1 + index);
  }

  /** A click on this area means nothing: what is drawn now lies over what was meant. */
  public void choosesNothing() {
    for (int row = 0; row < height; row++) {
      canvas.onClick(left, top + row, width, Canvas.NOTHING);
    }
  }

  /** A click on some cells sorts the threads by a column. */
  public void sortsThreadsBy(int column, int row, int cells, int ordinal) {
    canvas.onClick(left + column, top + row, cells, Canvas.THREAD_HEADS - ordinal);
  }

  /** A click on some cells turns to a page. */
  public void turnsTo(int column, int row, int cells, int page) {
    canvas.onClick(left + column, top + row, cells, -1 - page);
  }

  /** A click on some cells of the first row sorts by a column of a list. */
  public void sortsBy(int column, int cells, int ordinal) {
    canvas.onClick(left + column, top, cells, Canvas.HEADS - ordinal);
  }

  public void put(int column, int row, int codePoint, int style) {
    if (column >= 0 && column < width && row >= 0 && row < height) {
      canvas.put(left + column, top + row, codePoint, style);
    }
  }

  public void put(int column, int row, int codePoint, Ink ink) {
    put(column, row, codePoint, ink.ordinal());
  }

  /** Marks what is written in the first row as chosen; letters in bold keep their ink. */
  public void select() {
    for (int column = left; column < left + width && height > 0; column++) {
      if ((canvas.style(column, top) & Canvas.BOLD) == 0) {
        canvas.restyle(column, top, Ink.SELECTED.ordinal());
      }
    }
  }

  /** Blanks everything. */
  public void fill(int codePoint, Ink ink) {
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        put(column, row, codePoint, ink);
      }
    }
  }

  public int text(int column, int row, CharSequence text, Ink ink) {
    return text(column, row, width - column, text, ink.ordinal());
  }

  public int text(int column, int row, CharSequence text, int style) {
    return text(column, row, width - column, text, style);
  }

  /**
   * Writes a text into at most {@code limit} cells; one that is cut ends with an ellipsis.
   *
   * @return the column behind what was written
   */
  public int text(int column, int row, int limit, CharSequence text, int style) {
    int room = Math.min(limit, width - column);
    if (room <= 0) {
      return column;
    }
    boolean cut = cells(text) > room;
    int end = column + (cut ? room - 1 : room);
    int at = column;
    for (int i = 0; i < text.length(); ) {
      int codePoint = Character.codePointAt(text, i);
      i += Character.charCount(codePoint);
      int drawn = glyphs.plain(codePoint);
      int cells = CellWidth.of(codePoint) == 0 ? 0 : CellWidth.of(drawn);
      if (at + cells > end) {
        break;
      }
      if (cells == 2) {
        wide(at, row, drawn, style);
      } else if (cells == 1) {
        put(at, row, drawn, style);
      }
      at += cells;
    }
    if (cut) {
      put(at++, row, glyphs.ellipsis(), style);
    }
    return at;
  }

  /** As {@link #text}, but what is too long loses its middle: names differ at their ends. */
  public int name(int column, int row, int limit, CharSequence text, int style) {
    int room = Math.min(limit, width - column);
    if (cells(text) <= room || room < 5) {
      return text(column, row, limit, text, style);
    }
    int tail = (room - 1) * 3 / 5;
    int from = text.length();
    int cells = 0;
    while (from > 0) {
      int codePoint = Character.codePointBefore(text, from);
      int more = CellWidth.of(codePoint) == 0 ? 0 : CellWidth.of(glyphs.plain(codePoint));
      if (cells + more > tail) {
        break;
      }
      cells += more;
      from -= Character.charCount(codePoint);
    }
    // Cut by text() itself, which ends it with the ellipsis.
    int at = text(column, row, room - cells, text, style);
    return text(at, row, cells, text.subSequence(from, text.length()), style);
  }

  private void wide(int column, int row, int codePoint, int style) {
    if (column >= 0 && column + 1 < width && row >= 0 && row < height) {
      canvas.putWide(left + column, top + row, codePoint, style);
    }
  }

  /** Writes a text that ends before column {@code end}, in at most {@code limit} cells. */
  public void right(int end, int row, int limit, CharSequence text, Ink ink) {
    right(end, row, limit, text, ink.ordinal());
  }

  public void right(int end, int row, int limit, CharSequence text, int style) {
    int cells = Math.min(limit, cells(text));
    text(Math.max(end - limit, end - cells), row, cells, text, style);
  }

  /** Cells that a text takes here. */
  public int cells(CharSequence text) {
    int cells = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = Character.codePointAt(text, i);
      i += Character.charCount(codePoint);
      cells += CellWidth.of(codePoint) == 0 ? 0 : CellWidth.of(glyphs.plain(codePoint));
    }
    return cells;
  }

  /** Draws a frame with a title around the area and gives what is inside of it. */
  public Area box(CharSequence title) {
    return box(title, "", Ink.FRAME);
  }

  /** Draws a frame with a title at the left and a dim note at the right of its upper side. */
  public Area box(CharSequence title, CharSequence note, Ink frame) {
    for (int column = 1; column < width - 1; column++) {
      put(column, 0, glyphs.horizontal(), frame);
      put(column, height - 1, glyphs.horizontal(), frame);
    }
    for (int row = 1; row < height - 1; row++) {
      put(0, row, glyphs.vertical(), frame);
      put(width - 1, row, glyphs.vertical(), frame);
    }
    put(0, 0, glyphs.topLeft(), frame);
    put(width - 1, 0, glyphs.topRight(), frame);
    put(0, height - 1, glyphs.bottomLeft(), frame);
    put(width - 1, height - 1, glyphs.bottomRight(), frame);
    caption(title, note);
    return part(1, 1, width - 2, height - 2);
  }

  private void caption(CharSequence title, CharSequence note) {
    int end = 1;
    if (!title.isEmpty() && width > 6) {
      put(2, 0, ' ', Ink.TITLE);
      end = text(3, 0, width - 6, title, Canvas.BOLD | Ink.TITLE.ordinal());
      put(end++, 0, ' ', Ink.TITLE);
    }
    int noteCells = cells(note);
    if (noteCells > 0 && end + noteCells + 4 <= width) {
      put(width - noteCells - 4, 0, ' ', Ink.DIM);
      text(width - noteCells - 3, 0, note, Ink.DIM);
      put(width - 3, 0, ' ', Ink.DIM);
    }
  }

  /** Writes a note into the lower side of a frame that was drawn around this area. */
  public void footnote(CharSequence note) {
    int cells = cells(note);
    if (cells > 0 && cells + 6 <= width) {
      put(width - cells - 4, height - 1, ' ', Ink.DIM);
      text(width - cells - 3, height - 1, note, Ink.DIM);
      put(width - 3, height - 1, ' ', Ink.DIM);
    }
  }

  /**
   * A bar from the left.
   *
   * @param share 0 to 1 of {@code cells}; NaN draws nothing
   */
  public void bar(int column, int row, int cells, double share, Ink ink) {
    int eighths = eighths(share, cells);
    for (int i = 0; i < cells; i++) {
      int here = Math.clamp(eighths - 8L * i, 0, 8);
      if (here > 0) {
        put(column + i, row, glyphs.across(here), ink);
      }
    }
  }

  /** Dots where a bar could reach, to guide the eye. */
  public void track(int column, int row, int cells) {
    for (int i = 0; i < cells; i++) {
      put(column + i, row, glyphs.dot(), Ink.TRACK);
    }
  }

  /** Eighths of cells that a share fills; anything above nothing shows at least one. */
  public static int eighths(double share, int cells) {
    if (!(share > 0.0005)) {
      return 0;
    }
    return (int) Math.clamp(Math.round(share * cells * 8), 1, Math.max(1, cells * 8L));
  }

  /** One column from below, {@code rows} high with its foot at {@code foot}. */
  public void column(int column, int foot, int rows, double share, Ink ink) {
    int eighths = eighths(share, rows);
    for (int i = 0; i < rows && eighths > 0; i++) {
      put(column, foot - i, glyphs.up(Math.min(8, eighths)), ink);
      eighths -= 8;
    }
  }
}
