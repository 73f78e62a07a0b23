package dev.conctop.term.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.pty.VtScreen;
import dev.conctop.term.Screen;
import dev.conctop.term.TestPalette;
import dev.conctop.view.canvas.Canvas;
import dev.conctop.view.canvas.Ink;
import dev.conctop.view.canvas.Palette;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the painter writes, read by a model of a terminal, shows the canvas. */
class PainterTest {
  private static final int[] NARROW = {
    'a', 'Z', '0', ' ', ' ', ' ', 'µ', '°', 0x2500, 0x2588, 0x2581, 0x28ff, 0x2192
  };
  private static final int[] WIDE = {0x4e2d, 0xac00, 0xff21, 0x1f600};
  private static final int[] ATTRIBUTES = {
    0, 0, 0, Canvas.BOLD, Canvas.REVERSE, Canvas.UNDERLINE, Canvas.BOLD | Canvas.REVERSE
  };

  private final Random random = new Random(7);

  @ParameterizedTest
  @EnumSource(ColorDepth.class)
  void theTerminalShowsTheCanvas(ColorDepth depth) {
    Painter painter = new Painter(depth, false);
    Canvas canvas = new Canvas(20, 6);
    VtScreen screen = screen(20, 6);
    for (int step = 0; step < 1_000; step++) {
      scribble(canvas, step % 17 == 0 ? 120 : 1 + random.nextInt(12));
      Palette palette = step / 100 % 2 == 0 ? TestPalette.COLORFUL : TestPalette.ON_BLUE;
      paint(painter, canvas, palette, screen);
      assertShows(canvas, palette, depth, screen);
    }
  }

  @Test
  void anySizeAfterAnyOther() {
    Painter painter = new Painter(ColorDepth.INDEXED, false);
    Canvas canvas = new Canvas(80, 24);
    VtScreen screen = screen(80, 24);
    for (int step = 0; step < 10_000; step++) {
      boolean large = step % 1_000 == 999;
      int columns = 1 + random.nextInt(large ? 500 : 24);
      int rows = 1 + random.nextInt(large ? 200 : 8);
      canvas.resize(columns, rows);
      screen.resize(columns, rows);
      scribble(canvas, 10);
      paint(painter, canvas, TestPalette.COLORFUL, screen);
      assertShows(canvas, TestPalette.COLORFUL, ColorDepth.INDEXED, screen);
    }
  }

  @Test
  void aCanvasLargerThanTheTerminalIsCut() {
    Painter painter = new Painter(ColorDepth.ANSI, false);
    Canvas canvas = new Canvas(40, 10);
    VtScreen screen = screen(7, 3);
    for (int row = 0; row < 10; row++) {
      for (int column = 0; column < 40; column++) {
        canvas.put(column, row, 'a' + (row + column) % 26, 0);
      }
    }
    canvas.putWide(6, 1, 0x4e2d, 0); // its second half has no room
    ByteSink frame = painter.encode(canvas, TestPalette.COLORFUL, 7, 3);
    screen.feed(frame.bytes(), frame.length());
    assertEquals("abcdefg\nbcdefg\ncdefghi\n", screen.text());
  }

  @Test
  void nothingChangedNothingWritten() {
    Painter painter = new Painter(ColorDepth.TRUE, false);
    Canvas canvas = new Canvas(80, 24);
    scribble(canvas, 300);
    assertTrue(painter.encode(canvas, TestPalette.COLORFUL, 80, 24).length() > 0);
    assertEquals(0, painter.encode(canvas, TestPalette.COLORFUL, 80, 24).length());
    painter.forget();
    assertTrue(painter.encode(canvas, TestPalette.COLORFUL, 80, 24).length() > 0);
  }

  @Test
  void oneDigitCostsFewBytes() {
    Painter painter = new Painter(ColorDepth.ANSI, false);
    Canvas canvas = new Canvas(80, 24);
    painter.encode(canvas, TestPalette.COLORFUL, 80, 24);
    canvas.put(70, 20, '7', 0);
    String bytes = text(painter.encode(canvas, TestPalette.COLORFUL, 80, 24));
    assertEquals("\033[?2026h\033[21;71H7\033[?2026l", bytes);
  }

