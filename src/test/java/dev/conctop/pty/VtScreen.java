package dev.conctop.pty;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a terminal shows after the bytes that it was sent: the part of xterm that full-screen
 * programs use. Not thread-safe.
 */
public final class VtScreen {
  private static final int GROUND = 0;

  private static final int ESCAPE = 1;
  private static final int CSI = 2;
  private static final int STRING = 3;
  private static final int STRING_ESCAPE = 4;
  private static final int CHARSET = 5;

  private int columns;
  private int rows;
  private Grid main;
  private Grid alternate;
  private Grid grid;
  private Pen pen = Pen.PLAIN;
  private int row;
  private int column;
  private int savedRow;
  private int savedColumn;
  private boolean pendingWrap;
  private final Map<Integer, Boolean> modes = new TreeMap<>();
  private int state = GROUND;
  private final StringBuilder parameters = new StringBuilder();
  private int codePoint;
  private int missing;
  private int unknown;

  /** Colours and attributes; colours as the SGR parameters that set them, "" by default. */
  public record Pen(
      String foreground, String background, boolean bold, boolean underline, boolean reverse) {
    static final Pen PLAIN = new Pen("", "", false, false, false);
  }

  private static final class Grid {
    final int[][] cells;
    final Pen[][] pens;

    Grid(int columns, int rows) {
      cells = new int[rows][columns];
      pens = new Pen[rows][columns];
      for (int r = 0; r < rows; r++) {
        Arrays.fill(cells[r], ' ');
        Arrays.fill(pens[r], Pen.PLAIN);
      }
    }
  }

  public VtScreen(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    main = new Grid(columns, rows);
    alternate = new Grid(columns, rows);
    grid = main;
  }

  /** A new size; what was there stays in the upper left. */
  public void resize(int newColumns, int newRows) {
    Grid newMain = copy(main, newColumns, newRows);
    Grid newAlternate = copy(alternate, newColumns, newRows);
    grid = grid == main ? newMain : newAlternate;
    main = newMain;
    alternate = newAlternate;
    columns = newColumns;
    rows = newRows;
    row = Math.min(row, rows - 1);
    column = Math.min(column, columns - 1);
    pendingWrap = false;
  }

  private Grid copy(Grid old, int newColumns, int newRows) {
    Grid copy = new Grid(newColumns, newRows);
    for (int r = 0; r < Math.min(rows, newRows); r++) {
      System.arraycopy(old.cells[r], 0, copy.cells[r], 0, Math.min(columns, newColumns));
      System.arraycopy(old.pens[r], 0, copy.pens[r], 0, Math.min(columns, newColumns));
    }
    return copy;
  }

  public int columns() {
    return columns;
  }

  public int rows() {
    return rows;
  }

  /** Whether a private mode (1049, 25, 1000 …) is on. Cursor (25) and autowrap (7) are at first. */
  public boolean mode(int number) {
    return modes.getOrDefault(number, number == 25 || number == 7);
  }

  public boolean alternate() {
    return grid == alternate;
  }

  /** Sequences that this model does not know. */
  public int unknown() {
    return unknown;
  }

  public int codePoint(int atColumn, int atRow) {
    return grid.cells[atRow][atColumn];
  }

  public Pen pen(int atColumn, int atRow) {
    return grid.pens[atRow][atColumn];
  }