  @Test
  void framesAllocateNothing() {
    Painter painter = new Painter(ColorDepth.INDEXED, false);
    Canvas canvas = new Canvas(120, 40);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = 0;
    for (int frame = 0; frame < 200; frame++) {
      for (int row = 0; row < 40; row++) {
        for (int column = 0; column < 120; column++) {
          canvas.put(column, row, 'a' + (frame * 7 + column * row) % 26, (column + frame) % 20);
        }
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      painter.encode(canvas, TestPalette.COLORFUL, 120, 40);
      allocated += frame < 100 ? 0 : threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertTrue(allocated < 10_000, allocated + " bytes in 100 frames");
  }

  @Test
  void whatATerminalWouldActOnNeverLeaves() {
    int[] hostile = {
      0x1b,
      0x07,
      0x0a,
      0x7f,
      0x85,
      0x9b,
      0x9d,
      0xad,
      0x200b,
      0x202e,
      0x2028,
      0x2066,
      0x300,
      0x20dd,
      0xd800,
      0xdfff,
      0xfeff,
      0x110000,
      -5,
      Integer.MAX_VALUE,
      Integer.MIN_VALUE,
      0x4e2d
    };
    for (boolean ascii : new boolean[] {false, true}) {
      Painter painter = new Painter(ColorDepth.NONE, ascii);
      for (int codePoint : hostile) {
        int safe = SafeGlyph.safe(codePoint, ascii);
        assertTrue(safe >= 0x20 && safe != 0x7f && !(safe >= 0x80 && safe < 0xa0), "" + codePoint);
        Canvas canvas = new Canvas(6, 1);
        VtScreen screen = screen(6, 1);
        canvas.put(0, 0, 'a', 0);
        canvas.put(1, 0, codePoint, 0);
        canvas.put(2, 0, 'b', 0);
        painter.forget();
        paint(painter, canvas, PlainPalette.INSTANCE, screen);
        assertEquals('a', screen.codePoint(0, 0));
        assertEquals('b', screen.codePoint(2, 0), Integer.toHexString(codePoint));
        assertEquals(0, screen.unknown());
      }
    }
  }

  @Test
  void asciiModeWritesAsciiOnly() {
    Painter painter = new Painter(ColorDepth.INDEXED, true);
    Canvas canvas = new Canvas(60, 20);
    for (int i = 0; i < 50; i++) {
      scribble(canvas, 100);
      ByteSink frame = painter.encode(canvas, TestPalette.COLORFUL, 60, 20);
      for (int b = 0; b < frame.length(); b++) {
        assertTrue(frame.bytes()[b] > 0);
      }
    }
  }

  @Test
  void withoutColoursNoneAreWritten() {
    Painter painter = new Painter(ColorDepth.NONE, false);
    Canvas canvas = new Canvas(60, 20);
    scribble(canvas, 600);
    String bytes = text(painter.encode(canvas, TestPalette.COLORFUL, 60, 20));
    assertFalse(bytes.matches("(?s).*\033\\[[0-9;]*(3[0-8]|4[0-8]|9[0-7])[0-9;]*m.*"), bytes);
  }

  private void scribble(Canvas canvas, int cells) {
    if (random.nextInt(20) == 0) {
      canvas.clear();
    }
    for (int i = 0; i < cells; i++) {
      int column = random.nextInt(canvas.width());
      int row = random.nextInt(canvas.height());
      int style =
          random.nextInt(Ink.values().length) | ATTRIBUTES[random.nextInt(ATTRIBUTES.length)];
      switch (random.nextInt(8)) {
        case 0 -> canvas.putWide(column, row, WIDE[random.nextInt(WIDE.length)], style);
        case 1 -> {
          for (int c = column; c < canvas.width(); c++) {
            canvas.put(c, row, ' ', 0);
          }
        }
        default -> canvas.put(column, row, NARROW[random.nextInt(NARROW.length)], style);
      }
    }
  }

  private static VtScreen screen(int columns, int rows) {
    VtScreen screen = new VtScreen(columns, rows);
    byte[] enter = Screen.enter(false).getBytes(StandardCharsets.US_ASCII);
    screen.feed(enter, enter.length);
    return screen;
  }

  private static void paint(Painter painter, Canvas canvas, Palette palette, VtScreen screen) {
    ByteSink frame = painter.encode(canvas, palette, canvas.width(), canvas.height());
    screen.feed(frame.bytes(), frame.length());
  }

  private static String text(ByteSink frame) {
    return new String(frame.bytes(), 0, frame.length(), StandardCharsets.UTF_8);
  }

  private static void assertShows(
      Canvas canvas, Palette palette, ColorDepth depth, VtScreen screen) {
    SgrTable sgr = new SgrTable(palette, depth);
    for (int row = 0; row < canvas.height(); row++) {
      for (int column = 0; column < canvas.width(); column++) {
        int expected = canvas.codePoint(column, row);
        if (expected != screen.codePoint(column, row)) {
          assertEquals(dump(canvas), screen.text(), "cell " + column + "," + row);
        }
        if (expected != 0) {
          assertStyle(canvas.style(column, row), expected, sgr, screen.pen(column, row));
        }
      }
    }
  }

  /** A blank shows no foreground and no weight unless it is underlined or reversed. */
  private static void assertStyle(int style, int codePoint, SgrTable sgr, VtScreen.Pen pen) {
    boolean reverse = (style & Canvas.REVERSE) != 0;
    boolean underline = (style & Canvas.UNDERLINE) != 0;
    assertEquals(reverse, pen.reverse());
    assertEquals(underline, pen.underline());
    assertEquals(colour(sgr.background(style)), pen.background());
    if (codePoint != ' ' || reverse || underline) {
      assertEquals(colour(sgr.foreground(style)), pen.foreground());
      assertEquals((sgr.attributes(style) & Canvas.BOLD) != 0, pen.bold());
    }
  }

  private static String colour(byte[] parameter) {
    String text = new String(parameter, StandardCharsets.US_ASCII);
    return text.equals("39") || text.equals("49") ? "" : text;
  }

  private static String dump(Canvas canvas) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < canvas.height(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < canvas.width(); column++) {
        if (canvas.codePoint(column, row) != 0) {
          line.appendCodePoint(canvas.codePoint(column, row));
        }
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