  /** The screen's rows, without blanks at their ends, a newline between. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < rows; r++) {
      text.append(line(r).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  public String line(int atRow) {
    StringBuilder line = new StringBuilder();
    for (int c : grid.cells[atRow]) {
      if (c != 0) {
        line.appendCodePoint(c);
      }
    }
    return line.toString();
  }

  public boolean contains(String text) {
    return text().contains(text);
  }

  /** Takes bytes from the program. */
  public void feed(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      feed(bytes[i] & 0xff);
    }
  }

  private void feed(int b) {
    switch (state) {
      case GROUND -> ground(b);
      case ESCAPE -> escape(b);
      case CSI -> csi(b);
      case CHARSET -> state = GROUND;
      case STRING -> state = b == 7 ? GROUND : b == 0x1b ? STRING_ESCAPE : STRING;
      case STRING_ESCAPE -> state = GROUND;
      default -> throw new IllegalStateException("state " + state);
    }
  }

  private void ground(int b) {
    if (missing > 0 && (b & 0xc0) == 0x80) {
      codePoint = codePoint << 6 | b & 0x3f;
      if (--missing == 0) {
        print(codePoint);
      }
      return;
    }
    missing = 0;
    if (b >= 0xc0) {
      missing = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
      codePoint = b & (0x3f >> missing);
    } else if (b >= 0x20 && b != 0x7f) {
      print(b);
    } else {
      control(b);
    }
  }

  private void control(int b) {
    switch (b) {
      case 0x1b -> state = ESCAPE;
      case '\r' -> moveTo(0, row);
      case '\n' -> lineFeed();
      case '\b' -> moveTo(column - 1, row);
      case '\t' -> moveTo((column / 8 + 1) * 8, row);
      case 7, 0, 0x18 -> {}
      default -> unknown++;
    }
  }

  private void print(int c) {
    int width = wide(c) ? 2 : 1;
    if (pendingWrap && mode(7)) {
      column = 0;
      lineFeed();
    }
    if (column + width > columns) {
      column = Math.max(0, columns - width);
    }
    put(column, c);
    if (width == 2 && column + 1 < columns) {
      put(column + 1, 0);
    }
    pendingWrap = column + width >= columns;
    column = Math.min(columns - 1, column + width);
  }

  /** Half a wide character is none. */
  private void put(int at, int c) {
    int[] cells = grid.cells[row];
    if (c != 0 && cells[at] == 0 && at > 0) {
      cells[at - 1] = ' ';
    }
    if (at + 1 < columns && cells[at + 1] == 0) {
      cells[at + 1] = ' ';
    }
    cells[at] = c;
    grid.pens[row][at] = pen;
  }

  static boolean wide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0x1f300 && c <= 0x1f64f)
        || (c >= 0x20000 && c <= 0x3fffd);
  }

  private void lineFeed() {
    pendingWrap = false;
    if (row < rows - 1) {
      row++;
      return;
    }
    for (int r = 1; r < rows; r++) {
      grid.cells[r - 1] = grid.cells[r];
      grid.pens[r - 1] = grid.pens[r];
    }
    grid.cells[rows - 1] = new int[columns];
    grid.pens[rows - 1] = new Pen[columns];
    erase(row, 0, columns);
  }

  private void escape(int b) {
    state = GROUND;
    switch (b) {
      case '[' -> {
        state = CSI;
        parameters.setLength(0);
      }
      case ']', 'P', 'X', '^', '_' -> state = STRING;
      case '(', ')' -> state = CHARSET;
      case '7' -> save();
      case '8' -> moveTo(savedColumn, savedRow);
      case '=', '>', 0x18 -> {} // keypad modes; cancelled
      default -> unknown++;
    }
  }

  private void csi(int b) {
    if (b == 0x18 || b == 0x1b) {
      state = b == 0x1b ? ESCAPE : GROUND;
    } else if (b >= 0x40 && b < 0x7f) {
      state = GROUND;
      run((char) b);
    } else {
      parameters.append((char) b);
    }
  }

  private void run(char last) {
    String given = parameters.toString();
    if (given.startsWith("?")) {
      privateMode(given.substring(1), last);
      return;
    }
    int first = parameter(given, 0, 1);
    switch (last) {
      case 'H', 'f' -> moveTo(parameter(given, 1, 1) - 1, first - 1);
      case 'A' -> moveTo(column, row - first);
      case 'B' -> moveTo(column, row + first);
      case 'C' -> moveTo(column + first, row);
      case 'D' -> moveTo(column - first, row);
      case 'G' -> moveTo(first - 1, row);
      case 'd' -> moveTo(column, first - 1);
      case 'J' -> eraseDisplay(parameter(given, 0, 0));
      case 'K' -> eraseLine(parameter(given, 0, 0));
      case 'X' -> erase(row, column, Math.min(columns, column + first));
      case 'P' -> deleteCharacters(first);
      case '@' -> insertCharacters(first);
      case 'm' -> pen = Sgr.apply(pen, given);
      case 'r', 't', 'n', 'c', 'q' -> {}
      default -> unknown++;
    }
  }

  private void deleteCharacters(int count) {
    int n = Math.min(count, columns - column);
    System.arraycopy(grid.cells[row], column + n, grid.cells[row], column, columns - column - n);
    erase(row, columns - n, columns);
  }

  private void insertCharacters(int count) {
    int n = Math.min(count, columns - column);
    System.arraycopy(grid.cells[row], column, grid.cells[row], column + n, columns - column - n);
    erase(row, column, column + n);
  }

  private static int parameter(String given, int index, int otherwise) {
    String[] all = given.split(";", -1);
    if (index >= all.length || !all[index].matches("[0-9]{1,6}")) {
      return otherwise;
    }
    int value = Integer.parseInt(all[index]);
    return value == 0 ? otherwise : value;
  }

  private void privateMode(String numbers, char last) {
    if (last != 'h' && last != 'l') {
      unknown++;
      return;
    }
    for (String number : numbers.split(";")) {
      boolean on = last == 'h';
      int mode = Integer.parseInt(number);
      modes.put(mode, on);
      if (mode == 1049) {
        alternate(on);
      }
    }
  }

  private void alternate(boolean on) {
    if (on) {
      save();
      alternate = new Grid(columns, rows);
      grid = alternate;
    } else {
      grid = main;
      moveTo(savedColumn, savedRow);
    }
  }

  private void save() {
    savedRow = row;
    savedColumn = column;
  }

  private void moveTo(int newColumn, int newRow) {
    column = Math.clamp(newColumn, 0, columns - 1);
    row = Math.clamp(newRow, 0, rows - 1);
    pendingWrap = false;
  }

  private void eraseDisplay(int how) {
    if (how == 0) {
      erase(row, column, columns);
      for (int r = row + 1; r < rows; r++) {
        erase(r, 0, columns);
      }
    } else {
      for (int r = 0; r < (how == 1 ? row : rows); r++) {
        erase(r, 0, columns);
      }
    }
  }

  private void eraseLine(int how) {
    erase(row, how == 0 ? column : 0, how == 1 ? column + 1 : columns);
  }

  private void erase(int atRow, int from, int to) {
    if (from > 0 && from < columns && grid.cells[atRow][from] == 0) {
      grid.cells[atRow][from - 1] = ' ';
    }
    Arrays.fill(grid.cells[atRow], from, to, ' ');
    Arrays.fill(grid.pens[atRow], from, to, new Pen("", pen.background(), false, false, false));
  }
}
